"""Asked about one household through the index, every rule answers what it answers when it is asked about all."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pax import content
from pax.rules import Scope, build_views
from pax.signals import Asked, Search, Signal, find, household, looked_up, read_by
from pax.store import Tables, open_index, write_index
from pax.vocabulary import IdKind, Silent
from tests.engine.oracle import drawn, oracle_of, with_oracles
from tests.engine.signals.asking import Rows, municipality, written
from tests.engine.worlds import book, rule, side_by_side

WORLDS = 60
NAMED, SILENT = 4, 2
"""How many subjects with a signal, and without, are asked about one by one."""

SCHEMA = content.schema(content.find())


def linked(world: Rows) -> dict[str, list[dict[str, object]]]:
    """The world with persons' ids as linking writes them: a party is told from its form alone."""
    return {table: [_linked(table, row) for row in rows] for table, rows in world.items()}


def _linked(table: str, row: Mapping[str, object]) -> dict[str, object]:
    kinds = {column.name: column.id for column in SCHEMA[table].columns}
    persons = (IdKind.PERSON, IdKind.PARTY)
    return {
        name: f"p_{value}" if value is not None and kinds.get(name) in persons and not _is_firm(str(value)) else value
        for name, value in row.items()
    }


def _is_firm(value: str) -> bool:
    return value.rpartition("~")[2][:1].isdigit()


class Stock:
    """One rule's worlds on disk, with views and an index, as `pax run --keep` leaves them."""

    def __init__(self, rule_id: str, at: Path) -> None:
        oracle = oracle_of(rule_id)
        self._at = at
        self._asked_of = replace(rule(rule_id), scope=Scope.OWN)
        self._as_of: date = oracle.as_of
        self._municipality = municipality(**{rule_id.replace("-", "_"): dict(oracle.parameters)})
        world = linked(side_by_side(drawn(rule_id, WORLDS)))
        empty: Rows = {name: [] for name in book().tables_in_sight(self._asked_of) if name not in world}
        tables = written({**empty, **world}, at / "tables")
        for early in (True, False):
            tables = build_views(
                book(), self._asked_of.uses, tables, at / "views", self._as_of, "0999", before_protection=early
            )
        self.tables = tables
        names = read_by([self._asked_of])
        columns = {name: tuple(looked_up(name, SCHEMA, book())) for name in names}
        write_index(at / "index.duckdb", {name: tables[name] for name in names}, columns, memory="1GB")

    def ask(self, about: Asked | None) -> dict[str, Signal]:
        tables = self.tables if about is None else self._cut(about)
        search = Search(book(), SCHEMA, tables, self._municipality, self._as_of, {}, about, self._at / "scratch")
        found = find([self._asked_of], search, Silent(), lambda: 0.0)
        assert found.stopped == ()
        return {signal.signal_id: signal for signal in found.signals}

    def _cut(self, about: Asked) -> Tables:
        with open_index(self._at / "index.duckdb") as index:
            return household(index, [self._asked_of], book(), SCHEMA, about, self.tables, self._at / "cut")


def subjects(stock: Stock, every: Mapping[str, Signal], kind: str) -> Iterator[str]:
    """Some that have a signal, and some that have none."""
    named = sorted({signal.subject_id for signal in every.values()})
    yield from named[:NAMED]
    table, column = ("persons", "person_id") if kind == "person" else ("dwellings", "dwelling_id")
    world = linked(side_by_side(drawn(next(iter(every.values())).rule_id, WORLDS)))
    others = sorted({str(row[column]) for row in world.get(table, ()) if row.get(column)} - set(named))
    yield from others[:SILENT]


@pytest.mark.parametrize("rule_id", with_oracles())
def test_one_household_is_answered_as_in_the_whole_stock(rule_id: str, tmp_path: Path) -> None:
    kind = rule(rule_id).subject.value
    if kind not in ("person", "dwelling"):
        pytest.skip("an organisation or an account is no household, and nobody asks about one")
    stock = Stock(rule_id, tmp_path)
    every = stock.ask(None)
    assert every, "the worlds hold no signal"
    for subject in subjects(stock, every, kind):
        alone = stock.ask(("person" if kind == "person" else "dwelling", subject))
        assert alone == {name: signal for name, signal in every.items() if signal.subject_id == subject}
