"""A rule's window: a connection that holds views of the declared columns and nothing else.

The first lock is physical: a fresh database, only these views, only these files readable, no extension, no setting to
change, and no statement but one SELECT over what is mounted (`gate`). The second is the parser in `pax.rules`.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from pax.store.engine import named_in
from pax.store.failing import told
from pax.store.gate import check
from pax.store.parquet import quoted

LOCKS = (
    "SET enable_progress_bar = false",
    "SET python_enable_replacements = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
"""What closes a window, in order: no Python variable as a table, no file or network, no setting changed after."""


@dataclass(frozen=True, slots=True)
class Mounted:
    """One table of a window: its Parquet file and the columns that may be seen (`row_key` too must be named)."""

    file: Path
    columns: tuple[str, ...]


class Window:
    """What is mounted, and SELECTs over it. Parameters are `$name`; those the text does not name are left out."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, mounted: frozenset[str]) -> None:
        self._connection = connection
        self._mounted = mounted

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """All rows. `RuleRefused` when it is no SELECT over what is mounted, `QueryFailed` when it fails."""
        check(sql, self._mounted)
        with told(words=False):
            return self._connection.execute(sql, named_in(sql, parameters)).fetchall()

    def arrow(self, sql: str, parameters: Mapping[str, Any] | None = None) -> pa.Table:
        """The result of the query as an Arrow table; raises as `rows`."""
        check(sql, self._mounted)
        with told(words=False):
            return self._connection.sql(sql, params=named_in(sql, parameters)).to_arrow_table()

    def write(self, sql: str, path: Path, parameters: Mapping[str, Any] | None = None) -> Path:
        """Write the query's rows to a Parquet file that the window was opened to write. Raises as `rows`."""
        check(sql, self._mounted)
        path.parent.mkdir(parents=True, exist_ok=True)
        with told(words=False):
            self._connection.execute(_WRITE.format(sql=sql, path=quoted(path)), named_in(sql, parameters))
        return path


_WRITE = "COPY (\n{sql}\n) TO {path} (FORMAT parquet, COMPRESSION lz4_raw, USE_TMP_FILE false)"


@contextmanager
def open_window(
    mounts: Mapping[str, Mounted],
    *,
    writes: Path | None = None,
    threads: int = 2,
    memory: str = "3GB",
    scratch: Path | None = None,
) -> Iterator[Window]:
    """A `Window` on the declared columns alone, locked: no other file, no extension, no changed setting.

    `writes` is the one file it may write. Rows come in no order but one the query asks for.
    """
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": threads,
        "memory_limit": memory,
        "preserve_insertion_order": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    if scratch is not None:
        scratch.mkdir(parents=True, exist_ok=True)
        config["temp_directory"] = str(scratch)
    connection = duckdb.connect(":memory:", config=config)
    try:
        for name, mount in mounts.items():
            columns = ", ".join(f'"{column}"' for column in mount.columns)
            # Names were checked against canonical.yml and the rule's header.
            connection.execute(f'CREATE VIEW "{name}" AS SELECT {columns} FROM read_parquet({quoted(mount.file)})')  # noqa: S608  checked names
        files = [mount.file for mount in mounts.values()] + ([writes] if writes is not None else [])
        paths = ", ".join(quoted(file) for file in files)
        connection.execute(f"SET allowed_paths = [{paths}]")
        for lock in LOCKS:
            connection.execute(lock)
        yield Window(connection, frozenset(mounts))
    finally:
        connection.close()
