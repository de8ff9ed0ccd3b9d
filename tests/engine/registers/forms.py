"""Every form a register's file comes in, taken apart into headings: left out, renamed, written twice, emptied.

A heading is what names a value: the cell of a heading row, the name of an XML element or attribute, the key of a JSON
object, a term's code; in an agency's answer those of the documents within too.
"""

import base64
import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from xml.etree import ElementTree as ET

import openpyxl

UNKNOWN = "Obekant rubrik 7"
UNKNOWN_NAME = "ObekantNamn"
HOW = ("removed", "renamed", "doubled", "emptied", "misspelt")
"""What is done to one heading; `emptied`: a cell without a name, an element or key without a value."""

_BASE64 = re.compile(r"[A-Za-z0-9+/]+=*")

Change = tuple[str, str, Callable[[], bytes]]
"""Heading, how, the file's bytes after."""


def changes(name: str, content: bytes) -> Iterator[Change]:
    """Every heading of a file in every way."""
    if name.endswith(".xlsx"):
        yield from _sheet(content)
    elif content.lstrip().startswith((b"{", b"[")):
        yield from _json(content.decode())
    elif content.lstrip().startswith(b"<"):
        yield from _xml(content)
    elif b"#UP " in content:
        yield from _terms(content.decode("latin-1"))
    else:
        yield from _rows(content)


def text_of(content: bytes) -> tuple[str, str]:
    """Text and its encoding, by what decodes."""
    for encoding in ("utf-8-sig", "windows-1252"):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise ValueError("neither UTF-8 nor windows-1252")


def _rows(content: bytes) -> Iterator[Change]:
    text, encoding = text_of(content)
    delimiter = max(";,\t|", key=text.count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))

    def written(changed: list[list[str]]) -> bytes:
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(changed)
        return out.getvalue().encode(encoding)

    for heading, how, changed in _table(rows, heading_row(rows)):
        yield heading, how, partial(written, changed)


