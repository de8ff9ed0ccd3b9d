"""The exchange format: one CSV or Parquet file per canonical table."""

from enum import StrEnum
from pathlib import Path

import pyarrow as pa
from pyarrow import csv

from pax.store import write_rows


class Format(StrEnum):
    """How a town is written."""

    EXCHANGE = "exchange"
    NATIVE = "native"
    PARQUET = "parquet"


def write_exchange(name: str, rows: pa.Table, folder: Path, form: Format) -> Path:
    """One table in the exchange format; the path of its file."""
    folder.mkdir(parents=True, exist_ok=True)
    if form is Format.PARQUET:
        path = folder / f"{name}.parquet"
        write_rows(rows, path)
        return path
    path = folder / f"{name}.csv"
    try:
        csv.write_csv(rows, path, csv.WriteOptions(quoting_style="none", quoting_header="none"))
    except pa.ArrowInvalid:  # some text holds a comma: then every text stands in quotes
        csv.write_csv(rows, path, csv.WriteOptions(quoting_style="needed", quoting_header="none"))
    return path
