"""CSV as Swedish systems write it is recognised, and every row knows its first line."""

from pathlib import Path

import pytest

from pax.registers.readers.recognise import NotReadable, writing
from tests.engine.registers.deliveries import DANA, EVERT, FIA, found, receive_csv, rows

HEADING = ["person_id", "given_name", "surname", "protection"]
PEOPLE = [[DANA, "Åsa", "Öberg", "none"], [EVERT, "Évert", "Ek", "none"]]


def _text(delimiter: str = ",", end: str = "\n") -> str:
    return end.join(delimiter.join(row) for row in [HEADING, *PEOPLE]) + end


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16", "utf-16-le-bom"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_are_recognised(encoding: str, end: str, tmp_path: Path) -> None:
    text = _text(end=end)
    content = ("\ufeff" + text).encode("utf-16-le") if encoding == "utf-16-le-bom" else text.encode(encoding)
    received = receive_csv(tmp_path, persons=content)
    assert rows(received, "persons", "person_id", "given_name", "surname", "src_line") == [
        (DANA, "Åsa", "Öberg", 2),
        (EVERT, "Évert", "Ek", 3),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_recognised(delimiter: str, tmp_path: Path) -> None:
    received = receive_csv(tmp_path, persons=_text(delimiter))
    assert rows(received, "persons", "surname") == [("Öberg",), ("Ek",)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_row_after_a_cell_of_several_lines_keeps_its_own_first_line(end: str, tmp_path: Path) -> None:
    lines = [",".join(HEADING), f'{DANA},"Åsa{end}Dana{end}",Öberg,none', "", f"{EVERT},x", f'{FIA},"a ""b""",Ek,none']
    received = receive_csv(tmp_path, persons=end.join(lines) + end)
    assert rows(received, "persons", "person_id", "src_line") == [(DANA, 2), (FIA, 7)]
    assert (6, "", "quarantined: a row with another number of columns") in found(received)


def test_a_file_need_not_end_with_a_line_end(tmp_path: Path) -> None:
    received = receive_csv(tmp_path, persons=_text().rstrip("\n"))
    assert len(rows(received, "persons", "person_id")) == 2


def test_a_declared_encoding_that_does_not_hold_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes("Öberg\n".encode("windows-1252"))
    assert writing(path).encoding == "windows-1252"
    with pytest.raises(NotReadable, match="not utf-8"):
        writing(path, "utf-8")


def test_a_misspelt_column_is_refused_and_a_foreign_one_is_not_read(tmp_path: Path) -> None:
    for name, heading, refused in (
        ("a", "person_id,protection,sirname", 1),
        ("b", "person_id,protection,shoe_size", 0),
    ):
        (tmp_path / name).mkdir()
        received = receive_csv(tmp_path / name, persons=f"{heading}\n{DANA},none,46\n")
        assert len(received.refusals) == refused
        assert "46" not in str(received.quality)


def test_a_table_delivered_without_rows_exists_and_is_empty(tmp_path: Path) -> None:
    received = receive_csv(tmp_path, persons="person_id,protection\n")
    assert rows(received, "persons", "person_id") == []