def heading_row(rows: Sequence[Sequence[str]]) -> int:
    """Where the heading stands: the first row in which as many cells hold something as in any."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    return filled.index(max(filled))


def _table(rows: list[list[str]], at: int) -> Iterator[tuple[str, str, list[list[str]]]]:
    for place, heading in enumerate(rows[at]):
        if not heading.strip():
            continue
        yield heading, "removed", [[*row[:place], *row[place + 1 :]] for row in rows]
        yield heading, "doubled", [[*row, *row[place : place + 1]] for row in rows]
        for how, name in (("renamed", UNKNOWN), ("emptied", ""), ("misspelt", heading + heading[-1])):
            named = [[*row[:place], name, *row[place + 1 :]] if here == at else row for here, row in enumerate(rows)]
            yield heading, how, named


def _sheet(content: bytes) -> Iterator[Change]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheets = {sheet.title: [["" if c is None else c for c in row] for row in sheet.values] for sheet in book.worksheets}
    name = max(sheets, key=lambda title: len(sheets[title]))
    rows = sheets[name]

    def written(changed: list[list[str]]) -> bytes:
        new, out = openpyxl.Workbook(), io.BytesIO()
        for title, sheet in {**sheets, name: changed}.items():
            page = new.create_sheet(title)
            for row in sheet:
                page.append(row)
        del new[new.sheetnames[0]]
        new.save(out)
        return out.getvalue()

    at = heading_row([[str(cell) for cell in row] for row in rows])
    for heading, how, changed in _table(rows, at):
        yield heading, how, partial(written, changed)


def _terms(text: str) -> Iterator[Change]:
    for code in sorted(set(re.findall(r"#UP (\d{5})", text))):
        line = rf"#UP {code}(.*)\n"
        for how, put in (
            ("removed", ""),
            ("renamed", r"#UP 99999\1\n"),
            ("doubled", r"\g<0>\g<0>"),
            ("emptied", f"#UP {code}\n"),
            ("misspelt", rf"#UP {code}9\1\n"),
        ):
            yield code, how, partial(_term_changed, text, line, put)


def _term_changed(text: str, line: str, put: str) -> bytes:
    return re.sub(line, put, text).encode("latin-1")


def _json(text: str) -> Iterator[Change]:
    whole = json.loads(text, object_pairs_hook=_Pairs)
    for key in sorted(set(_keys(whole))):
        for how in HOW:
            yield key, how, partial(_key_changed, whole, key, how)


class _Pairs(list[tuple[str, object]]):
    """An object as its members, one name as often as it is written."""


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, _Pairs):
        for name, inner in value:
            yield name
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)


def _with_key(value: object, key: str, how: str) -> object:
    if isinstance(value, _Pairs):
        return _Pairs(each for name, inner in value for each in _members(name, inner, key, how))
    return [_with_key(inner, key, how) for inner in value] if isinstance(value, list) else value


def _members(name: str, inner: object, key: str, how: str) -> Sequence[tuple[str, object]]:
    inner = _with_key(inner, key, how)
    if name != key:
        return [(name, inner)]
    match how:
        case "removed":
            return []
        case "doubled":
            return [(name, inner), (name, inner)]
        case "emptied":
            return [(name, None)]
        case _:
            return [(UNKNOWN_NAME if how == "renamed" else name + name[-1], inner)]


def _key_changed(whole: object, key: str, how: str) -> bytes:
    return _written(_with_key(whole, key, how))


def _written(value: object) -> bytes:
    """Each element of the outermost list on a line of its own."""
    if isinstance(value, _Pairs) or not isinstance(value, list):
        return _said(value).encode()
    return ("[" + ",\n".join(map(_said, value)) + "]").encode()


def _said(value: object) -> str:
    if isinstance(value, _Pairs):
        return "{" + ", ".join(f"{json.dumps(name)}: {_said(inner)}" for name, inner in value) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_said, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _xml(content: bytes) -> Iterator[Change]:
    root = ET.fromstring(content)  # noqa: S314  our own samples
    for name in sorted({_local(each.tag) for each in root.iter()}):
        for how in HOW:
            yield name, how, partial(_element_changed, content, name, how)
    for name in sorted({attribute for each in root.iter() for attribute in each.attrib}):
        for how in ("removed", "renamed", "emptied"):
            yield f"@{_local(name)}", how, partial(_attribute_changed, content, name, how)
    yield from _within(content, root)


def _within(content: bytes, root: ET.Element) -> Iterator[Change]:
    """The headings of documents that stand in an element as base64, or as text."""
    for text in sorted({each.text for each in root.iter() if each.text and len(each.text) > 100}):
        is_text = text.lstrip().startswith("<")
        if not is_text and not _BASE64.fullmatch(text):
            continue
        inner = text.encode() if is_text else base64.b64decode(text)

        for heading, how, change in changes("", inner):
            yield heading, how, partial(_put_within, content, text, change, is_text)


def _put_within(content: bytes, text: str, change: Callable[[], bytes], is_text: bool) -> bytes:
    root = ET.fromstring(content)  # noqa: S314  our own samples
    for each in root.iter():
        if each.text == text:
            each.text = change().decode() if is_text else base64.b64encode(change()).decode()
    return _serialised(root)


def _serialised(root: ET.Element) -> bytes:
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _element_changed(content: bytes, name: str, how: str) -> bytes:
    root = ET.fromstring(content)  # noqa: S314  our own samples
    for parent in list(root.iter()):
        for child in [each for each in parent if _local(each.tag) == name]:
            if how == "removed":
                _without(parent, child)
            elif how == "doubled":
                parent.insert(list(parent).index(child), child)
    for each in root.iter():
        if _local(each.tag) == name and how in ("renamed", "misspelt"):
            each.tag = UNKNOWN_NAME if how == "renamed" else each.tag + each.tag[-1]
        elif _local(each.tag) == name and how == "emptied":
            each.text = "\n" * "".join(each.itertext()).count("\n")
            each[:] = []
    return _serialised(root)


def _without(parent: ET.Element, child: ET.Element) -> None:
    """Take a child away and leave the line breaks after it, so that every other element keeps its line."""
    at = list(parent).index(child)
    lines = "\n" * ("".join(child.itertext()) + (child.tail or "")).count("\n")
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + lines
    else:
        parent.text = (parent.text or "") + lines
    parent.remove(child)


def _attribute_changed(content: bytes, name: str, how: str) -> bytes:
    root = ET.fromstring(content)  # noqa: S314  our own samples
    for each in root.iter():
        if name in each.attrib:
            value = each.attrib.pop(name)
            if how != "removed":
                each.set(UNKNOWN_NAME if how == "renamed" else name, "" if how == "emptied" else value)
    return _serialised(root)
