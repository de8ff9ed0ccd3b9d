"""The engine's own DuckDB connection: wide open to our SQL, closed to the network."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from pax.store.parquet import quoted

Parameters = Mapping[str, Any]

STORAGE_ERRORS = (OSError, duckdb.IOException)
"""What a full or refusing disk raises, from Python or from DuckDB."""
ENGINE_ERRORS = (duckdb.Error,)
"""What DuckDB raises, of any kind. Its text may quote a row: it is never shown."""
_NAMED = re.compile(r"\$([a-z_][a-z0-9_]*)", re.ASCII)


class Engine:
    """One in-memory DuckDB database that spills to `scratch`. Not for rules: those get a window (`open_window`)."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def run(self, sql: str, parameters: Parameters | None = None) -> None:
        """Execute one statement. Parameters are `$name`; those the statement does not name are left out."""
        self.connection.execute(sql, named_in(sql, parameters))

    def rows(self, sql: str, parameters: Parameters | None = None) -> list[tuple[Any, ...]]:
        """All rows of a query. Always `fetchall`: after `fetchone` the next statement of DuckDB 2.0 raises."""
        return self.connection.execute(sql, named_in(sql, parameters)).fetchall()

    def arrow(self, sql: str, parameters: Parameters | None = None) -> pa.Table:
        """The result of a query as an Arrow table."""
        return self.connection.sql(sql, params=named_in(sql, parameters)).to_arrow_table()

    def put(self, name: str, rows: pa.Table) -> None:
        """Mount an Arrow table by name, in place of an earlier one of that name."""
        self.connection.register(name, rows)

    def mount(self, tables: Mapping[str, Path], prefix: str = "") -> None:
        """A view per Parquet file, named as the table (with a prefix when given)."""
        for name, path in tables.items():
            # Names come from canonical.yml or our own folder, never from a delivery.
            self.run(f'CREATE OR REPLACE VIEW "{prefix}{name}" AS SELECT * FROM read_parquet({quoted(path)})')  # noqa: S608  our own names

    def write(self, sql: str, path: Path, parameters: Parameters | None = None) -> Path:
        """Write a query's rows to Parquet (zstd). `sql` is text of ours from a file or constant."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.run(f"COPY ({sql}) TO {quoted(path)} (FORMAT parquet, COMPRESSION zstd)", parameters)
        return path


def named_in(sql: str, parameters: Parameters | None) -> dict[str, Any] | None:
    """Those of the parameters that the text names as `$name`; None when there are none (DuckDB refuses unused ones)."""
    names = set(_NAMED.findall(sql))
    return {name: value for name, value in (parameters or {}).items() if name in names} or None


@contextmanager
def open_engine(scratch: Path, *, threads: int = 2, memory: str = "3GB") -> Iterator[Engine]:
    """An `Engine` for the length of a `with`; `scratch` is where it may spill. Nothing is installed or fetched."""
    scratch.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(
        ":memory:",
        config={
            "threads": threads,
            "memory_limit": memory,
            "temp_directory": str(scratch),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )
    connection.execute("SET enable_progress_bar = false")
    try:
        yield Engine(connection)
    finally:
        connection.close()
