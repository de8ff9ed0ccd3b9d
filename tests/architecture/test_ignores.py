"""A rule that is switched off says why, on the same line."""

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import named, python_files

_IGNORE = re.compile(
    r"#\s*(?P<what>noqa|type:\s*ignore|pragma)\b(?P<codes>:?\s*\[?[A-Za-z0-9, \-]*?\]?)(?:\s{2,}|#\s*)(?P<why>.*)$"
)
_ANY = re.compile(r"#\s*(noqa|type:\s*ignore|pragma)\b")
_CODED = re.compile(r"#\s*(noqa:\s*[A-Z]+\d+|type:\s*ignore\[[a-z\-, ]+\]|pragma)")


def _comments(path: Path) -> Iterator[tuple[int, str]]:
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
    for token in tokens:
        if token.type == tokenize.COMMENT and _ANY.search(token.string):
            yield token.start[0], token.string


def test_every_ignore_names_what_it_ignores_and_why() -> None:
    bare = [
        f"{named(path)}:{line}"
        for path in python_files()
        for line, comment in _comments(path)
        if not _CODED.search(comment) or not _reason(comment)
    ]
    assert bare == []


def _reason(comment: str) -> str:
    """What stands after the codes: at least three words."""
    match = _IGNORE.search(comment)
    words = match["why"].split() if match else []
    return " ".join(words) if len(words) >= 3 else ""


def test_a_bare_ignore_is_seen() -> None:
    assert not _reason("# noqa: S608")
    assert not _CODED.search("# noqa")
    assert _reason("# noqa: S608  names come from the schema, never from data")
    assert _reason("# type: ignore[no-untyped-call]  the library has no types")
