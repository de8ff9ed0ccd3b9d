"""Statements of beneficial ownership: judged as the standard judges them, and read to owners."""

import csv
import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from referencing import Registry, Resource

from pax.registers import Received
from pax.registers.readers.bods import statements
from pax.registers.readers.bods_judge import Fault, Judge, is_moment
from pax.registers.readers.recognise import NotReadable
from tests.data import third_party
from tests.drawn import examples
from tests.engine.registers.deliveries import CONTENT, DANA, DAY, EVERT, found, organisation, receive_from, rows, told

JUDGE = Judge.read(CONTENT.folder("registers") / "bods" / "statement.yml")
BERGA, KVARNEN = organisation("556000231"), organisation("556000347")
NEW, NOBODY = "new", {"reason": "noBeneficialOwners"}


def _judged(path: Path) -> list[Fault]:
    """Everything a file breaks; a file that is no list of statements breaks `type` at its root."""
    try:
        return [fault for place, each in statements(path) for fault in JUDGE.faults(each.value, place)]
    except NotReadable as error:
        return [Fault("type", "$", "")] if str(error).endswith("($: type)") else [Fault(str(error), "$", "")]


def test_every_invalid_statement_breaks_exactly_what_the_standard_expects() -> None:
    folder = third_party("formats/bods") / "tests_data" / "invalid-statements"
    expected = list(csv.reader((folder / "expected_errors.csv").read_text(encoding="utf-8").splitlines()))
    assert len(expected) == 192
    wrong = []
    for file, keyword, path, name in expected:
        judged = _judged(folder / file)
        missing = [fault.name for fault in judged if fault.keyword == "required"]
        if [(each.keyword, each.path) for each in judged] != [(keyword, path)] or missing not in ([], [name]):
            wrong.append((file, judged))
    assert wrong == []


def test_every_valid_statement_and_every_example_breaks_nothing() -> None:
    folder = third_party("formats/bods")
    valid = sorted((folder / "tests_data" / "valid-statements").glob("*.json"))
    examples = sorted((folder / "examples").glob("*.json"))
    assert (len(valid), len(examples)) == (111, 19)
    assert [(path.name, faults) for path in (*valid, *examples) if (faults := _judged(path))] == []


@cache
def _published() -> jsonschema.Draft202012Validator:
    """The standard's own schema, read where it lies."""
    folder = third_party("formats/bods") / "schema"
    names = ("statement", "components", "entity-record", "person-record", "relationship-record")
    schemas = [json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in names]
    registry: Registry[Any] = Registry().with_resources(
        [(each["$id"], Resource.from_contents(each)) for each in schemas]
    )
    checker = jsonschema.FormatChecker(formats=())
    checker.checks("date", ValueError)(lambda text: not isinstance(text, str) or bool(date.fromisoformat(text)))
    checker.checks("uri")(lambda text: not isinstance(text, str) or bool(urlsplit(text).scheme))
    checker.checks("date-time")(lambda text: not isinstance(text, str) or (is_moment(text) and len(text) > 10))
    return jsonschema.Draft202012Validator(schemas[0], registry=registry, format_checker=checker)


_ODD = st.one_of(
    st.none(), st.booleans(), st.integers(-1, 101), st.just([]), st.just({}), st.just(""), st.just("2020"),
    st.just("2020-02-30"), st.just("2020-02-28"), st.just("other"), st.just("x" * 65), st.just([1]),
    st.just({"reason": 1}),
)  # fmt: skip


