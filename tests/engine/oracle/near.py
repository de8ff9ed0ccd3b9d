"""Worlds near a finding: a planted world, written as YAML, in which a few cells are changed or rows left out."""

from collections.abc import Iterable, Sequence
from typing import Any

import yaml
from hypothesis import strategies as st

from tests.engine.worlds import by_key

World = dict[str, list[dict[str, object]]]
Change = tuple[str, int, str | None, object]


def near(planted: str, cells: str, most: int = 3) -> st.SearchStrategy[World]:
    """`planted` (table → rows) with up to `most` changes of `cells`.

    `cells` maps "table.row.column" to values to put there, and "table.row" to nothing: leave the row out.
    """
    base: dict[str, list[dict[str, Any]]] = yaml.safe_load(planted)
    changes = [change for path, values in yaml.safe_load(cells).items() for change in _changes(path, values)]
    chosen = st.lists(st.sampled_from(changes), max_size=most, unique_by=lambda change: change[:3])
    return chosen.map(lambda some: changed(base, some))


def changed(base: World, changes: Iterable[Change]) -> World:
    """The world with these changes made, and no key twice."""
    rows: dict[str, list[dict[str, object] | None]] = {}
    for name, table in base.items():
        rows[name] = [dict(row) for row in table]
    for table_name, index, column, value in changes:
        row = rows[table_name][index]
        if column is None:
            rows[table_name][index] = None
        elif row is not None:
            row[column] = value
    return {name: by_key(name, [row for row in some if row is not None]) for name, some in rows.items()}


def _changes(path: str, values: Sequence[object] | None) -> list[Change]:
    table, index, *column = path.split(".")
    return [(table, int(index), column[0] if column else None, value) for value in values or [None]]
