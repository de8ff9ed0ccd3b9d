"""A world of a few rows: canonical tables as Arrow, views built over them, and a rule asked about it.

The examples of the rule files run here, and so do the tests that compare a rule with its oracle.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa

from pax.rules.model import Rule, RuleBook, View
from pax.rules.reading import sql_type
from pax.store import SmallWindow, open_small_window
from pax.vocabulary import Closed, Column, Schema, Table, months_back

Rows = Sequence[Mapping[str, object]]
World = Mapping[str, Rows]
"""Canonical table → rows; a column not named is empty."""

_ARROW = {
    "VARCHAR": pa.string(),
    "BIGINT": pa.int64(),
    "DECIMAL(18,4)": pa.decimal128(18, 4),
    "DECIMAL(14,2)": pa.decimal128(14, 2),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "BOOLEAN": pa.bool_(),
}


class Asked:
    """Asks one rule about one world after another, through the same window."""

    def __init__(self, book: RuleBook, schema: Schema, rule: Rule, below: SmallWindow, window: SmallWindow) -> None:
        self._rule = rule
        self._schema = schema
        self._below = below
        self._window = window
        self._views = [book.views[name] for name in book.views_of(rule.uses)]
        self._tables = book.tables_in_sight(rule)

    def put(self, world: World, as_of: date, municipality_code: str) -> None:
        """Lay the world out: the rule's declared columns in its window, the views built beside it."""
        tables = {name: arrow(self._schema[name], world.get(name, ()), world, as_of) for name in self._tables}
        self._below.put(tables)
        given = {"as_of": as_of, "municipality_code": municipality_code}
        for view in self._views:
            tables[view.id] = built = shaped(self._below.arrow(view.sql, given), view)
            self._below.put({view.id: built})
        seen = {name: tables[name].select([*columns, "row_key"]) for name, columns in self._rule.reads.items()}
        self._window.put(seen | {name: tables[name] for name in self._rule.uses})

    def rows(
        self, parameters: Mapping[str, object], sql: str | None = None, *, seconds: float | None = None
    ) -> list[dict[str, Any]]:
        """The rule's rows by column name; `sql` stands in for the rule's own (a mutant of it), stopped in `seconds`."""
        found = self._window.rows(self._rule.sql if sql is None else sql, parameters, seconds=seconds)
        return [dict(zip(self._rule.columns, row, strict=True)) for row in found]


@contextmanager
def open_asked(book: RuleBook, schema: Schema, rule: Rule) -> Iterator[Asked]:
    """An `Asked` for the length of a `with`."""
    with open_small_window() as below, open_small_window() as window:
        yield Asked(book, schema, rule, below, window)


def arrow(table: Table, rows: Rows, world: World, as_of: date) -> pa.Table:
    """The rows as an Arrow table: every column a rule may declare, `row_key`, and for dwellings `collective`."""
    columns = [column for column in table.columns if column.closed is not Closed.ALWAYS]
    unknown = {name for row in rows for name in row} - {column.name for column in columns} - {"collective"}
    if unknown:
        raise KeyError(f"{table.name} has no open column {min(unknown)}")
    data = {column.name: pa.array([_value(row, column) for row in rows], _ARROW[column.type.sql]) for column in columns}
    data["row_key"] = pa.array([_row_key(table.key, row) for row in rows], pa.string())
    if table.name == "dwellings":
        known = collective(world.get("known_addresses", ()), as_of)
        data["collective"] = pa.array(
            [bool(row.get("collective")) or row.get("dwelling_id") in known for row in rows], pa.bool_()
        )
    return pa.table(data)


def collective(entries: Rows, as_of: date) -> frozenset[object]:
    """The dwellings that some known address made collective on a day within the look-back of 24 months."""
    edge = months_back(as_of, 24)
    return frozenset(row.get("dwelling_id") for row in entries if _open_on(row.get("to_date"), edge))


def _open_on(end: object, day: date) -> bool:
    return not isinstance(end, date) or end >= day


def _value(row: Mapping[str, object], column: Column) -> object:
    value = row.get(column.name)
    if value is None or column.type.sql == "BIGINT":
        return value
    if column.type.sql.startswith("DECIMAL"):
        return Decimal(str(value)).quantize(Decimal("0.01") if "2)" in column.type.sql else Decimal("0.0001"))
    return str(value) if column.type.sql == "VARCHAR" else value


def _row_key(key: Iterable[str], row: Mapping[str, object]) -> str:
    return "|".join(_key_text(row.get(name)) for name in key)


def _key_text(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def shaped(rows: pa.Table, view: View) -> pa.Table:
    """A view's rows with the types its header gives."""
    wanted = pa.schema([(name, _ARROW[sql_type(kind)]) for name, kind in view.columns.items()])
    return rows.select(list(view.columns)).cast(wanted)
