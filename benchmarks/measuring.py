"""What is measured: each rule's query behind its window, and hashing exactly the columns it declares, warm."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pax import rules
from pax.municipality import Municipality
from pax.rules import Rule, RuleBook, parameter_values
from pax.run import Prepared
from pax.signals import mounts_of
from pax.store import Mounted, Tables, open_window

THREADS = 2
ROUNDS = 3
"""Warm rounds; the median counts. One round before them is thrown away."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One rule: seconds of its query, seconds to hash what it declares, rows it gave."""

    rule: Rule
    query: float
    hashing: float
    rows: int

    @property
    def times(self) -> float:
        """How many times the hashing the rule takes."""
        return self.query / self.hashing


@dataclass(frozen=True, slots=True)
class Board:
    """All rules of a board: each, the views once, and hashing every column any of them declares, once."""

    name: str
    measured: tuple[Measured, ...]
    views: Mapping[str, float]
    hashing: float

    @property
    def total(self) -> float:
        """Seconds of views and queries together."""
        return sum(self.views.values()) + sum(one.query for one in self.measured)

    @property
    def times(self) -> float:
        """How many times the hashing the whole board takes."""
        return self.total / self.hashing


def measure(board: str, prepared: Prepared, municipality: Municipality, work: Path) -> Board:
    """Time every rule that may run, the views, and the hashing."""
    asked = [standing.rule for standing in prepared.standings if standing.runs]
    tables, book = prepared.tables, prepared.book
    measured = []
    for rule in asked:
        given = parameter_values(rule, municipality, prepared.received.as_of)
        mounts = mounts_of(rule, book, tables)
        rows: list[int] = []

        def query(
            mounts: Mapping[str, Mounted] = mounts,
            rule: Rule = rule,
            given: Mapping[str, object] = given,
            rows: list[int] = rows,
        ) -> None:
            with open_window(mounts, threads=THREADS, scratch=work / "spill") as window:
                rows.append(window.arrow(rule.sql, given).num_rows)

        measured.append(Measured(rule, warm(query), hashing(mounts, work), rows[-1]))
    return Board(
        board,
        tuple(measured),
        _views(asked, prepared, municipality, work),
        hashing(_declared(asked, book, tables), work),
    )


def warm(action: Callable[[], None]) -> float:
    """The median seconds of `ROUNDS` calls after one."""
    action()
    return statistics.median(_seconds(action) for _ in range(ROUNDS))


def _seconds(action: Callable[[], None]) -> float:
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def hashing(mounts: Mapping[str, Mounted], work: Path) -> float:
    """Seconds to read and hash every mounted column once, in one window."""

    def everything() -> None:
        with open_window(mounts, threads=THREADS, scratch=work / "spill") as window:
            for name, mount in mounts.items():
                columns = [column for column in mount.columns if column != "row_key"]
                hashes = ", ".join(f'bit_xor(hash("{column}"))' for column in columns)
                window.rows(f'SELECT {hashes} FROM "{name}"', {})  # noqa: S608  names from the rules' headers

    return warm(everything)


def _declared(asked: Sequence[Rule], book: RuleBook, tables: Tables) -> dict[str, Mounted]:
    """Every column of a table that a rule, or a view below one, declares."""
    columns: dict[str, set[str]] = {}
    views = [book.views[name] for rule in asked for name in book.views_of(rule.uses)]
    for reads in (*(rule.reads for rule in asked), *(view.reads for view in views)):
        for table, names in reads.items():
            columns.setdefault(table, set()).update(names)
    return {table: Mounted(tables[table], tuple(sorted(names))) for table, names in sorted(columns.items())}


def _views(asked: Sequence[Rule], prepared: Prepared, municipality: Municipality, work: Path) -> dict[str, float]:
    """Seconds to build each view the rules use, one after the other, on the askable tables."""
    book = prepared.book
    names = book.views_of(tuple(sorted({view for rule in asked for view in rule.uses})))
    base = Tables({name: path for name, path in prepared.tables.items() if name in prepared.schema})
    took = {}
    for name in names:
        before = book.views[name].before_protection
        begun = time.perf_counter()
        base = rules.build_views(
            book, [name], base, work / "measured", prepared.received.as_of, municipality.code, before_protection=before,
            scratch=work / "spill", threads=THREADS,
        )  # fmt: skip
        took[name] = time.perf_counter() - begun
    return took
