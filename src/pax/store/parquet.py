"""Parquet files whose bytes depend on their rows alone."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


def quoted(path: Path) -> str:
    """A path as an SQL string literal."""
    return "'" + str(path).replace("'", "''") + "'"


def write_rows(table: pa.Table, path: Path) -> int:
    """Write an Arrow table in one thread and in its own order: equal rows, equal bytes. Returns the row count."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, path, compression="zstd", row_group_size=100_000)
    return int(table.num_rows)


def rows_in(path: Path) -> int:
    """How many rows a Parquet file holds, from its footer."""
    return int(pq.read_metadata(path).num_rows)