@given(data=st.data())
@settings(max_examples=examples(200), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_changed_in_a_statement_the_published_schema_says_the_same(data: st.DataObject) -> None:
    published = _published()
    files = sorted((third_party("formats/bods") / "tests_data").glob("valid-statements/*.json"))
    statement = json.loads(data.draw(st.sampled_from(files)).read_text(encoding="utf-8"))[0]
    place: Any = statement
    while True:
        inner = [key for key in (place if isinstance(place, dict) else range(len(place)))]
        if not inner:
            break
        key = data.draw(st.sampled_from(inner))
        if isinstance(place[key], dict | list) and place[key] and data.draw(st.booleans()):
            place = place[key]
            continue
        if isinstance(place, dict) and data.draw(st.booleans()):
            del place[key]
        else:
            place[key] = data.draw(_ODD)
        break
    assert bool(JUDGE.faults(statement, "$[0]")) == (not published.is_valid([statement]))


def _statement(kind: str, record: str, details: Mapping[str, object], day: str, status: str = NEW) -> dict[str, object]:
    return {
        "statementId": f"{record}-{day}-{status}".ljust(32, "0"),
        "declarationSubject": "berga",
        "statementDate": day,
        "recordId": record,
        "recordType": kind,
        "recordStatus": status,
        "recordDetails": {"isComponent": False, **details},
    }


def _world(*relationships: dict[str, object]) -> list[dict[str, object]]:
    company = {"entityType": {"type": "registeredEntity"}, "name": "Berga Bygg AB"}
    number = {"identifiers": [{"id": BERGA, "scheme": "SE-BLV"}]}
    dana = {"personType": "knownPerson", "identifiers": [{"id": DANA, "schemeName": "Personnummer"}]}
    return [
        _statement("entity", "berga", {**company, **number}, "2020-01-01"),
        _statement("person", "dana", dana, "2020-01-01"),
        *relationships,
    ]


def _owns(day: str, status: str = NEW, record: str = "r1", **details: object) -> dict[str, object]:
    given: dict[str, object] = {"subject": "berga", "interestedParty": "dana", "interests": [_shares()], **details}
    return _statement("relationship", record, given, day, status)


def _shares(kind: str = "shareholding", **share: object) -> dict[str, object]:
    return {"type": kind, "startDate": "2019-05-14", "share": share or {"exact": 60}}


def _receive(tmp_path: Path, world: object, write: Callable[[object], str] = json.dumps) -> Received:
    folder = tmp_path / "in" / "bods" / DAY
    folder.mkdir(parents=True)
    (folder / "statements.json").write_text(write(world), encoding="utf-8")
    return receive_from(tmp_path / "in")


OWNER = ("org_id", "owner_id", "from_date", "to_date", "owner_kind", "share_min", "share_max")


def test_the_latest_statement_about_a_record_stands_wherever_it_lies_in_the_file(tmp_path: Path) -> None:
    later = _owns("2026-03-01", "updated", interests=[_shares(minimum=30, exclusiveMaximum=40.5)])
    received = _receive(tmp_path, _world(later, _owns("2020-01-01")))
    assert rows(received, "beneficial_owners", *OWNER) == [
        (BERGA, DANA, date(2019, 5, 14), None, "person", Decimal(30), Decimal("40.5"))
    ]


def test_a_closed_record_ends_on_the_day_of_its_last_statement(tmp_path: Path) -> None:
    received = _receive(tmp_path, _world(_owns("2020-01-01"), _owns("2025-09-30", "closed")))
    assert rows(received, "beneficial_owners", "to_date") == [(date(2025, 9, 30),)]


def test_a_component_explains_and_is_no_owner(tmp_path: Path) -> None:
    part = _owns("2020-01-01", record="r2", isComponent=True)
    received = _receive(tmp_path, _world(_owns("2020-01-01", componentRecords=["r2"]), part))
    assert len(rows(received, "beneficial_owners", "org_id")) == 1
    assert (1, "owner_id", "kept: a component of an indirect relationship, which explains its primary one") in found(
        received
    )


def test_nobody_is_no_owner_but_somebody_unknown_is(tmp_path: Path) -> None:
    hidden = {"reason": "interestedPartyHasNotProvidedInformation"}
    world = _world(
        _owns("2020-01-01", record="nobody", interestedParty=NOBODY),
        _owns("2020-01-01", record="hidden", interestedParty=hidden),
        _statement("person", "shy", {"personType": "anonymousPerson"}, "2020-01-01"),
        _owns("2020-01-01", record="shy-owns", interestedParty="shy"),
        _owns("2020-01-01", record="lost", interestedParty="not-delivered", interests=[_shares(exact=5)]),
    )
    owners = rows(_receive(tmp_path, world), "beneficial_owners", "owner_id", "owner_kind", "share_max")
    assert sorted(owners, key=str) == [(None, "person", 60), (None, None, 5), (None, None, 60)]


def test_shares_count_before_votes_and_a_seat_on_the_board_is_no_share(tmp_path: Path) -> None:
    world = _world(
        _owns("2020-01-01", interests=[_shares("votingRights", exact=90), _shares(exact=10), {"type": "boardChair"}]),
        _owns("2020-01-01", record="seat", interests=[{"type": "boardMember"}]),
    )
    assert rows(_receive(tmp_path, world), "beneficial_owners", "share_min", "share_max") == [
        (Decimal(10), Decimal(10))
    ]


def test_an_interest_that_has_ended_counts_nothing_beside_one_that_lasts(tmp_path: Path) -> None:
    ended = {**_shares(exact=80), "endDate": "2022-01-01"}
    received = _receive(tmp_path, _world(_owns("2023-01-01", interests=[ended, _shares(exact=20)])))
    assert rows(received, "beneficial_owners", "to_date", "share_max") == [(None, Decimal(20))]


def test_an_owner_abroad_is_named_by_the_register_there_and_a_stranger_by_nothing(tmp_path: Path) -> None:
    abroad = {"entityType": {"type": "registeredEntity"}, "identifiers": [{"id": "01234567", "scheme": "GB-COH"}]}
    passport = {"personType": "knownPerson", "identifiers": [{"id": "AB1234567", "scheme": "GBR-PASSPORT"}]}
    world = _world(
        _statement("entity", "abroad", abroad, "2020-01-01"),
        _statement("person", "stranger", passport, "2020-01-01"),
        _owns("2020-01-01", record="r2", interestedParty="abroad"),
        _owns("2020-01-01", record="r3", interestedParty="stranger"),
    )
    received = _receive(tmp_path, world)
    assert rows(received, "beneficial_owners", "owner_id", "owner_kind") == [
        ("GB-COH:01234567", "organisation"),
        (None, "person"),
    ]
    assert "AB1234567" not in told(received)


def test_ten_digits_take_their_century_from_the_birth_date(tmp_path: Path) -> None:
    person = {"personType": "knownPerson", "birthDate": "1985-07-04"}
    known = {**person, "identifiers": [{"id": f"{EVERT[2:8]}-{EVERT[8:]}", "scheme": "SWE-TAXID"}]}
    other = {**known, "birthDate": "1985"}
    world = _world(
        _statement("person", "evert", known, "2020-01-01"),
        _statement("person", "vague", other, "2020-01-01"),
        _owns("2020-01-01", record="r2", interestedParty="evert"),
        _owns("2020-01-01", record="r3", interestedParty="vague"),
    )
    assert rows(_receive(tmp_path, world), "beneficial_owners", "owner_id") == [(EVERT,), (None,)]


def test_a_broken_statement_is_left_out_with_its_field_and_no_value(tmp_path: Path) -> None:
    broken = _owns("2020-01-01", record="r2", interests=[_shares(exact=101)])
    name = _statement(
        "person",
        "nameless",
        {"personType": "knownPerson", "names": [{"fullName": 7, "givenName": "Dana"}]},
        "2020-01-01",
    )
    received = _receive(tmp_path, _world(_owns("2020-01-01"), broken, name), lambda world: json.dumps(world, indent=0))
    problems = [(row.column, row.problem, row.line > 1) for row in received.quality if "quarantined" in row.problem]
    assert problems == [
        ("exact", "quarantined: a statement breaks BODS 0.4: maximum at recordDetails.interests[0].share.exact", True),
        ("fullName", "quarantined: a statement breaks BODS 0.4: type at recordDetails.names[0].fullName", True),
    ]
    assert "Dana" not in told(received)
    assert len(rows(received, "beneficial_owners", "org_id")) == 1


def test_one_statement_on_each_line_is_read_too(tmp_path: Path) -> None:
    received = _receive(
        tmp_path,
        _world(_owns("2020-01-01")),
        lambda world: "\n".join(map(json.dumps, world)) if isinstance(world, list) else "",
    )
    assert rows(received, "beneficial_owners", "owner_id", "src_line") == [(DANA, 3)]


@pytest.mark.parametrize(
    "text", ['{\n"statementId": 1\n}', "[1, 2", '{"a": 1', "[] []", "7", '[{"a": NaN}]', "[" * 200_000]
)
def test_what_is_no_list_of_statements_is_refused_whole(text: str, tmp_path: Path) -> None:
    received = _receive(tmp_path, text, str)
    assert [refusal.file for refusal in received.refusals] == ["statements.json"]


def test_the_standards_own_examples_are_received_without_a_broken_row(tmp_path: Path) -> None:
    folder = tmp_path / "in" / "bods" / DAY
    folder.mkdir(parents=True)
    for path in sorted((third_party("formats/bods") / "examples").glob("*.json")):
        (folder / path.name).write_bytes(path.read_bytes())
    received = receive_from(tmp_path / "in")
    assert received.refusals == ()
    assert [row.problem for row in received.quality if row.problem.startswith("quarantined")] == []
    assert rows(received, "beneficial_owners", "org_id") == []  # not one of them is about a Swedish company
