"""What becomes of a broken row in files of companies, owners and schools: the same verdicts as everywhere.

What refuses such a file whole stands with each reader's own tests.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from pax.registers import Received
from pax.registers.readers.bolagsverket import HEADING
from pax.vocabulary import check_digit
from tests.engine.registers.deliveries import (
    CONTENT,
    DANA,
    DAY,
    found,
    organisation,
    person,
    real_person,
    receive_from,
    rows,
    told,
)

GOOD = [organisation(f"55600{at:04}") for at in range(1, 4)]
BROKEN = organisation("556000999")
REAL_PERSON = real_person("19800101980")
REAL_COMPANIES = [f"5560000{at:02}{check_digit(f'5560000{at:02}')}" for at in range(21)]
REAL_COMPANY = REAL_COMPANIES[0]
FORMULA = "=HYPERLINK(1)"
_ID, _NAME = "organisationsidentitet", "organisationsnamn"
LONG = "D" * 1_000_000


def _bulk(broken: Mapping[str, str], *, times: int = 1) -> dict[str, str]:
    whole = {
        "namnskyddslopnummer": "1",
        "organisationsnamn": "A$FORETAGSNAMN-ORGNAM$2001-01-01",
        "organisationsform": "AB-ORGFO",
    }
    lines = [{**whole, "organisationsidentitet": f"{number}$ORGNR-IDORG"} for number in GOOD]
    lines += [{**whole, "organisationsidentitet": f"{BROKEN}$ORGNR-IDORG", **broken}] * times
    text = [";".join(f'"{line.get(name, "")}"' for name in HEADING) for line in lines]
    return {"bulk.txt": "\n".join([";".join(HEADING), *text]) + "\n"}


def _school(**broken: object) -> dict[str, str]:
    def pupil(number: str, **enrolment: object) -> dict[str, object]:
        at = {"enroledAt": {"id": "unit"}, "schoolType": "GR", "startDate": "2022-08-16", **enrolment}
        return {"id": number, "civicNo": {"value": number}, "enrolments": [at]}

    pupils = [pupil(person(f"201001010{at}")) for at in range(11, 14)]
    pupils.append(pupil(str(broken.pop("number", DANA)), **broken))
    return {"persons.json": json.dumps(pupils)}


def _owners(name: str = "Berga AB", number: str = BROKEN, **interest: object) -> dict[str, str]:
    def statement(kind: str, record: str, **details: object) -> dict[str, object]:
        return {
            "statementId": record.ljust(32, "0"), "declarationSubject": "x", "statementDate": "2026-01-15",
            "recordId": record, "recordType": kind, "recordDetails": {"isComponent": False, **details},
        }  # fmt: skip

    def company(record: str, number: str, name: str) -> dict[str, object]:
        kind = {"type": "registeredEntity"}
        return statement("entity", record, entityType=kind, name=name, identifiers=[{"id": number, "scheme": "SE-BLV"}])

    owned = {"type": "shareholding", "startDate": "2020-01-01", **interest}
    statements = [company(f"c{at}", each, "Good AB") for at, each in enumerate(GOOD)]
    statements += [
        statement("relationship", f"r{at}", subject=f"c{at}", interestedParty="dana", interests=[]) for at in (0, 1)
    ]
    statements.append(company("broken", number, name))
    statements.append(statement("relationship", "r", subject="broken", interestedParty="dana", interests=[owned]))
    return {"owners.json": json.dumps(statements)}


def _answers(old: str = "", new: str = "") -> dict[str, str]:
    sample = CONTENT.folder("registers") / "ssbtgu" / "sample"
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(sample.iterdir())}
    assert old in texts["svar-1.xml"]
    return {**texts, "svar-1.xml": texts["svar-1.xml"].replace(old, new)} if old else texts


def _receive(tmp_path: Path, register: str, files: Mapping[str, str]) -> Received:
    folder = tmp_path / "in" / register / DAY
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return receive_from(tmp_path / "in")


QUARANTINED: dict[str, tuple[str, dict[str, str], str]] = {
    "bulk: 30 February": ("bolagsverket", _bulk({"registreringsdatum": "2026-02-30"}), "registered_on"),
    "bulk: a million characters": ("bolagsverket", _bulk({"organisationsnamn": LONG}), "name"),
    "bulk: a NUL byte": ("bolagsverket", _bulk({"verksamhetsbeskrivning": "a\0b"}), ""),
    "bulk: a number of the wrong kind": ("bolagsverket", _bulk({_ID: f"{REAL_COMPANY}$ORGNR-IDORG"}), "org_id"),
    "bulk: one key, two contents": ("bolagsverket", _bulk({_ID: f"{GOOD[0]}$ORGNR-IDORG", _NAME: "B"}), "org_id"),
    "school: 30 February": ("ss12000", _school(startDate="2026-02-30"), "from_date"),
    "school: a negative period": ("ss12000", _school(endDate="2020-01-01"), "to_date"),
    "school: a NUL byte": ("ss12000", _school(enroledAt={"id": "a\0b"}), "school_unit"),
    "school: a million characters": ("ss12000", _school(enroledAt={"id": LONG}), "school_unit"),
    "school: a number of the wrong kind": ("ss12000", _school(number=REAL_PERSON), "person_id"),
    "owners: 30 February": ("bods", _owners(startDate="2026-02-30"), "startDate"),
    "owners: a negative period": ("bods", _owners(endDate="2019-12-31"), "to_date"),
    "owners: a NUL byte": ("bods", _owners("a\0b"), "name"),
    "owners: a million characters": ("bods", _owners(LONG), "name"),
    "owners: a number of the wrong kind": ("bods", _owners(number=REAL_COMPANY), "org_id"),
    "answers: 30 February": ("ssbtgu", _answers("2019-05-14", "2019-02-30"), "registered_on"),
    "answers: a number of the wrong kind": ("ssbtgu", _answers("5560002317", REAL_COMPANY), "org_id"),
    "answers: a million characters": ("ssbtgu", _answers("Berga Bygg", LONG), "name"),
}  # fmt: skip


@pytest.mark.parametrize("case", QUARANTINED)
def test_the_row_is_quarantined_with_its_column_and_the_others_stay(case: str, tmp_path: Path) -> None:
    register, files, column = QUARANTINED[case]
    received = _receive(tmp_path, register, files)
    assert received.refusals == ()
    assert column in [name for _, name, problem in found(received) if problem.startswith("quarantined: ")]
    assert all(
        rows(received, table, "src_line")
        for table in received.tables
        if table in ("organisations", "school_enrolments")
    )
    assert [value for value in (LONG[:100], DANA, REAL_COMPANY, REAL_PERSON) if value in told(received)] == []


KEPT: dict[str, tuple[str, dict[str, str], str, str]] = {
    "bulk: an unknown form": ("bolagsverket", _bulk({"organisationsform": "XYZ-ORGFO"}), "legal_form", "XYZ"),
    "bulk: formula text": ("bolagsverket", _bulk({"organisationsnamn": FORMULA}), "", FORMULA),
    "bulk: the same row twice": ("bolagsverket", _bulk({}, times=2), "org_id", BROKEN),
    "bulk: an incomplete date": ("bolagsverket", _bulk({"registreringsdatum": "20240500"}), "registered_on", BROKEN),
    "owners: formula text": ("bods", _owners(FORMULA), "owner_id", FORMULA),
    "answers: an unknown role": ("ssbtgu", _answers(), "role", "Berga Bygg & Städ AB"),
}


@pytest.mark.parametrize("case", KEPT)
def test_the_row_is_kept_with_a_note(case: str, tmp_path: Path) -> None:
    register, files, column, value = KEPT[case]
    received = _receive(tmp_path, register, files)
    assert all(problem.startswith("kept: ") for _, _, problem in found(received))
    assert not column or column in [name for _, name, _ in found(received)]
    held = rows(received, "organisations", "org_id", "name", "legal_form")
    assert [row for row in held if value in row] != []


def test_numbers_of_the_wrong_kind_over_the_limit_refuse_the_whole(tmp_path: Path) -> None:
    files = [_bulk({_ID: f"{each}$ORGNR-IDORG"})["bulk.txt"] for each in REAL_COMPANIES]
    text = files[0] + "".join(each.splitlines()[-1] + "\n" for each in files[1:])
    received = _receive(tmp_path, "bolagsverket", {"bulk.txt": text})
    assert [refusal.problem[:12] for refusal in received.refusals] == ["21 of 24 row"]
