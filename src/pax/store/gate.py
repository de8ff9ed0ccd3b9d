"""What a window may be asked, judged by DuckDB's own reading of the text: one SELECT over what is mounted.

A connection that must read its files can be talked into reading them whole (`read_parquet(current_setting(…))`), so
the window looks at the statement as DuckDB itself parses it, not as SQLGlot does (`pax.rules` does that before).
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import duckdb

from pax.vocabulary import RuleRefused

_OPEN_NODES = frozenset({"BASE_TABLE", "JOIN", "SUBQUERY", "EMPTY"})
_CLOSED_NODES = frozenset(
    {"TABLE_FUNCTION", "SHOW_REF", "PIVOT", "COLUMN_DATA", "EXPRESSION_LIST", "RECURSIVE_CTE_NODE"}
)
_CLOSED_FUNCTIONS = frozenset(
    {"query", "query_table", "getenv", "getvariable", "current_setting", "current_query", "current_database", "user",
     "current_schema", "current_schemas", "current_user", "session_user", "in_search_path", "version", "txid_current",
     "nextval", "currval", "write_log", "read_text", "read_blob", "error"}
)  # fmt: skip


def check(sql: str, mounted: frozenset[str]) -> None:
    """Raise `RuleRefused` unless the text is one SELECT that names no table but the mounted ones and its own CTEs."""
    tree = _tree(sql)
    if tree.get("error"):
        raise _refused("it is not a SELECT that DuckDB reads")
    if len(tree["statements"]) != 1:
        raise _refused("it is more than one statement")
    _check_value(tree["statements"], frozenset(name.lower() for name in mounted))


@cache
def _reader() -> duckdb.DuckDBPyConnection:
    """A database of its own that only reads texts."""
    return duckdb.connect(":memory:", config={"threads": 1})


@cache
def _tree(sql: str) -> dict[str, Any]:
    try:
        text = _reader().execute("SELECT json_serialize_sql($sql)", {"sql": sql}).fetchall()[0][0]
    except duckdb.Error:
        raise _refused("DuckDB cannot read it") from None
    tree: dict[str, Any] = json.loads(text)
    return tree


def _check_value(value: object, known: frozenset[str]) -> None:
    if isinstance(value, list):
        for item in value:
            _check_value(item, known)
    elif isinstance(value, dict):
        _check_node(value, known)
        inside = _check_ctes(value, known)
        for name, part in value.items():
            if name != "cte_map":
                _check_value(part, inside)


def _check_ctes(node: Mapping[str, Any], known: frozenset[str]) -> frozenset[str]:
    """Check the CTEs of a query in their order, each seeing those before it; the names the query itself sees."""
    cte_map = node.get("cte_map")
    for entry in cte_map.get("map", ()) if isinstance(cte_map, dict) else ():
        _check_value(entry["value"], known)
        known |= {str(entry["key"]).lower()}
    return known


def _check_node(node: Mapping[str, Any], known: frozenset[str]) -> None:
    kind = node.get("type")
    if kind == "BASE_TABLE":
        path = [str(part) for part in node["qualified_name"]["path"]]
        if len(path) != 1 or path[0].lower() not in known:
            raise _refused("it names a table that is not mounted")
    elif kind in _CLOSED_NODES or ("sample" in node and "column_name_alias" in node and kind not in _OPEN_NODES):
        raise _refused("it reads from something that is no table")
    elif str(node.get("function_name", "")).lower() in _CLOSED_FUNCTIONS:
        raise _refused("it calls a function that looks outside its tables")


def _refused(problem: str) -> RuleRefused:
    return RuleRefused(
        f"the window did not run the query: {problem}",
        ask="whoever wrote the rule",
        then="write one SELECT over the tables the header declares",
    )
