"""Bolagsverket's file of every organisation, and its answers about one company and one person."""

import io
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pax.registers import Received
from pax.registers.readers.bolagsverket import HEADING, name_of, proceeding
from pax.registers.readers.recognise import NotReadable
from pax.registers.readers.ssbt import officers_in, read_answer
from pax.registers.readers.streets import street_and_number
from tests.data import third_party
from tests.drawn import examples
from tests.engine.registers.deliveries import (
    CONTENT,
    DANA,
    DAY,
    EVERT,
    found,
    organisation,
    person,
    receive_from,
    rows,
    told,
)

BERGA, KVARNEN = organisation("556000231"), organisation("556000347")
HUGO = "197911011393"
TOP = ";".join(HEADING)


def _row(org: str = BERGA, kind: str = "ORGNR", number: str = "1", **cells: str) -> str:
    values = {
        "organisationsidentitet": f"{org}${kind}-IDORG",
        "namnskyddslopnummer": number,
        "registreringsland": "SE-LAND",
        "organisationsnamn": "Berga Bygg AB$FORETAGSNAMN-ORGNAM$2019-05-14",
        "organisationsform": "AB-ORGFO",
        "registreringsdatum": "2019-05-14",
        "postadress": "Kvarngatan 7$$SKOBY$99903$SE-LAND",
        **cells,
    }
    return ";".join(f'"{values.get(name, "")}"' for name in HEADING)


def _receive(tmp_path: Path, content: str | bytes, name: str = "bolagsverket_bulkfil.txt", **beside: str) -> Received:
    folder = tmp_path / "in" / "bolagsverket" / DAY
    folder.mkdir(parents=True)
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    for table, text in beside.items():
        (tmp_path / "in" / "exchange" / DAY).mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / "exchange" / DAY / f"{table}.csv").write_text(text, encoding="utf-8")
    return receive_from(tmp_path / "in")


def _file(*lines: str) -> str:
    return "\n".join([TOP, *lines]) + "\n"


def _zipped(text: str, parts: int = 1) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in range(parts):
            archive.writestr(f"bolagsverket_bulkfil{part or ''}.txt", text)
    return stream.getvalue()


def test_stray_marks_semicolons_and_line_breaks_belong_to_the_description(tmp_path: Path) -> None:
    texts = ['24" skärmar', '""citat""', 'först";"sedan', "rad ett\nrad två\n\nrad fyra", '";""', "a;b"]
    lines = [_row(organisation(f"55600{at:04}"), verksamhetsbeskrivning=text) for at, text in enumerate(texts)]
    received = _receive(tmp_path, _file(*lines))
    assert found(received) == []
    assert rows(received, "organisations", "street", "number", "postal_code", "city", "src_line") == [
        ("Kvarngatan", "7", "99903", "SKOBY", line) for line in (2, 3, 4, 5, 9, 10)
    ]


@settings(max_examples=examples(15), deadline=None)
@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n"), max_size=30), min_size=1, max_size=4)
)
def test_whatever_the_description_says_no_row_is_lost(texts: list[str]) -> None:
    lines = [_row(organisation(f"55600{at:04}"), verksamhetsbeskrivning=text) for at, text in enumerate(texts)]
    with TemporaryDirectory() as place:
        received = _receive(Path(place), _file(*lines))
        assert len(rows(received, "organisations", "org_id")) == len(texts)


def test_the_zip_it_comes_in_gives_the_same_rows(tmp_path: Path) -> None:
    text = _file(_row(), _row(KVARNEN))
    plain = _receive(tmp_path / "plain", text)
    zipped = _receive(tmp_path / "zipped", _zipped(text), "bolagsverket_bulkfil.zip")
    columns = ("org_id", "name", "registered_on", "src_line")
    assert rows(plain, "organisations", *columns) == rows(zipped, "organisations", *columns)


def test_a_sole_trader_is_kept_only_when_a_register_beside_names_them(tmp_path: Path) -> None:
    trader = {"organisationsform": "E-ORGFO", "organisationsnamn": "Firma$FORETAGSNAMN-ORGNAM$2015-03-03"}
    members = f"aid_case_id,person_id,from_date,to_date,role\nA1,{DANA},2026-01-01,,applicant\n"
    text = _file(_row(DANA, "PERSON", **trader), _row(EVERT, "PERSON", **trader), _row())
    received = _receive(tmp_path, text, aid_members=members)
    assert [org for (org,) in rows(received, "organisations", "org_id")] == [DANA, BERGA]
    assert rows(received, "organisation_roles", "org_id", "person_id", "role", "from_date") == [
        (DANA, DANA, "sole_trader", date(2019, 5, 14))
    ]
    assert EVERT not in told(received)
    assert (0, "org_id", "kept: sole traders whom no register beside names are not stored") in found(received)


