"""A file that says it is written in another encoding than it is: refused, never read as other letters."""

from pathlib import Path

import pytest

from pax.registers import Received
from pax.registers.readers.recognise import NotReadable, writing
from tests.engine.registers.deliveries import CONTENT, DANA, receive_from, rows

SAMPLE = (CONTENT.folder("registers") / "navet" / "sample" / "navet.xml").read_bytes()


def _navet(tmp_path: Path, content: bytes) -> Received:
    folder = tmp_path / "in" / "navet" / "2026-06-30"
    folder.mkdir(parents=True)
    (folder / "navet.xml").write_bytes(content)
    return receive_from(tmp_path / "in")


@pytest.mark.parametrize("declared", ["ISO-8859-1", "windows-1252"])
def test_xml_that_is_utf_8_under_another_name_is_refused(declared: str, tmp_path: Path) -> None:
    text = SAMPLE.decode("iso-8859-1").replace("ISO-8859-1", declared)
    received = _navet(tmp_path, text.encode("utf-8"))
    (refusal,) = received.refusals
    assert "the text is UTF-8, but the file declares another encoding" in str(refusal)


@pytest.mark.parametrize("declared", ["ISO-8859-1", "windows-1252", "UTF-8", "UTF-16"])
def test_xml_that_is_what_it_declares_is_read(declared: str, tmp_path: Path) -> None:
    text = SAMPLE.decode("iso-8859-1").replace("ISO-8859-1", declared)
    received = _navet(tmp_path, text.encode(declared))
    assert (DANA, "Dana Åsa") in rows(received, "persons", "person_id", "given_name")


def test_text_that_is_utf_8_under_another_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text("Öberg;Åkervägen\n", encoding="utf-8")
    with pytest.raises(NotReadable, match="not windows-1252"):
        writing(path, "windows-1252")
    path.write_text("Berg\n", encoding="utf-8")
    assert writing(path, "windows-1252").encoding == "windows-1252"


def test_a_count_of_posts_that_is_no_number_is_refused(tmp_path: Path) -> None:
    received = _navet(tmp_path, SAMPLE.replace(b"<AntalPoster>000006", b"<AntalPoster>sex"))
    (refusal,) = received.refusals
    assert "AntalPoster is no number" in str(refusal)
