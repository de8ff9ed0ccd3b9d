"""The fact sheet: rows of registers as plain tables, and the few lines of it that stand first on the page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from paxweb.signals import shown, words

FIRST_WORDS = 56


class Row(Protocol):
    """A row of one register with where it came from."""

    table: str
    register: str
    delivery_id: str
    file: str
    line: int
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: its column's name, how it is written, and whether it stands to the right."""

    name: str
    text: str
    number: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """One row as it is read, and its source."""

    title: str
    cells: tuple[Cell, ...]
    register: str
    file: str
    line: int
    delivery: str
    about_main: bool

    @property
    def words(self) -> int:
        """How many words the row's short line has."""
        return len(f"{self.title} {self.line_text}".split())

    @property
    def line_text(self) -> str:
        """The row in one line: its values, without those that say nothing."""
        return ", ".join(_short(cell) for cell in self.cells if cell.text != "–")


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of one register's table under one heading."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Fact, ...]


def facts(rows: Iterable[Row], language: str, names: Mapping[str, str]) -> list[Fact]:
    """Rows as they are read. `names` gives the label of an id that may be named: {id: label}."""
    return [_fact(row, language, names) for row in rows]


def _fact(row: Row, language: str, names: Mapping[str, str]) -> Fact:
    cells = []
    main = False
    for column in shown.order(row.facts):
        given = row.facts[column]
        named = names.get(given) if isinstance(given, str) and column.endswith("_id") else None
        main = main or named is not None
        text = named or shown.value(row.table, column, given, language)
        cells.append(Cell(words.column(column).said(language), text, shown.is_number(row.table, column, given)))
    title = words.table(row.table).said(language)
    return Fact(title, tuple(cells), row.register, row.file, row.line, row.delivery_id, main)


def _short(cell: Cell) -> str:
    return cell.text if not cell.number else f"{cell.name}\u00a0{cell.text}"


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
    chosen: list[Fact] = []
    spent = 0
    for fact in sorted(found, key=lambda each: not each.about_main):
        if chosen and spent + fact.words > limit:
            continue
        chosen.append(fact)
        spent += fact.words
    return [fact for fact in found if any(fact is each for each in chosen)]
