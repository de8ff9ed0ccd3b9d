"""Tables kept with an index on every identifier, so that the rows about one household are found without a scan."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from pax.store.parquet import quoted

MOST = 2_000
"""So many identifiers are looked up one by one; of more, the table is read through."""


class Index:
    """An opened index: rows by identifier. Every row has its `rowid`, which tells it from the table's others."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, tables: frozenset[str]) -> None:
        self._connection = connection
        self.tables = tables

    def rows(self, table: str, column: str, ids: Collection[str]) -> pa.Table:
        """The rows of a table whose column is one of the identifiers, whole, with `rowid`."""
        wanted = sorted(ids)
        if not wanted:
            return self._connection.sql(f'SELECT rowid, * FROM "{table}" WHERE FALSE').to_arrow_table()  # noqa: S608  names from canonical.yml
        if len(wanted) > MOST:
            self._connection.register("wanted", pa.table({"id": pa.array(wanted, pa.string())}))
            condition, given = f'"{column}" IN (SELECT id FROM wanted)', {}  # noqa: S608  names from canonical.yml
        else:
            given = {f"id_{number}": one for number, one in enumerate(wanted)}
            condition = f'"{column}" IN ({", ".join(f"${name}" for name in given)})'
        sql = f'SELECT rowid, * FROM "{table}" WHERE {condition}'  # noqa: S608  names from canonical.yml
        return self._connection.sql(sql, params=given or None).to_arrow_table()


def write_index(path: Path, tables: Mapping[str, Path], columns: Mapping[str, Sequence[str]], *, memory: str) -> None:
    """Write the tables to one file, with an index on each of the `columns` (table → names) of theirs."""
    connection = duckdb.connect(str(path), config={"threads": 2, "memory_limit": memory})
    try:
        connection.execute("SET enable_progress_bar = false")
        for table, file in sorted(tables.items()):
            connection.execute(f'CREATE TABLE "{table}" AS SELECT * FROM read_parquet({quoted(file)})')  # noqa: S608  names from canonical.yml
            for column in columns.get(table, ()):
                connection.execute(f'CREATE INDEX "{table}_{column}" ON "{table}" ("{column}")')
    finally:
        connection.close()


@contextmanager
def open_index(path: Path) -> Iterator[Index]:
    """An `Index` for the length of a `with`, read-only."""
    connection = duckdb.connect(str(path), read_only=True, config={"threads": 2})
    try:
        connection.execute("SET enable_progress_bar = false")
        names = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        yield Index(connection, frozenset(name for (name,) in names))
    finally:
        connection.close()
