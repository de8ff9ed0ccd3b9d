"""SSBTEK's answers: what each agency said, and what stays unknown."""

import json
import shutil
from pathlib import Path

import pytest

from pax.registers.readers.recognise import NotReadable
from pax.registers.readers.ssbtek import read_envelope
from tests.data import third_party
from tests.engine.registers.deliveries import CONTENT, DAY, found, receive_from

EVERT = "198507041570"


@pytest.mark.parametrize("agency", ["af", "csn", "fk", "skv", "so", "tns", "miv"])
def test_the_municipalitys_test_answers_are_read_to_their_expected_values(agency: str) -> None:
    folder = Path(third_party("formats/ssbtek_fixtures"))
    expected = json.loads((folder / "all-agencies-expected.json").read_text(encoding="utf-8"))[agency]
    data = next(read_envelope(folder / "all-agencies-response.xml").all("svarsdata"))
    block = next(child for child in data.children if child.name.lower() == agency)
    read = block.plain()
    assert isinstance(read, dict)
    answer = read["data"]
    within = {"csn": "svar", "fk": "lefiJsonSvar", "skv": "svar"}.get(agency)
    assert (answer[within] if within else answer) == expected


@pytest.mark.parametrize("agency", ["af", "csn", "fk", "skv", "so", "tns", "miv"])
def test_an_answer_of_one_agency_alone_is_read(agency: str) -> None:
    path = Path(third_party("formats/ssbtek_fixtures")) / f"{agency}-response.xml"
    data = next(read_envelope(path).all("svarsdata"))
    assert [child.name for child in data.children] == [agency.upper()]


def test_an_agency_that_did_not_answer_is_unknown_and_a_protected_person_is_marked(tmp_path: Path) -> None:
    sample = CONTENT.folder("registers") / "ssbtek" / "sample"
    shutil.copytree(sample, tmp_path / "in" / "ssbtek" / DAY)
    received = receive_from(tmp_path / "in")
    noted = [(row.file, row.problem) for row in received.quality]
    unknown = "kept: an agency did not answer, so what it pays is unknown"
    assert ("svar-2.xml", unknown) in noted
    assert ("svar-1.xml", unknown) not in noted
    assert ("svar-2.xml", "kept: Transportstyrelsen did not answer, so vehicles are unknown") in noted
    assert received.marked == {EVERT}
    assert EVERT not in str(found(received))


def test_answers_about_two_people_in_oneread_envelope_are_refused(tmp_path: Path) -> None:
    sample = (CONTENT.folder("registers") / "ssbtek" / "sample" / "svar-1.xml").read_text(encoding="utf-8")
    path = tmp_path / "in" / "ssbtek" / DAY / "svar.xml"
    path.parent.mkdir(parents=True)
    other = sample.replace("<in:IdentificationNumber>198703122380", f"<in:IdentificationNumber>{EVERT}")
    path.write_text(other, encoding="utf-8")
    refusal = receive_from(tmp_path / "in").refusals[0]
    assert "different people" in refusal.problem
    assert EVERT not in str(refusal)


def test_a_document_within_is_as_guarded_as_theread_envelope(tmp_path: Path) -> None:
    path = tmp_path / "svar.xml"
    bomb = "<![CDATA[<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>]]>"
    path.write_text(f"<Envelope><svarsdata><SKV><data><svar>{bomb}</svar></data></SKV></svarsdata></Envelope>")
    with pytest.raises(NotReadable, match="entities"):
        read_envelope(path)
