"""A list in whatever form the system exports it: a workbook, Parquet, JSON or text with delimiters.

The first bytes say which; each form then goes to its own reader, which refuses what is broken.
"""

from pathlib import Path

from pax.registers.readers.csv_text import read_csv
from pax.registers.readers.json_text import read_json
from pax.registers.readers.parquet import read_parquet
from pax.registers.readers.raw import Opening, Raw
from pax.registers.readers.xlsx import read_xlsx

_FORMS = {b"PK\x03\x04": read_xlsx, b"PAR1": read_parquet, b"[": read_json, b"{": read_json}


def read_table(opening: Opening, raw: str, path: Path) -> Raw:
    """Read one file into the raw table `raw`. Raises `DeliveryRefused` as the reader of its form does."""
    with path.open("rb") as file:
        start = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
    for magic, reader in _FORMS.items():
        if start.startswith(magic):
            return reader(opening, raw, path)
    return read_csv(opening, raw, path)
