"""A landlord's and a social board's own files. Headings and words are those of `registers/<id>/register.yml`."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import xlsxwriter

from pax.content import Content, read_yaml

_BATCH = 50_000
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001  a workbook says when it was made; a fixed day keeps its bytes the same

Cell = str | bool | date | Decimal | int | None


@dataclass(frozen=True, slots=True)
class Layout:
    """How a register writes one table: heading → canonical column, and canonical word → theirs, by column."""

    headings: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, content: Content, register: str, table: str) -> "Layout":
        """Read from the register's own description."""
        described = read_yaml(content.folder("registers") / register / "register.yml")
        words = {
            name.removeprefix(f"{table}."): {ours: theirs for theirs, ours in pairs.items()}
            for name, pairs in described.get("words", {}).items()
            if name.startswith(f"{table}.")
        }
        return cls(described["columns"][table], words)

    def rows(self, table: pa.Table) -> Iterator[list[Cell]]:
        """The table's rows in the register's columns and words."""
        columns = list(self.headings.values())
        for batch in table.select(columns).to_batches(_BATCH):
            lists = [self._said(name, batch.column(name).to_pylist()) for name in columns]
            yield from (list(row) for row in zip(*lists, strict=True))

    def _said(self, column: str, values: list[Cell]) -> list[Cell]:
        words = self.words.get(column)
        return [words.get(str(value), value) for value in values] if words else values


LISTS: Mapping[str, Mapping[str, str]] = {
    "aid": {"aid_cases": "arenden.csv", "aid_members": "medlemmar.csv", "aid_payments": "utbetalningar.csv"},
    "dwellings": {"dwellings": "lagenheter.txt"},
    "tenant_papers": {
        "sublet_permits": "andrahand.csv",
        "study_certificates": "studieintyg.csv",
        "lease_certificates": "arbetsgivarintyg.csv",
        "holder_reports": "anmalningar.csv",
    },
    "vehicles": {"vehicles": "fordon.csv"},
}
"""Register → its tables and what their files are called."""


def write_lists(register: str, tables: Mapping[str, pa.Table], content: Content, folder: Path) -> list[Path]:
    """The register's text files: windows-1252, semicolon, decimal comma, Ja and Nej."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for table, name in LISTS[register].items():
        if table not in tables:
            continue
        layout = Layout.of(content, register, table)
        path = folder / name
        with path.open("w", encoding="windows-1252", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
            writer.writerow(layout.headings)
            writer.writerows([_swedish(cell) for cell in row] for row in layout.rows(tables[table]))
        paths.append(path)
    return paths


def _swedish(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Ja" if cell else "Nej"
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}".replace(".", ",")
    return str(cell)


def write_leases(tenancies: pa.Table, landlord: str, as_of: date, content: Content, folder: Path) -> Path:
    """hyreskontrakt.xlsx: a title above the headings, dates as dates, numbers of persons as text."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "hyreskontrakt.xlsx"
    layout = Layout.of(content, "leases", "tenancies")
    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": "Kontraktslista", "company": landlord, "created": _MADE})
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("Kontrakt")
        sheet.set_column(0, len(layout.headings) - 1, 18)
        sheet.write_string(0, 0, landlord, bold)
        sheet.write_string(1, 0, f"Kontraktslista per {as_of.isoformat()}")
        sheet.write_row(3, 0, list(layout.headings), bold)
        for nth, row in enumerate(layout.rows(tenancies)):
            for column, cell in enumerate(row):
                _write_cell(sheet, 4 + nth, column, cell)
    return path


def _write_cell(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell)
    elif isinstance(cell, Decimal):
        sheet.write_number(row, column, float(cell))
    elif cell is not None:
        sheet.write_string(row, column, str(cell))
