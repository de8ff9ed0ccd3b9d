"""A rule's window: a connection that holds views of the declared columns and nothing else.

The first lock is physical: a fresh database, only these views, only these files readable, no extension, no setting to
change. The second is the parser in `pax.rules`.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pax.store.engine import Engine
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


@contextmanager
def open_window(
    mounts: Mapping[str, Mounted], *, threads: int = 2, memory: str = "3GB", scratch: Path | None = None
) -> Iterator[Engine]:
    """An `Engine` on the declared columns alone, locked: no other file, no extension, no changed setting."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": threads,
        "memory_limit": memory,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    if scratch is not None:
        config["temp_directory"] = str(scratch)
    connection = duckdb.connect(":memory:", config=config)
    try:
        for name, mount in mounts.items():
            columns = ", ".join(f'"{column}"' for column in mount.columns)
            # Names were checked against canonical.yml and the rule's header.
            connection.execute(f'CREATE VIEW "{name}" AS SELECT {columns} FROM read_parquet({quoted(mount.file)})')  # noqa: S608
        paths = ", ".join(quoted(mount.file) for mount in mounts.values())
        connection.execute(f"SET allowed_paths = [{paths}]")
        for lock in LOCKS:
            connection.execute(lock)
        yield Engine(connection)
    finally:
        connection.close()
