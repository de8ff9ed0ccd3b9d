"""The exchange format: one file per canonical table, named as the table."""

from collections.abc import Iterator

from pax.registers.readers.csv_text import read_csv
from pax.registers.readers.parquet import read_parquet
from pax.registers.readers.raw import Opening, Raw


def read_exchange(opening: Opening) -> Iterator[Raw]:
    """Open the tables that are wanted, and no other file."""
    for path in opening.files:
        if path.stem in opening.wanted:
            reader = read_parquet if path.suffix == ".parquet" else read_csv
            yield reader(opening, path.stem, path)
