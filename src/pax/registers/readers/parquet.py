"""Parquet: rows are numbered from 1, and typed columns keep their type."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pax.registers.readers.headings import columns_of, known_columns, required_columns
from pax.registers.readers.raw import Opening, Raw
from pax.registers.readers.recognise import Names, NotReadable


def read_parquet(opening: Opening, raw: str, path: Path) -> Raw:
    """One Parquet file as the raw table `raw`, opened where it lies. Raises `DeliveryRefused` when it is none."""
    try:
        file = pq.ParquetFile(path)
        schema, rows = file.schema_arrow, file.metadata.num_rows
        file.close()
    except (pa.ArrowException, OSError):
        raise opening.refused("the file is not Parquet, or is cut short", file=path.name) from None
    try:
        Names(known_columns(opening, raw)).check(schema.names, required_columns(opening, raw))
        columns = columns_of(opening, raw, schema.names, path.name)
    except NotReadable as error:
        raise opening.refused(str(error), file=path.name) from None
    kept = [(theirs, ours) for theirs, ours in zip(schema.names, columns, strict=True) if ours is not None]
    for theirs, ours in kept:
        if pa.types.is_nested(schema.field(theirs).type):
            raise opening.refused("the column holds lists or records", file=path.name, column=ours)
    return Raw(raw, _relation(path, kept), tuple(ours for _, ours in kept), {path.name: rows})


def _relation(path: Path, kept: list[tuple[str, str]]) -> str:
    renamed = ", ".join(f'"{theirs.replace(chr(34), chr(34) * 2)}" AS "{ours}"' for theirs, ours in kept)
    file, shown = str(path).replace("'", "''"), path.name.replace("'", "''")
    return (
        f"SELECT {renamed}, '{shown}' AS src_file, CAST(file_row_number + 1 AS INTEGER) AS src_line "  # noqa: S608  names of canonical.yml and of our own, no value
        f"FROM read_parquet('{file}', file_row_number = true)"
    )
