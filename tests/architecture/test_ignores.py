"""A rule that is switched off says why, on the same line."""

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import named, python_files

_ANY = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma)\b")
_CODED = re.compile(
    r"#\s*(?:noqa:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|type:\s*ignore\[[^\]]+\]|pragma:\s*no \w+)(?P<why>\s{2}.*)?$"
)


def _comments(path: Path) -> Iterator[tuple[int, str]]:
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
    for token in tokens:
        if token.type == tokenize.COMMENT and _ANY.search(token.string):
            yield token.start[0], token.string


def test_every_ignore_names_what_it_ignores_and_why() -> None:
    bare = [
        f"{named(path)}:{line}" for path in python_files() for line, comment in _comments(path) if not _reason(comment)
    ]
    assert bare == []


def _reason(comment: str) -> bool:
    """True when a reason stands after the codes."""
    match = _CODED.search(comment)
    return match is not None and bool((match["why"] or "").strip())


def test_a_bare_ignore_is_seen() -> None:
    bare = ("# noqa", "# noqa: S608", "# noqa  names come from the schema", "# type: ignore  the library has no types")
    assert [comment for comment in bare if _reason(comment)] == []
    assert _reason("# noqa: S608, TID251  names come from the schema, never from data")
    assert _reason("# type: ignore[no-untyped-call]  the library has no types")
