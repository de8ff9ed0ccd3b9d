"""What becomes of a broken file or row: refused whole (R), quarantined (Q), or kept with a note (K). One each."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from pax.registers import Received
from tests.engine.registers.deliveries import (
    CONTENT,
    DANA,
    DAY,
    EVERT,
    csv_of,
    found,
    person,
    real_person,
    receive_csv,
    receive_from,
    rows,
    told,
)

HEADING = "person_id,from_date,to_date,dwelling_id,placement"
GOOD = [
    f"{person(f'1980010{day}{serial}')},2020-01-01,,D{day},dwelling" for day, serial in ((1, 101), (2, 102), (3, 103))
]
MADE_FOR_TESTS = "19800101981"


def _csv(*lines: str, heading: str = HEADING) -> bytes:
    return csv_of(heading, [*GOOD, *lines]).encode()


def _navet(change: Callable[[bytes], bytes]) -> bytes:
    sample = (CONTENT.folder("registers") / "navet" / "sample" / "navet.xml").read_bytes()
    changed = change(sample)
    assert changed != sample
    return changed


def _bomb(xml: bytes) -> bytes:
    entities = b"".join(b'<!ENTITY a%d "&a%d;&a%d;">' % (at, at - 1, at - 1) for at in range(1, 40))
    return xml.replace(b"<Navetavisering>", b'<!DOCTYPE x [<!ENTITY a0 "ha">' + entities + b"]><Navetavisering>&a39;")


def _external(xml: bytes) -> bytes:
    door = b'<!DOCTYPE x [<!ENTITY door SYSTEM "file:///etc/passwd">]><Navetavisering>&door;'
    return xml.replace(b"<Navetavisering>", door)


def _workbook(fill: Callable[[Any], None]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    fill(book.add_worksheet("Kontrakt"))
    book.close()
    return stream.getvalue()


def _zip_bomb() -> bytes:
    stream = io.BytesIO(_workbook(lambda sheet: sheet.write(0, 0, "Kontraktsnummer")))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", b"\0" * 50_000_000)
    return stream.getvalue()


WIDE = ",".join(["person_id", "from_date", "to_date", *(f"c{at}" for at in range(10_000))])
SWAPPED = [",".join([*line.split(",")[1:3], line.split(",")[0], "D1", "dwelling"]) for line in GOOD]
WRONG_KIND = f"{real_person(MADE_FOR_TESTS)},2020-01-01,,D4,dwelling"

REFUSED: dict[str, tuple[str, bytes]] = {
    "a cut file": ("residences.csv", _csv(f"{DANA},2020-01-01,")[:-2]),
    "a cut XML file": ("navet.xml", _navet(lambda xml: xml[: len(xml) // 2])),
    "a cut workbook": ("hyreskontrakt.xlsx", _workbook(lambda sheet: sheet.write(0, 0, "x"))[:-40]),
    "text that is no encoding": ("residences.csv", _csv() + b"\x81\x8d\n"),
    "XML in another encoding than it declares": ("navet.xml", _navet(lambda xml: xml.replace(b"ISO-8859-1", b"UTF-8"))),
    "an XML bomb": ("navet.xml", _navet(_bomb)),
    "an external entity": ("navet.xml", _navet(_external)),
    "a missing column": ("residences.csv", _csv(heading="person_id,begins,to_date,dwelling_id,placement")),
    "a wrong AntalPoster": (
        "navet.xml",
        _navet(lambda xml: xml.replace(b"<AntalPoster>000006", b"<AntalPoster>000007")),
    ),
    "an empty file": ("residences.csv", b""),
    "an empty XML file": ("navet.xml", b""),
    "two heading rows": ("residences.csv", _csv(HEADING, *GOOD[:1])),
    "swapped columns": ("residences.csv", csv_of(HEADING, SWAPPED).encode()),
    "another type of file": ("residences.csv", b"%PDF-1.7 and so on"),
    "another type of file behind XLSX": ("hyreskontrakt.xlsx", b"%PDF-1.7 and so on"),
    "another XML": ("navet.xml", b"<html><body/></html>"),
    "numbers of the wrong kind over the limit": ("residences.csv", _csv(*[WRONG_KIND] * 21)),
    "a zip bomb in XLSX": ("hyreskontrakt.xlsx", _zip_bomb()),
    "ten thousand columns": ("residences.csv", csv_of(WIDE, [",".join("1" * 10_003)]).encode()),
    "a line without end": ("residences.csv", _csv() + b"x" * 20_000_000),
}
PLACE = {"navet.xml": "navet", "hyreskontrakt.xlsx": "leases"}


def _deliver(tmp_path: Path, name: str, content: bytes) -> Received:
    register = PLACE.get(name, "exchange")
    folder = tmp_path / "in" / register / DAY
    folder.mkdir(parents=True)
    (folder / name).write_bytes(content)
    return receive_from(tmp_path / "in")


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_whole_and_says_who_must_act(case: str, tmp_path: Path) -> None:
    name, content = REFUSED[case]
    received = _deliver(tmp_path, name, content)
    assert [refusal.file for refusal in received.refusals] == [name]
    assert "whoever delivers the register" in received.refusals[0].ask
    assert (dict(received.tables), received.deliveries) == ({}, ())


QUARANTINED = {
    "a duplicate key with other values": (f"{GOOD[0][:12]},2020-01-01,,D9,dwelling", "person_id"),
    "30 February": (f"{DANA},2026-02-30,,D4,dwelling", "from_date"),
    "a million-character cell": (f"{DANA},2020-01-01,,{'D' * 1_000_000},dwelling", "dwelling_id"),
    "a NUL byte": (f"{DANA},2020-01-01,,D\0,dwelling", "dwelling_id"),
    "a negative period": (f"{DANA},2020-01-01,2019-12-31,D4,dwelling", "to_date"),
    "a number of the wrong kind": (WRONG_KIND, "person_id"),
    "a row with too few columns": (f"{DANA},2020-01-01", ""),
    "an empty key": (",2020-01-01,,D4,dwelling", "person_id"),
    "no date at all": (f"{DANA},soon,,D4,dwelling", "from_date"),
    "a date of another age": (f"{DANA},0212-01-01,,D4,dwelling", "from_date"),
}


@pytest.mark.parametrize("case", QUARANTINED)
def test_the_row_is_quarantined_with_file_line_and_column(case: str, tmp_path: Path) -> None:
    line, column = QUARANTINED[case]
    received = receive_csv(tmp_path, residences=_csv(line))
    assert received.refusals == ()
    assert (5, column) in [(at, name) for at, name, problem in found(received) if problem.startswith("quarantined: ")]
    left = 2 if "duplicate" in case else 3
    assert len(rows(received, "residences", "person_id")) == left
    assert DANA not in told(received)


KEPT = {
    "a duplicate row": (GOOD[0], "person_id", 3),
    "overlapping periods": (f"{GOOD[0][:12]},2022-01-01,,D2,dwelling", "to_date", 4),
    "formula text": (f"{DANA},2020-01-01,,=HYPERLINK(1),dwelling", "", 4),
    "an unknown code": (f"{DANA},2020-01-01,,D4,houseboat", "placement", 4),
    "an incomplete date": (f"{DANA},20240500,,D4,dwelling", "from_date", 4),
}


@pytest.mark.parametrize("case", KEPT)
def test_the_row_is_kept_with_a_note(case: str, tmp_path: Path) -> None:
    line, column, left = KEPT[case]
    received = receive_csv(tmp_path, residences=_csv(line))
    assert received.refusals == ()
    noted = [(name, problem) for _, name, problem in found(received)]
    assert all(problem.startswith("kept: ") for _, problem in noted)
    assert [name for name, _ in noted] == ([column] if column else [])
    assert len(rows(received, "residences", "person_id")) == left


def test_the_limit_is_the_larger_of_twenty_rows_and_one_in_a_hundred(tmp_path: Path) -> None:
    whole = [f"{DANA},20{year:02}-{month:02}-01,,D1,dwelling" for year in range(60) for month in range(1, 13)]
    broken = [f"{EVERT},soon-{at},,D1,dwelling" for at in range(20)]
    (tmp_path / "twenty").mkdir()
    (tmp_path / "more").mkdir()
    twenty = receive_csv(tmp_path / "twenty", residences=csv_of(HEADING, whole + broken))
    more = receive_csv(tmp_path / "more", residences=csv_of(HEADING, [*whole, *broken, f"{EVERT},never,,D1,dwelling"]))
    assert (len(twenty.refusals), len(more.refusals)) == (0, 1)
    assert more.refusals[0].problem.startswith("21 of 741 rows break a promise")
    assert (more.refusals[0].line, more.refusals[0].column) == (722, "from_date")
