"""Workbooks as other programs write them: sheets beside, hidden ones, a wrong dimension, formulas not worked out."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from pax.registers import Received
from pax.registers.readers.xlsx import weigh
from tests.engine.registers.deliveries import DANA, found, receive_from, rows

HEADING = ("Kontraktsnummer", "Person- eller organisationsnummer", "Lägenhets-id", "Kontraktstyp", "Månadshyra",
           "Från och med", "Till och med")  # fmt: skip
Sheets = dict[str, Sequence[Sequence[object]]]


def _lease(number: int, rent: object = 7250, begins: object = "2020-01-01") -> tuple[object, ...]:
    return (f"K-{number}", DANA, "SK-0001", "Förstahand", rent, begins, None)


def _workbook(sheets: Sheets, hidden: Sequence[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
        if name in hidden:
            sheet.sheet_state = "hidden"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _receive(tmp_path: Path, content: bytes) -> Received:
    folder = tmp_path / "in"
    (folder / "leases" / "2026-06-30").mkdir(parents=True)
    (folder / "leases" / "2026-06-30" / "kontrakt.xlsx").write_bytes(content)
    return receive_from(folder)


def _changed(content: bytes, part: str, before: bytes, after: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            assert name != part or before in text
            new.writestr(name, text.replace(before, after) if name == part else text)
    return out.getvalue()


def test_two_sheets_that_both_hold_the_list_are_refused_and_neither_is_lost(tmp_path: Path) -> None:
    received = _receive(tmp_path, _workbook({"Norr": [HEADING, _lease(1)], "Söder": [HEADING, _lease(2)]}))
    (refusal,) = received.refusals
    assert "two sheets name the columns" in str(refusal)


@pytest.mark.parametrize("beside", [[], [("Månadshyra", "Antal"), (7250, 2)], [HEADING]])
def test_a_sheet_without_the_list_stands_beside_it(beside: Sequence[Sequence[object]], tmp_path: Path) -> None:
    received = _receive(tmp_path, _workbook({"Info": beside, "Kontrakt": [HEADING, _lease(1)]}))
    assert rows(received, "tenancies", "tenancy_id") == [("K-1",)]


def test_a_hidden_sheet_does_not_take_the_place_of_the_one_people_see(tmp_path: Path) -> None:
    book = _workbook({"Dold": [HEADING, _lease(9)], "Kontrakt": [HEADING, _lease(1)]}, hidden=["Dold"])
    received = _receive(tmp_path, book)
    assert rows(received, "tenancies", "tenancy_id") == [("K-1",)]
    assert (0, "", "kept: a hidden sheet names the columns too and is not read") in found(received)


def test_a_list_in_a_hidden_sheet_alone_is_read(tmp_path: Path) -> None:
    book = _workbook({"Dold": [HEADING, _lease(9)], "Info": [("Uttag",)]}, hidden=["Dold"])
    assert rows(_receive(tmp_path, book), "tenancies", "tenancy_id") == [("K-9",)]


def test_a_dimension_that_is_too_small_hides_no_row(tmp_path: Path) -> None:
    book = _workbook({"Kontrakt": [HEADING, _lease(1), _lease(2)]})
    short = _changed(book, "xl/worksheets/sheet1.xml", b'<dimension ref="A1:G3"', b'<dimension ref="A1"')
    assert rows(_receive(tmp_path, short), "tenancies", "tenancy_id", "src_line") == [("K-1", 2), ("K-2", 3)]


def test_a_formula_saved_without_its_value_is_told(tmp_path: Path) -> None:
    received = _receive(tmp_path, _workbook({"Kontrakt": [HEADING, _lease(1, begins="=DATE(2020,1,1)")]}))
    assert rows(received, "tenancies", "tenancy_id", "from_date") == [("K-1", None)]
    assert (0, "", "kept: formulas were saved without their values, which are unknown") in found(received)


def test_a_formula_whose_value_is_an_empty_text_is_nothing_to_tell(tmp_path: Path) -> None:
    book = _workbook({"Kontrakt": [HEADING, _lease(1, begins="=A1")]})
    worked = _changed(
        book, "xl/worksheets/sheet1.xml", b'<c r="F2"><f>A1</f><v />', b'<c r="F2" t="str"><f>A1</f><v></v>'
    )
    assert found(_receive(tmp_path, worked)) == []


def test_a_sheet_of_cells_that_never_end_is_weighed_in_one_pass(tmp_path: Path) -> None:
    """Looked through once for each of its signs, these four megabytes would take hours."""
    path = tmp_path / "hostile.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"<c " * (4 << 20))
    assert weigh(path) is False
