"""The fact sheet: rows of registers as plain tables, and the few lines of it that stand first on the page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pax.vocabulary import Text
from paxweb.intake.reading import Row
from paxweb.signals import shown, words
from paxweb.signals.naming import Naming

FIRST_WORDS = 32
FIRST_LINES = 7
_SPANS = {"from_date": "to_date", "opened_on": "closed_on", "period_from": "period_to"}
"""Days that are read as one: from – to."""
_NAMED = frozenset({"birth_date", "municipality_code"})
"""Columns whose values say nothing without their names."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: its column's name, how it is written, whether it is a number, whether it is the main subject.

    `column` and `raw`: as the register has them. `was`: what stands in the register, where it has been corrected, and
    `note` by whom and when.
    """

    name: str
    text: str
    number: bool
    main: bool
    column: str = ""
    raw: str = ""
    was: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One row as it is read, and its source. `key`: the register's table and row."""

    title: str
    cells: tuple[Cell, ...]
    source: str
    withheld: bool
    key: tuple[str, str] = ("", "")

    @property
    def line_text(self) -> str:
        """The row in one line: its values, without the subject the page is about and those that say nothing."""
        cells = {cell.column: cell for cell in self.cells if not cell.main and not _says_nothing(cell)}
        spans = {start: end for start, end in _SPANS.items() if start in cells and end in cells}
        ends = set(spans.values())
        return ", ".join(
            f"{cell.text} – {cells[spans[name]].text}" if name in spans else _short(cell)
            for name, cell in cells.items()
            if name not in ends
        )

    @property
    def words(self) -> int:
        """How many words that line has, with the row's title."""
        return len(f"{self.title} {self.line_text}".split())

    @property
    def about_main(self) -> bool:
        """Whether the row names the main subject."""
        return any(cell.main for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of one register's table under one heading."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Fact, ...]


def facts(rows: Iterable[Row], naming: Naming, delivered: Mapping[str, str]) -> list[Fact]:
    """Rows as they are read. `delivered`: delivery id → the day it came."""
    return [_fact(row, naming, delivered) for row in rows]


def _fact(row: Row, naming: Naming, delivered: Mapping[str, str]) -> Fact:
    ends = naming.ends(row)
    cells = tuple(
        Cell(
            words.column(column).said(naming.language),
            ends.get(column) or shown.value(row.table, column, row.facts[column], naming.language),
            shown.is_number(row.table, column, row.facts[column]),
            naming.is_main(row, column),
            column,
            "" if row.facts[column] is None else str(row.facts[column]),
        )
        for column in shown.order(row.facts)
    )
    title = words.table(row.table).said(naming.language)
    return Fact(title, cells, _source(row, delivered, naming.language), row.withheld, (row.table, row.row_key))


def _source(row: Row, delivered: Mapping[str, str], language: str) -> str:
    line = f", {Text('rad', 'line').said(language)} {row.line}" if row.line is not None else ""
    came = delivered.get(row.delivery_id, "")
    return f"{row.file}{line}, {came}" if came else f"{row.file}{line}"


def _short(cell: Cell) -> str:
    named = cell.number or cell.column in _NAMED or cell.text in ("ja", "nej", "yes", "no")
    return f"{cell.name}\u00a0{cell.text}" if named else cell.text


def _says_nothing(cell: Cell) -> bool:
    return cell.text == "–" or (not cell.raw and shown.is_of_what_may_never_happen(cell.column))


def tables(found: Sequence[Fact]) -> list[Table]:
    """Rows under their table's heading, in the order they came."""
    by_title: dict[str, list[Fact]] = {}
    for fact in found:
        by_title.setdefault(fact.title, []).append(fact)
    return [
        Table(title, tuple(dict.fromkeys(cell.name for fact in rows for cell in fact.cells)), tuple(rows))
        for title, rows in by_title.items()
    ]


def first(found: Sequence[Fact], limit: int = FIRST_WORDS) -> list[Fact]:
    """The lines that fit above the fold: those about the subject first, at most `limit` words, at least one line."""
    chosen: list[int] = []
    spent = 0
    for n, fact in sorted(enumerate(found), key=lambda each: not each[1].about_main):
        if chosen and (spent + fact.words > limit or len(chosen) == FIRST_LINES):
            continue
        chosen.append(n)
        spent += fact.words
    return [found[n] for n in sorted(chosen)]
