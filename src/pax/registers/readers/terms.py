"""Navet's term-code text: lines `#UP <code> <value>` between the markers that begin and end a post.

`columns` maps codes to our names, so that a code that Skatteverket adds needs no code of ours. One that is not mapped
is not read, and counted. Of a code that comes twice in a post the first counts, but a protection mark J always does.
Source: Skatteverket's term codes as docs.pointsharp.com lists them; the post markers are not published.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pax.registers.readers.raw import Opening, Raw, relation_of
from pax.registers.readers.recognise import NotReadable, writing
from pax.registers.readers.rows import Rows

_LINE = re.compile(r"#UP\s+(?P<code>\d{5})(?:\s(?P<value>.*))?")
_START, _END = "#POST_START", "#POST_SLUT"
_MARKS = ("marked", "protected")


def read_terms(opening: Opening, raw: str, path: Path) -> Raw:
    """Read one file into the raw table `raw`, one row per post. Raises `DeliveryRefused`: cut, or no such file."""
    columns = opening.source.columns[raw]
    names = tuple(dict.fromkeys(columns.values()))
    opening.scratch.mkdir(parents=True, exist_ok=True)
    target = opening.scratch / f"{path.name}.parquet"
    count = 0
    try:
        encoding = writing(path, opening.source.expect.encoding).encoding
        with path.open(encoding=encoding, newline=None) as text, Rows(target, (*names, "src_line")) as rows:
            for post in _posts(text, columns, opening, path.name):
                rows.add(post)
                count += 1
    except NotReadable as error:
        raise opening.refused(str(error), file=path.name) from None
    return Raw(raw, relation_of(target, path.name), names, {path.name: count})


def _posts(
    lines: Iterator[str], columns: Mapping[str, str], opening: Opening, file: str
) -> Iterator[dict[str, object]]:
    post: dict[str, object] | None = None
    posts = 0
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if text == _START:
            if post is not None:
                raise NotReadable(f"a post begins within another, line {number}")
            post = {"src_line": number}
        elif text == _END and post is not None:
            yield post
            post, posts = None, posts + 1
        elif post is not None:
            _keep(post, text, columns, opening, file)
    if post is not None:
        raise NotReadable("the file ends in the middle of a post")
    if not posts:
        raise NotReadable("the file holds no post")


def _keep(post: dict[str, object], text: str, columns: Mapping[str, str], opening: Opening, file: str) -> None:
    match = _LINE.fullmatch(text)
    if match is None:
        raise NotReadable(f"a line within the post that begins on line {post['src_line']} is no term")
    name = columns.get(match["code"])
    value = (match["value"] or "").strip()
    if name is None:
        opening.findings.note(file, 0, match["code"], "a term code that is not known is not read")
    elif name in _MARKS:
        post[name] = _most_protective(post.get(name), value)
    elif value:
        post.setdefault(name, value)


def _most_protective(before: object, value: str) -> str:
    found = {before, value if value in ("J", "N") else "?"}
    return next(mark for mark in ("J", "?", "N") if mark in found)
