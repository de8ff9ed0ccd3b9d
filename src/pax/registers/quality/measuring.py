"""Counts of one delivery: what its columns hold, without a single value of theirs.

Codes are counted only in columns for which `canonical.yml` lists words, and only those words are named; every other
code is one number, "other". Which code that is stands in the file, and nowhere here: it may be somebody's name in the
wrong column.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pax.registers.depot import Held, tables_of
from pax.store import Engine
from pax.vocabulary import Column, ColumnType, Schema, Table

_MAY_LIE_AHEAD = ("to_date", "period_to", "valid_to", "closed_on", "ended_at")
"""Ends of periods lie in the future as a rule; every other date that does is odd."""
EARLIEST = 1900
_UNPLACED = "not found exactly among the dwellings"
_DATED = (ColumnType.DATE, ColumnType.TIMESTAMP)


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of one column: all, before 1900, after the delivery, on 1 January, on the first of other months."""

    total: int
    early: int
    future: int
    new_year: int
    firsts: int

    @property
    def is_heaped(self) -> bool:
        """Whether 1 January stands for "that year": over 5 % of at least 50 days, and three times any other first."""
        return self.total >= 50 and self.new_year > 0.05 * self.total and self.new_year > 3 * self.firsts / 11


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of one column: known word → rows, and the rows with any other."""

    known: Mapping[str, int]
    other: int

    @property
    def total(self) -> int:
        """Rows with a code."""
        return sum(self.known.values()) + self.other


@dataclass(frozen=True, slots=True)
class TableMeasure:
    """One canonical table of a delivery: its rows in use, and per column how many hold something."""

    table: str
    rows: int
    filled: Mapping[str, int]
    dates: Mapping[str, Dates]
    codes: Mapping[str, Codes]

    def completeness(self, column: str) -> float:
        """The share of rows in which the column holds something; 0 in an empty table."""
        return self.filled.get(column, 0) / self.rows if self.rows else 0.0


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of thing found in a delivery, and how often."""

    column: str
    problem: str
    rows: int


@dataclass(frozen=True, slots=True)
class Measured:
    """One delivery in numbers. `rows` are those of its files, quarantined ones too."""

    register: str
    date: date
    delivery_id: str
    rows: int
    quarantined: int
    tables: Mapping[str, TableMeasure]
    problems: tuple[Problem, ...]

    @property
    def unplaced(self) -> int:
        """Rows whose address is not found exactly among the dwellings."""
        return sum(each.rows for each in self.problems if _UNPLACED in each.problem)

    def share(self, rows: int) -> float:
        """So many rows as a share of all."""
        return rows / self.rows if self.rows else 0.0


def measure(engine: Engine, schema: Schema, held: Held) -> Measured:
    """Count one delivery as it lies in the store. Raises `NothingWritten` when a file of it is damaged."""
    tables = {}
    for name, path in sorted(tables_of(held).items()):
        engine.mount({"pax_measured": path})
        tables[name] = _table(engine, schema[name], held.date)
    return Measured(
        register=held.register,
        date=held.date,
        delivery_id=held.delivery_id,
        rows=held.rows,
        quarantined=held.quarantined,
        tables=tables,
        problems=_problems(held.document["quality"]["problems"]),
    )


def _problems(listed: Sequence[Mapping[str, object]]) -> tuple[Problem, ...]:
    """The problems of all files together, by column and kind."""
    counts: dict[tuple[str, str], int] = {}
    for each in listed:
        kind = (str(each["column"]), str(each["problem"]))
        counts[kind] = counts.get(kind, 0) + int(str(each["rows"]))
    return tuple(Problem(column, problem, rows) for (column, problem), rows in sorted(counts.items()))


def _table(engine: Engine, table: Table, day: date) -> TableMeasure:
    dated = [column for column in table.columns if column.type in _DATED]
    asked = ["count(*)", *(f'count("{name}")' for name in table.names)]
    for column in dated:
        asked += _date_counts(column)
    counts = engine.rows(f"SELECT {', '.join(asked)} FROM pax_measured", {"day": day})[0]  # noqa: S608  canonical names
    first = 1 + len(table.names)
    dates = {
        column.name: Dates(counts[1 + table.names.index(column.name)], *counts[first + 4 * at : first + 4 * at + 4])
        for at, column in enumerate(dated)
    }
    coded = [column for column in table.columns if column.words]
    return TableMeasure(
        table=table.name,
        rows=counts[0],
        filled=dict(zip(table.names, counts[1:first], strict=True)),
        dates={name: each for name, each in dates.items() if each.total},
        codes={column.name: codes for column in coded if (codes := _codes(engine, column)).total},
    )


def _date_counts(column: Column) -> tuple[str, ...]:
    name = f'"{column.name}"'
    ahead = "0" if column.name in _MAY_LIE_AHEAD else f"count_if(CAST({name} AS DATE) > $day)"
    return (
        f"count_if(year({name}) < {EARLIEST})",
        ahead,
        f"count_if(day({name}) = 1 AND month({name}) = 1)",
        f"count_if(day({name}) = 1 AND month({name}) > 1)",
    )


def _codes(engine: Engine, column: Column) -> Codes:
    query = f'SELECT "{column.name}", count(*) FROM pax_measured WHERE "{column.name}" IS NOT NULL GROUP BY ALL'  # noqa: S608  a canonical name
    counts = dict(engine.rows(query))
    known = {word: counts[word] for word in column.words if word in counts}
    return Codes(known, sum(counts.values()) - sum(known.values()))
