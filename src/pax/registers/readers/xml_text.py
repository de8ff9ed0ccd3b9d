"""XML other than Navet's: records at a path, one row each.

`rows` gives the path of the records of each raw table, local names joined by `/` from the root (`*` any one, `//` at
the start any depth). `columns` are paths from the record: `a/b`, `@attribute`, `a/@b`, `.` for its own text; `../`
climbs. Of an element that stands several times the first counts. What a record climbs to must stand before it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pax.registers.readers.raw import Opening, Raw, relation_of
from pax.registers.readers.recognise import NotReadable
from pax.registers.readers.rows import Rows
from pax.registers.readers.xml_guard import BROKEN, DEEPEST, feed, new_parser
from pax.registers.values import LONGEST_CELL

MOST_VALUES = 2_000
"""Different paths within one element; more is no answer of an agency."""


def read_xml(opening: Opening, raw: str, path: Path) -> Raw:
    """Read one file into the raw table `raw`. Raises `DeliveryRefused`: broken or hostile XML, or a missing column."""
    opening.scratch.mkdir(parents=True, exist_ok=True)
    target = opening.scratch / f"{path.name}.{raw}.parquet"
    columns = opening.source.columns.get(raw, {})
    ours = tuple(opening.source.alternatives(raw))
    with Rows(target, (*ours, "src_line")) as rows:
        walk = _Walk(opening.source.rows[raw], columns, rows)
        try:
            feed(walk.parser, path)
        except NotReadable as error:
            raise opening.refused(str(error), file=path.name) from None
        except BROKEN:
            problem = "the XML is broken or cut short, or not in the encoding it declares"
            raise opening.refused(problem, file=path.name, line=walk.parser.ErrorLineNumber) from None
    wanted = opening.source.wanted_columns(raw)
    missing = [each.names[0] for each in wanted if not walk.seen & set(each.ours)]
    if walk.count and missing:
        raise opening.refused(f"no record has {', '.join(missing)}", file=path.name)
    return Raw(raw, relation_of(target, path.name), ours, {path.name: walk.count})


@dataclass(slots=True)
class _Open:
    """An element that has begun: its values by path from itself, kept as long as a record may climb to it."""

    name: str
    line: int
    is_record: bool
    values: dict[str, str] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)
    length: int = 0


class _Walk:
    """Where the parser is, from the root in."""

    def __init__(self, path: str, columns: Mapping[str, str], rows: Rows) -> None:
        self.anywhere = path.startswith("//")
        self.path = path.strip("/").split("/")
        self.columns = columns
        self.rows = rows
        self.open: list[_Open] = []
        self.seen: set[str] = set()
        self.count = 0
        self.parser = new_parser(self._start, self._end, self._characters)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.open) > DEEPEST:
            raise NotReadable("the XML is nested deeper than any delivery")
        local = name.rpartition(" ")[2]
        names = [element.name for element in self.open] + [local]
        element = _Open(local, self.parser.CurrentLineNumber, self._is_record(names))
        self.open.append(element)
        for attribute, value in attributes.items():
            self._tell("@" + attribute.rpartition(" ")[2], value)

    def _is_record(self, names: list[str]) -> bool:
        if self.anywhere:
            names = names[-len(self.path) :]
        return len(names) == len(self.path) and all(
            wanted in ("*", name) for wanted, name in zip(self.path, names, strict=True)
        )

    def _tell(self, leaf: str, value: str) -> None:
        """Give a value to every open element under its path from there; records need no deeper than their columns."""
        path = leaf
        for element in reversed(self.open):
            if len(element.values) < MOST_VALUES:
                element.values.setdefault(path, value)
            path = f"{element.name}/{path}" if path != "." else element.name

    def _characters(self, text: str) -> None:
        element = self.open[-1]
        if element.length <= LONGEST_CELL:
            element.text.append(text)
            element.length += len(text)

    def _end(self, _: str) -> None:
        element = self.open[-1]
        text = "".join(element.text).strip()
        if text:
            self._tell(".", text)
        if element.is_record:
            self._keep(element)
        self.open.pop()

    def _keep(self, record: _Open) -> None:
        values: dict[str, object] = {"src_line": record.line}
        for theirs, ours in self.columns.items():
            climbs = theirs.count("../")
            place = self.open[-1 - climbs] if climbs < len(self.open) else record
            value = place.values.get(theirs.replace("../", ""))
            values[ours] = values.get(ours) or value
            if value is not None:
                self.seen.add(ours)
        self.rows.add(values)
        self.count += 1
