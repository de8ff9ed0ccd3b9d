"""Among how many a rule asks: the distinct values of its `population`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pax.rules import Rule
from pax.store import Mounted, Tables, open_window


def population(
    rule: Rule, tables: Tables, parameters: Mapping[str, object], *, scratch: Path | None = None
) -> tuple[str, ...]:
    """The ids of all whom the rule could have asked about, sorted; for the blind draws."""
    rows = _asked("SELECT DISTINCT {column} FROM {table} WHERE {where} ORDER BY ALL", rule, tables, parameters, scratch)
    return tuple(str(value) for (value,) in rows)


def population_size(
    rule: Rule, tables: Tables, parameters: Mapping[str, object], *, scratch: Path | None = None
) -> int:
    """How many the rule could have asked about."""
    rows = _asked("SELECT COUNT(DISTINCT {column}) FROM {table} WHERE {where}", rule, tables, parameters, scratch)
    return int(rows[0][0])


def _asked(
    sentence: str, rule: Rule, tables: Tables, parameters: Mapping[str, object], scratch: Path | None
) -> list[tuple[Any, ...]]:
    group = rule.population
    where = f"{group.column} IS NOT NULL AND ({group.where or 'true'})"
    # The loader's parser has read table, column and condition as part of the rule.
    sql = sentence.format(column=group.column, table=group.table, where=where)
    mounts = {group.table: Mounted(tables[group.table], (*rule.reads[group.table], "row_key"))}
    with open_window(mounts, scratch=scratch) as window:
        return window.rows(sql, parameters)
