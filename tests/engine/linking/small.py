"""A few received rows on disk, as `pax.registers` leaves them, and what linking makes of them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pax import content
from pax.linking import Linked, link
from pax.store import Engine, Tables, open_engine
from pax.vocabulary import ColumnType, Schema, fictitious_check_digit

AS_OF = date(2026, 6, 30)
SCHEMA: Schema = content.schema(content.find())
Row = Mapping[str, object]
Rows = Mapping[str, Sequence[Row]]

_ARROW = {
    ColumnType.TEXT: pa.string(),
    ColumnType.INTEGER: pa.int64(),
    ColumnType.DECIMAL: pa.decimal128(18, 4),
    ColumnType.MONEY: pa.decimal128(14, 2),
    ColumnType.DATE: pa.date32(),
    ColumnType.TIMESTAMP: pa.timestamp("us"),
    ColumnType.BOOLEAN: pa.bool_(),
}


def number(day: str, serial: int) -> str:
    """A fictitious number of that day (YYYYMMDD)."""
    body = f"{day[2:]}{serial:03d}"
    return f"{day}{serial:03d}{fictitious_check_digit(body)}"


def received(rows: Rows, folder: Path) -> Tables:
    """The rows as received tables; line numbers begin at 2, as in a CSV file."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for name, table_rows in rows.items():
        table = SCHEMA[name]
        unknown = {column for row in table_rows for column in row} - set(table.names)
        assert not unknown, f"{name} has no column {unknown}"
        columns = [pa.array([row.get(c.name) for row in table_rows], _ARROW[c.type]) for c in table.columns]
        source: list[Any] = [
            pa.array(["exchange"] * len(table_rows), pa.string()),
            pa.array(["d1"] * len(table_rows), pa.string()),
            pa.array([f"{name}.csv"] * len(table_rows), pa.string()),
            pa.array([place + 2 for place in range(len(table_rows))], pa.int32()),
        ]
        names = [*table.names, "src_register", "src_delivery", "src_file", "src_line"]
        pq.write_table(pa.table([*columns, *source], names=names), folder / f"{name}.parquet")
        files[name] = folder / f"{name}.parquet"
    return Tables(files)


@contextmanager
def linking(rows: Rows, folder: Path, *, subject_key: bytes | None = None) -> Iterator[tuple[Linked, Engine]]:
    """Link the rows; the engine is open inside the `with`."""
    tables = received(rows, folder / "received")
    with open_engine(folder / "spill", threads=1) as engine:
        yield link(tables, SCHEMA, folder / "linked", engine, as_of=AS_OF, subject_key=subject_key), engine


def rows_of(path: Path) -> list[dict[str, Any]]:
    """A Parquet file's rows."""
    return list(pq.read_table(path).to_pylist())