def test_of_several_names_under_one_number_one_still_registered_is_used(tmp_path: Path) -> None:
    members = f"aid_case_id,person_id,from_date,to_date,role\nA1,{HUGO},2026-01-01,,applicant\n"
    sample = (CONTENT.folder("registers") / "bolagsverket" / "sample" / "bolagsverket_bulkfil.txt").read_bytes()
    received = _receive(tmp_path, sample, aid_members=members)
    named = [row for row in rows(received, "organisations", "org_id", "name", "deregistered_on") if row[0] == HUGO]
    assert named == [(HUGO, "Hugos Städ", None)]
    assert rows(received, "organisation_roles", "person_id", "from_date", "to_date") == [
        (HUGO, date(2018, 10, 10), None)
    ]


PROCEEDINGS = {
    "none": ("", "", "", (None, None)),
    "bankruptcy under way": ("|KK-AVOMFO$2026-04-22", "", "", ("bankruptcy", "2026-04-22")),
    "with its name between": ("|KK-AVOMFO$Konkurs$2026-04-22", "", "", ("bankruptcy", "2026-04-22")),
    "reorganisation over, liquidation begun": (
        "|FR-AVOMFO$2021-01-10|FRUHOR-AVSLAVOMFO$2021-11-30|LI-AVOMFO$2026-02-03",
        "", "", ("liquidation", "2026-02-03"),
    ),
    "begun again after it was over": (
        "|KK-AVOMFO$2020-01-01|KKUHAVD-AVSLAVOMFO$2020-06-01|KK-AVOMFO$2024-01-01",
        "", "", ("bankruptcy", "2024-01-01"),
    ),
    "the weightiest of two": ("|LI-AVOMFO$2025-01-01|KK-AVOMFO$2025-06-01", "", "", ("bankruptcy", "2025-06-01")),
    "a merger is none": ("|FUOT-AVOMFO$2025-01-01", "", "", (None, None)),
    "composition by its own word": ("|AC-AVOMFO$2025-01-01", "", "", ("AC", "2025-01-01")),
    "what it ended in": ("|KK-AVOMFO$2023-06-05", "KKAV-AVORG", "2024-12-19", ("bankruptcy", "2023-06-05")),
    "what it ended in, no longer listed": ("", "KKAV-AVORG", "2024-12-19", ("bankruptcy", "2024-12-19")),
    "ended for another reason": ("|FR-AVOMFO$2023-06-05", "VERKUPP-AVORG", "2024-12-19", (None, None)),
}  # fmt: skip


@pytest.mark.parametrize("case", PROCEEDINGS)
def test_the_proceeding_is_the_one_under_way_or_the_one_it_ended_in(case: str) -> None:
    cell, cause, deregistered, expected = PROCEEDINGS[case]
    assert proceeding(cell, cause, deregistered) == expected


def test_the_registered_name_is_taken_of_several() -> None:
    assert name_of("Fancy Name$ANNATSPRAK-ORGNAM$2005-01-01|Berga AB$FORETAGSNAMN-ORGNAM$2001-01-01") == "Berga AB"
    assert (name_of("Just One"), name_of("")) == ("Just One", "")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Storgatan 4", ("Storgatan", "4")),
        ("Storgatan 4 B, 2 tr", ("Storgatan", "4 B")),
        ("Norra Vägen 118b", ("Norra Vägen", "118 B")),
        ("Box 12", ("Box 12", None)),
        ("Kungsgården", ("Kungsgården", None)),
        ("", (None, None)),
    ],
)
def test_street_and_number_are_told_apart(line: str, expected: tuple[str | None, str | None]) -> None:
    assert street_and_number(line) == expected


def _swapped(body: str) -> str:
    return ";".join(reversed(_row(organisation(body)).split(";")))


