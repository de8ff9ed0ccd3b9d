"""Rows of a rule's own tables about those a signal or draw names: for the fact sheet, the time line and the graph.

Each table is read once for all rules; what a rule shows of it are the columns it declares, never another.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from pax.rules import Rule
from pax.run.subjects import Subject
from pax.run.tables import table_of
from pax.signals import canonical, plain
from pax.store import Engine
from pax.vocabulary import IdKind, Schema, Table

MOST_ENDS = 25
"""How many ends of one kind a node may have before they become a count (`domain.md`, edges)."""

CONTEXT = pa.schema(
    [
        ("item_id", pa.string()),
        ("table", pa.string()),
        ("row_key", pa.string()),
        ("register", pa.string()),
        ("delivery_id", pa.string()),
        ("file", pa.string()),
        ("line", pa.int32()),
        ("facts", pa.string()),
    ]
)
EDGES = pa.schema(
    [
        ("signal_id", pa.string()),
        ("from_kind", pa.string()),
        ("from_id", pa.string()),
        ("to_kind", pa.string()),
        ("to_id", pa.string()),
        ("relation", pa.string()),
        ("from_date", pa.date32()),
        ("to_date", pa.date32()),
    ]
)

_ENDS = frozenset(
    {IdKind.PERSON, IdKind.PARTY, IdKind.ORGANISATION, IdKind.DWELLING, IdKind.ACCOUNT, IdKind.LEASE, IdKind.CASE}
)


@dataclass(frozen=True, slots=True)
class Item:
    """A signal or a draw: its rule and everyone it names, the subject first."""

    item_id: str
    rule: Rule
    named: tuple[Subject, ...]
    is_signal: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """One row about somebody: where it came from and the value of each column."""

    key: str
    source: tuple[str, str, str, int]
    values: Mapping[str, Any]


class Surroundings:
    """The rows that name any of the items' subjects, by table and by whom they name."""

    def __init__(self, engine: Engine, tables: Mapping[str, Path], schema: Schema, items: Sequence[Item]) -> None:
        self._schema = schema
        self._items = items
        self._rows: dict[str, dict[Subject, list[_Row]]] = {}
        named = {subject for item in items for subject in item.named}
        ids = pa.table({"id": pa.array(sorted({identifier for _, identifier in named}), pa.string())})
        engine.connection.register("surrounded", ids)
        for name in sorted({table for item in items for table in item.rule.reads}):
            self._rows[name] = _by_subject(engine, schema[name], tables[name], named)

    def context(self) -> pa.Table:
        """`context.parquet`, sorted by item, table and row."""
        rows = []
        for item in self._items:
            for table, columns in item.rule.reads.items():
                for row in self._about(item, table):
                    facts = canonical({name: plain(row.values[name]) for name in columns})
                    rows.append((item.item_id, table, row.key, *row.source, facts))
        return table_of(CONTEXT, sorted(set(rows)))

    def edges(self) -> pa.Table:
        """`edges.parquet`: one step from each signal's named subjects, along the rule's own tables."""
        rows: list[tuple[Any, ...]] = []
        for item in self._items:
            if item.is_signal:
                found = set(self._edges(item))
                rows += [(item.item_id, *edge) for edge in _counted(found, set(item.named))]
        return table_of(EDGES, sorted(rows, key=lambda row: tuple(str(value) for value in row)))

    def _about(self, item: Item, table: str) -> list[_Row]:
        found = {row.key: row for subject in item.named for row in self._rows[table].get(subject, ())}
        return list(found.values())

    def _edges(self, item: Item) -> Iterator[tuple[Any, ...]]:
        named = set(item.named)
        for table, columns in item.rule.reads.items():
            ends = [column for column in self._schema[table].columns if column.name in columns and column.id in _ENDS]
            days = [name if name in columns else None for name in ("from_date", "to_date")]
            for row in self._about(item, table):
                found = [end for column in ends if (end := _end(column.id, row.values[column.name]))]
                dates = tuple(row.values[name] if name else None for name in days)
                for place, start in enumerate(found):
                    for end in found[place + 1 :]:
                        if start != end and (start in named or end in named):
                            yield (*start, *end, table, *dates)


def _by_subject(engine: Engine, table: Table, path: Path, named: set[Subject]) -> dict[Subject, list[_Row]]:
    """The table's rows that name one of `named`, under each they name."""
    ends = [column for column in table.columns if column.id in _ENDS]
    if not ends:
        return {}
    engine.mount({table.name: path}, "about_")
    engine.run("CREATE OR REPLACE TEMP MACRO is_surrounded(named) AS named IN (SELECT id FROM surrounded)")
    anyone = " OR ".join(f'is_surrounded("{column.name}")' for column in ends)
    found = engine.arrow(f"SELECT * FROM about_{table.name} WHERE {anyone} ORDER BY row_key, src_file, src_line")  # noqa: S608  names from canonical.yml
    rows: dict[Subject, list[_Row]] = defaultdict(list)
    for values in found.to_pylist():
        source = (values["src_register"], values["src_delivery"], values["src_file"], values["src_line"])
        row = _Row(values["row_key"], source, values)
        for subject in {end for column in ends if (end := _end(column.id, values[column.name]))} & named:
            rows[subject].append(row)
    return dict(rows)


def _end(kind: IdKind | None, identifier: str | None) -> Subject | None:
    if identifier is None:
        return None
    if kind is IdKind.PARTY:
        return ("person" if identifier.startswith("p_") else "organisation", identifier)
    return (str(kind), identifier)


def _counted(edges: set[tuple[Any, ...]], named: set[Subject]) -> Iterator[tuple[Any, ...]]:
    """The edges, those of a node with over `MOST_ENDS` ends of one kind along one relation replaced by their count."""
    ends: dict[tuple[Any, ...], set[Subject]] = defaultdict(set)
    for edge in edges:
        for node, other in (((edge[0], edge[1]), (edge[2], edge[3])), ((edge[2], edge[3]), (edge[0], edge[1]))):
            if node in named:
                ends[(node, edge[4], other[0])].add(other)
    crowded = {key: len(others) for key, others in ends.items() if len(others) > MOST_ENDS}
    for edge in edges:
        start, end, relation = (edge[0], edge[1]), (edge[2], edge[3]), edge[4]
        if (start, relation, end[0]) not in crowded and (end, relation, start[0]) not in crowded:
            yield edge
    for (node, relation, _), count in crowded.items():
        yield (*node, "count", str(count), relation, None, None)
