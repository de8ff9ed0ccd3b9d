"""A window on a few rows held in memory: the examples of a rule are run here, behind the same locks as real data."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import duckdb
import pyarrow as pa

from pax.store.engine import named_in
from pax.store.failing import told
from pax.store.window import LOCKS


class SmallWindow:
    """A locked in-memory database whose tables are Arrow tables, put in anew for each question."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def put(self, tables: Mapping[str, pa.Table]) -> None:
        """Mount these tables by name, in place of earlier ones of the same names."""
        for name, table in tables.items():
            self._connection.register(name, table)

    def rows(self, sql: str, parameters: Mapping[str, Any], *, seconds: float | None = None) -> list[tuple[Any, ...]]:
        """All rows of the query. `QueryFailed` says in DuckDB's words why; `QueryStopped` after so many `seconds`."""
        stop = threading.Timer(seconds or 0, self._connection.interrupt)
        if seconds is not None:
            stop.start()
        try:
            with told(words=True):
                return self._connection.execute(sql, named_in(sql, parameters)).fetchall()
        finally:
            stop.cancel()

    def arrow(self, sql: str, parameters: Mapping[str, Any]) -> pa.Table:
        """The query's result as an Arrow table. `QueryFailed` as above."""
        with told(words=True):
            return self._connection.sql(sql, params=named_in(sql, parameters)).to_arrow_table()


@contextmanager
def open_small_window() -> Iterator[SmallWindow]:
    """A `SmallWindow` for the length of a `with`: one thread, no file, no network, no Python variable in sight."""
    connection = duckdb.connect(":memory:", config={"threads": 1})
    try:
        for lock in LOCKS:
            connection.execute(lock)
        yield SmallWindow(connection)
    finally:
        connection.close()