REFUSED: dict[str, Callable[[], tuple[str, bytes]]] = {
    "cut in the middle of a row": lambda: ("a.txt", _file(_row(), _row(KVARNEN)).encode()[:-40]),
    "another encoding": lambda: ("a.txt", _file(_row(verksamhetsbeskrivning="Städ åt er")).encode("latin-1")),
    "a missing column": lambda: ("a.txt", _file(_row()).replace(";postadress", "").encode()),
    "ten thousand columns": lambda: ("a.txt", (TOP + ";x" * 10_000 + "\n" + _row() + "\n").encode()),
    "swapped columns": lambda: ("a.txt", _file(*(_swapped(f"55600{at:04}") for at in range(3))).encode()),
    "two heading rows": lambda: ("a.txt", _file(_row(), TOP).encode()),
    "an empty file": lambda: ("a.txt", b""),
    "another type of file": lambda: ("a.txt", b"%PDF-1.7 and so on"),
    "a line without end": lambda: ("a.txt", (TOP + "\n" + '"' + "x" * 2_000_000).encode()),
    "a zip bomb": lambda: ("a.zip", _zipped(TOP + "\n" + "\n" * 50_000_000)),
    "a zip of two files": lambda: ("a.zip", _zipped(_file(_row()), 2)),
    "a cut zip": lambda: ("a.zip", _zipped(_file(_row()))[:-30]),
    "numbers of the wrong kind": lambda: ("a.txt", _file(*(_row(f"21200024{at:02}") for at in range(30))).encode()),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_broken_file_is_refused_whole(case: str, tmp_path: Path) -> None:
    name, content = REFUSED[case]()
    received = _receive(tmp_path, content, name)
    assert [refusal.file for refusal in received.refusals] == [name]
    assert "organisations" not in received.tables


def test_a_row_with_too_few_cells_goes_to_quarantine_alone(tmp_path: Path) -> None:
    received = _receive(
        tmp_path, _file(_row(), f'"{KVARNEN}$ORGNR-IDORG";"1";"SE-LAND"', _row(organisation("556000459")))
    )
    assert found(received) == [(3, "", "quarantined: a row with another number of columns")]
    assert len(rows(received, "organisations", "org_id")) == 2


def _answer(tmp_path: Path, register: str, text: str) -> Received:
    folder = tmp_path / "in" / register / DAY
    folder.mkdir(parents=True)
    (folder / "svar.xml").write_text(text, encoding="utf-8")
    return receive_from(tmp_path / "in")


KENT, NILS, AMANDUS, KRISTINA = (person(f"198001011{at:02}") for at in (1, 2, 3, 23))
MYSTERY, BIOTECH, SIMSALABIM = (organisation(body) for body in ("556000001", "556000002", "769123456"))
MADE_UP = {
    "198000000010": KENT, "198000000011": NILS, "198000000012": AMANDUS, "198001011234": KRISTINA,
    "5560000002": MYSTERY, "5560000003": BIOTECH, "7691234567": SIMSALABIM,
}  # fmt: skip
"""The sample's numbers are no numbers at all (no such day, or a wrong check digit); ours are fictitious ones."""


def _third_party_answer(tmp_path: Path, register: str) -> Received:
    text = (third_party("formats/bolagsverket") / f"{register}_response.xml").read_text(encoding="utf-8")
    for theirs, ours in MADE_UP.items():
        text = text.replace(theirs, ours)
    return _answer(tmp_path, register, text)


def test_the_municipalitys_sample_of_a_company_is_read_to_what_it_says(tmp_path: Path) -> None:
    received = _third_party_answer(tmp_path, "ssbtgu")
    columns = ("org_id", "name", "legal_form", "registered_on", "deregistered_on", "sni", "f_tax", "vat", "employer")
    assert rows(received, "organisations", *columns) == [
        (BIOTECH, "Sundsvall Kommun", "AB", date(1993, 1, 7), date(2013, 10, 24), "72110", True, True, True)
    ]
    assert rows(
        received, "organisations", "street", "number", "postal_code", "city", "proceeding", "proceeding_date"
    ) == [("Mäster Samuelsgatan", "42", "11157", "STOCKHOLM", "bankruptcy", date(2013, 10, 24))]
    assert sorted(rows(received, "organisation_roles", "person_id", "role")) == sorted(
        [(KENT, "board_member"), (KRISTINA, "board_member"), (NILS, "board_member"), (AMANDUS, "auditor")]
    )
    left = "kept: an officer who is an organisation, or has no personal number, is not read"
    assert [problem for _, _, problem in found(received)] == [left]


def test_the_municipalitys_sample_of_a_persons_companies_is_read_to_what_it_says(tmp_path: Path) -> None:
    received = _third_party_answer(tmp_path, "ssbten")
    assert rows(received, "organisations", "org_id", "name", "legal_form") == [
        (KRISTINA, "Jons barnvagnar", "E"),
        (MYSTERY, "Mystery Productions AB", "AB"),
        (BIOTECH, "Biotech AB", "AB"),
        (SIMSALABIM, "Bostadsrättsföreningen Simsalabim", "BRF"),
    ]
    roles = {
        (org, role)
        for org, who, role in rows(received, "organisation_roles", "org_id", "person_id", "role")
        if who == KRISTINA
    }
    assert roles == {(KRISTINA, "sole_trader"), *((org, "engagemang") for org in (MYSTERY, BIOTECH, SIMSALABIM))}


def test_the_samples_as_they_are_hold_no_number_that_is_taken(tmp_path: Path) -> None:
    text = (third_party("formats/bolagsverket") / "ssbtgu_response.xml").read_text(encoding="utf-8")
    received = _answer(tmp_path, "ssbtgu", text)
    said = told(received)
    assert rows(received, "organisation_roles", "person_id") == [] if received.refusals == () else True
    assert [value for value in ("Larsson", "Kristina", "198001011234") if value in said] == []


def test_an_agency_that_did_not_answer_is_unknown_and_never_no(tmp_path: Path) -> None:
    shutil.copytree(CONTENT.folder("registers") / "ssbtgu" / "sample", tmp_path / "in" / "ssbtgu" / DAY)
    received = receive_from(tmp_path / "in")
    assert rows(received, "organisations", "f_tax", "vat", "employer") == [(True, False, None), (False, False, False)]
    unknown = [(row.file, row.column) for row in received.quality if "did not answer" in row.problem]
    assert unknown == [("svar-1.xml", "employer"), ("svar-2.xml", "role")]


def test_a_service_that_did_not_answer_gives_no_rows_and_says_so(tmp_path: Path) -> None:
    fault = "<Envelope><Body><Fault><faultcode>Server</faultcode></Fault></Body></Envelope>"
    received = _answer(tmp_path, "ssbten", fault)
    assert rows(received, "organisations", "org_id") == []
    assert found(received) == [(1, "", "kept: the service did not answer, so nothing is known")]


def test_the_latest_of_several_answers_about_one_company_stands(tmp_path: Path) -> None:
    sample = (CONTENT.folder("registers") / "ssbtgu" / "sample" / "svar-1.xml").read_text(encoding="utf-8")
    folder = tmp_path / "in" / "ssbtgu" / DAY
    folder.mkdir(parents=True)
    (folder / "b.xml").write_text(sample, encoding="utf-8")
    later = sample.replace("2026-06-29T", "2026-06-30T").replace("<f:Skatteform>Ja", "<f:Skatteform>Nej")
    (folder / "a.xml").write_text(later.replace("Öberg, Dana", "Öberg, Dana Åsa"), encoding="utf-8")
    received = receive_from(tmp_path / "in")
    assert rows(received, "organisations", "f_tax", "src_file") == [(False, "a.xml")]
    assert {file for (file,) in rows(received, "organisation_roles", "src_file")} == {"a.xml"}


def test_officers_are_read_with_every_role_of_theirs() -> None:
    left: list[str] = []
    text = f"""
        styrelseledamot, ordförande, verkställande direktör
          {DANA[:8]}-{DANA[8:]} Öberg, Dana, SKOBY
        vice verkställande direktör {EVERT} Holt, Evert
        revisor
          556000-0785, Revisionsbyrån, SKOBY
          19870312 Born, On That Day
    """
    assert officers_in(text, left.append) == [
        (DANA, "board_member"),
        (DANA, "chief_executive"),
        (EVERT, "vice verkställande direktör"),
    ]
    assert len(left) == 2


@pytest.mark.parametrize(
    "text",
    [
        "<Envelope><Body><html/></Body></Envelope>",
        "<Envelope><Body>",
        '<!DOCTYPE x [<!ENTITY a "b">]><Envelope><Body>&a;</Body></Envelope>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><Envelope>&a;</Envelope>',
        "<a>" * 500,
        "",
    ],
)
def test_what_is_no_answer_is_refused_whole(text: str, tmp_path: Path) -> None:
    (tmp_path / "svar.xml").write_text(text, encoding="utf-8")
    with pytest.raises(NotReadable):
        read_answer(tmp_path / "svar.xml", lambda *_: None)
    assert len(_answer(tmp_path, "ssbtgu", text).refusals) == 1
