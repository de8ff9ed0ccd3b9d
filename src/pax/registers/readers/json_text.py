"""JSON: records at a path, one row each, every number and name as the text that stands in the file.

`rows` gives the path of the records of each raw table: names joined by dots, `[]` after what is a list (`Result[]`,
`[].addresses[]`, `[]` for a file that is a list; one object per line is a list too). `columns` are dotted paths
from the record; `../` climbs to the record around it, and of a list that is not walked the first element counts.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from json.decoder import JSONDecoder
from pathlib import Path

from pax.registers.readers.json_stream import once
from pax.registers.readers.raw import Opening, Raw, relation_of
from pax.registers.readers.recognise import NotReadable, other_file, writing
from pax.registers.readers.rows import Rows

MOST_BYTES = 1 << 29
_SPACE = " \t\r\n"
_BROKEN = "the JSON is broken or cut short"


def _refuse_constant(_: str) -> str:
    raise NotReadable("the JSON holds a number that is none")


_DECODER = JSONDecoder(parse_int=str, parse_float=str, parse_constant=_refuse_constant, object_pairs_hook=once)
Value = object


@dataclass(frozen=True, slots=True)
class _Record:
    """One record: its line, and the values from the outermost record in to itself."""

    line: int
    chain: tuple[Value, ...]


def read_json(opening: Opening, raw: str, path: Path) -> Raw:
    """Read one file into the raw table `raw`. Raises `DeliveryRefused` for what is no JSON, or lacks a column."""
    opening.scratch.mkdir(parents=True, exist_ok=True)
    target = opening.scratch / f"{path.name}.{raw}.parquet"
    columns = opening.source.columns.get(raw, {})
    ours = tuple(opening.source.alternatives(raw))
    seen: set[str] = set()
    count = 0
    try:
        text = _text(path, opening.source.expect.encoding)
        with Rows(target, (*ours, "src_line")) as rows:
            for record in records(text, opening.source.rows.get(raw, "[]")):
                values: dict[str, str | None] = {}
                for theirs, column in columns.items():
                    values[column] = values.get(column) or _at(record.chain, theirs)
                seen |= {name for name, value in values.items() if value is not None}
                rows.add({**values, "src_line": record.line})
                count += 1
    except NotReadable as error:
        raise opening.refused(str(error), file=path.name) from None
    except (ValueError, RecursionError):
        raise opening.refused(_BROKEN, file=path.name) from None
    wanted = opening.source.wanted_columns(raw)
    missing = [each.names[0] for each in wanted if not seen & set(each.ours)]
    if count and not seen:
        missing = [next(iter(columns))] if columns else []
    if count and missing:
        raise opening.refused(f"no record has {', '.join(missing)}", file=path.name)
    return Raw(raw, relation_of(target, path.name), ours, {path.name: count})


def _text(path: Path, declared: str | None) -> str:
    if path.stat().st_size > MOST_BYTES:
        raise NotReadable("the file is larger than any JSON answer")
    with path.open("rb") as file:
        instead = other_file(file.read(64))
    if instead is not None:
        raise NotReadable(f"the file is {instead}, not JSON")
    return path.read_text(encoding=writing(path, declared or None, lines=False).encoding).lstrip("\ufeff")


def records(text: str, path: str) -> Iterator[_Record]:
    """Every record at the path. The outermost list is walked element by element, so that each knows its line."""
    first, listed, rest = path.partition("[]")
    names = [name for name in first.split(".") if name]
    start = _find(text, _skip(text, 0), names)
    if not listed or (names and text[start] != "["):
        values = _one(text, start, len(names))
    elif text[start] != "[":
        values = _lines_of_objects(text, start)
    else:
        values = _elements(text, start, len(names))
    line, at = 1, 0
    for place, value in values:
        line += text.count("\n", at, place)
        at = place
        for chain in _walk((value,), rest.lstrip(".")):
            yield _Record(line, chain)


def _past_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at


def _skip(text: str, at: int) -> int:
    at = _past_space(text, at)
    if at == len(text):
        raise NotReadable(_BROKEN)
    return at


def _find(text: str, at: int, names: Sequence[str]) -> int:
    """Where the value at the end of the names begins; the objects on the way are not decoded."""
    for name in names:
        at = _member(text, at, name)
    return at


def _one(text: str, at: int, within: int) -> Iterator[tuple[int, Value]]:
    value, end = _DECODER.raw_decode(text, at)
    yield at, value
    _hold_end(text, end, within)


def _hold_end(text: str, at: int, within: int) -> None:
    """Hold what follows to being the rest of so many objects, and nothing after them: else the file is cut or two."""
    for _ in range(within):
        at = _skip(text, at)
        while text[at] == ",":
            key, at = _DECODER.raw_decode(text, _skip(text, at + 1))
            at = _skip(text, at)
            if text[at] != ":" or not isinstance(key, str):
                raise NotReadable(_BROKEN)
            at = _skip(text, _DECODER.raw_decode(text, _skip(text, at + 1))[1])
        if text[at] != "}":
            raise NotReadable(_BROKEN)
        at += 1
    if _past_space(text, at) < len(text):
        raise NotReadable(_BROKEN)


def _member(text: str, at: int, name: str) -> int:
    if text[at] != "{":
        raise NotReadable(f"the JSON has no {name}")
    at = _skip(text, at + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        at = _skip(text, at)
        if text[at] != ":":
            raise NotReadable(_BROKEN)
        at = _skip(text, at + 1)
        if key == name:
            return at
        at = _skip(text, _DECODER.raw_decode(text, at)[1])
        at = _skip(text, at + 1) if text[at] == "," else at
    raise NotReadable(f"the JSON has no {name}")


def _elements(text: str, at: int, within: int) -> Iterator[tuple[int, Value]]:
    at = _skip(text, at + 1)
    while text[at] != "]":
        value, end = _DECODER.raw_decode(text, at)
        yield at, value
        at = _skip(text, end)
        if text[at] not in ",]":
            raise NotReadable(_BROKEN)
        at = _skip(text, at + 1) if text[at] == "," else at
    _hold_end(text, at + 1, within)


def _lines_of_objects(text: str, at: int) -> Iterator[tuple[int, Value]]:
    while (at := _past_space(text, at)) < len(text):
        value, end = _DECODER.raw_decode(text, at)
        yield at, value
        at = end


def _walk(chain: tuple[Value, ...], path: str) -> Iterator[tuple[Value, ...]]:
    """The chains of records that the rest of a path (`addresses[].parts[]`) leads to."""
    if not path:
        yield chain
        return
    step, _, rest = path.partition("[]")
    found = _inside(chain[-1], step)
    for element in found if isinstance(found, list) else [] if found is None else [found]:
        yield from _walk((*chain, element), rest.lstrip("."))


def _at(chain: tuple[Value, ...], path: str) -> str | None:
    """The text at a column's path, or None. Lists and objects at its end are given as JSON."""
    depth = len(chain) - 1
    while path.startswith("../"):
        path, depth = path.removeprefix("../"), depth - 1
    value = _inside(chain[max(depth, 0)], path)
    match value:
        case None | "":
            return None
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case _:
            return json.dumps(value, ensure_ascii=False)


def _inside(value: Value, path: str) -> Value:
    for name in path.split(".") if path else ():
        while isinstance(value, list):
            value = value[0] if value else None
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value
