"""Other people's samples of what municipalities really get, read to the values that stand in them.

None of them is copied: each is read where it lies. Numbers that are masked or no numbers at all are replaced by
fictitious ones while reading. SSBTEK, Bolagsverket, BODS and SS 12000 have tests of their own.
"""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from pax.content import schema
from pax.registers import Received, read_source
from tests.data import third_party
from tests.engine.registers.deliveries import CONTENT, DAY, found, person, receive_from, rows, told

FORMATS = {"navet", "kir_sundsvall", "lifecare", "ssbtek_fixtures", "bolagsverket", "bods", "ss12000"}
NO_REGISTERS = {"sdk", "dcat_ap_se"}
"""A message and a catalogue: what Pax sends and publishes, not what a board receives (docs/decisions/0087)."""
JOHN, CHILD, FIRST = person("19750101101"), person("19940113567"), person("19790206927")


def test_every_folder_of_samples_is_read_or_said_to_be_no_register() -> None:
    folders = {path.name for path in third_party("formats").iterdir() if path.is_dir()}
    assert folders == FORMATS | NO_REGISTERS


def _deliver(tmp_path: Path, register: str, name: str, content: bytes) -> Received:
    folder = tmp_path / "in" / register / DAY
    folder.mkdir(parents=True)
    (folder / name).write_bytes(content)
    return receive_from(tmp_path / "in")


def test_navets_masked_sample_is_quarantined_and_nothing_in_it_is_told(tmp_path: Path) -> None:
    content = (third_party("formats/navet") / "testdata.xml").read_bytes()
    received = _deliver(tmp_path, "navet", "navet.xml", content)
    left_out = [row for row in found(received) if row[2].startswith("quarantined")]
    assert (5, "person_id", "quarantined: not the twelve digits of a personal or coordination number") in left_out
    assert [value for value in ("John", "Doe", "Caramba", "199401135679") if value in told(received)] == []


def test_navets_sample_with_a_number_is_read_to_what_it_says(tmp_path: Path) -> None:
    content = (third_party("formats/navet") / "testdata.xml").read_bytes()
    for theirs, ours in (("xxxxxxxxxx", JOHN), ("199401135679", CHILD), ("197902069272", FIRST)):
        assert theirs.encode() in content
        content = content.replace(theirs.encode(), ours.encode())
    received = _deliver(tmp_path, "navet", "navet.xml", content)
    assert received.refusals == ()
    assert rows(received, "persons", "person_id", "given_name", "surname", "birth_date", "protection", "src_line") == [
        (JOHN, "John", "Doe", date(1975, 1, 1), "none", 5)
    ]
    assert set(rows(received, "relations", "person_id", "related_id", "kind", "from_date")) == {
        (JOHN, CHILD, "VF", date(1997, 9, 17)),
        (JOHN, FIRST, "B", None),
        (JOHN, CHILD, "B", None),
        (JOHN, None, "M", None),
    }
    assert rows(received, "residences", "person_id") == []


def _schemas(name: str, file: str) -> dict[str, Any]:
    contract = yaml.safe_load((third_party(f"formats/{name}") / file).read_text(encoding="utf-8"))
    schemas: dict[str, Any] = contract["components"]["schemas"]
    return schemas


def _examples(part: dict[str, Any]) -> dict[str, Any]:
    """The first example of every property that has one."""
    return {name: value["examples"][0] for name, value in part["properties"].items() if "examples" in value}


@pytest.mark.parametrize(
    ("register", "folder", "file", "besides"),
    [
        ("kir_json", "kir_sundsvall", "citizen-api.yml", set()),
        ("lifecare", "lifecare", "openapi.yaml", {"personId"}),  # Lifecare's own; Sundsvall's contract has names alone
    ],
)
def test_every_name_a_layout_reads_stands_in_the_published_contract(
    register: str, folder: str, file: str, besides: set[str]
) -> None:
    named = {name for part in _schemas(folder, file).values() for name in part.get("properties", {})}
    source = read_source(CONTENT, register, schema(CONTENT).tables)
    read = {theirs.replace("../", "") for columns in source.columns.values() for theirs in columns}
    assert read - named == besides


def test_lifecares_own_example_is_read_to_what_it_says(tmp_path: Path) -> None:
    schemas = _schemas("lifecare", "openapi.yaml")
    payment = _examples(schemas["Payment"])
    related = _examples(schemas["RelatedPerson"])
    nameless = {**payment, "id": 12346, "persons": [related]}
    payment["persons"] = [{**related, "personId": JOHN}]
    assert payment["amount"] == 5000.0
    page = json.dumps({"payments": [payment, nameless]}, default=str)
    received = _deliver(tmp_path, "lifecare", "payments.json", page.encode())
    assert rows(received, "aid_payments", "payment_id", "aid_case_id", "payee_id", "account", "account_kind") == [
        ("12345", "23456", JOHN, "BANK:8420-1234567", "person"),
        ("12346", "23456", None, "BANK:8420-1234567", None),  # a name alone is no identity
    ]
    assert (
        rows(received, "aid_payments", "amount", "pay_date", "period_from", "period_to", "cancelled")
        == [(Decimal("5000.00"), date(2026, 5, 25), date(2026, 5, 1), date(2026, 5, 31), False)] * 2
    )


def test_a_citizen_of_sundsvalls_contract_is_read_to_what_it_says(tmp_path: Path) -> None:
    schemas = _schemas("kir_sundsvall", "citizen-api.yml")
    said: dict[str, Any] = {
        "personNumber": JOHN, "givenname": "John", "lastname": "Doe", "classified": "J", "unRegCode": None,
        "custodianFor": [{"personnumber": CHILD, "typeOfSchool": "GR"}],
        "addresses": [{
            "status": "Current", "nrDate": "2021-09-01T00:00:00", "co": "Ek",
            "realEstateDescription": "SKOBY BERGA 1:2",
            "appartmentNumber": "1101", "county": "09", "municipality": "99", "emigrated": False,
            "addressType": "POPULATION_REGISTRATION_ADDRESS",
        }],
    }  # fmt: skip
    assert set(said) <= set(schemas["CitizenWithChangedAddress"]["properties"])
    assert set(said["addresses"][0]) <= set(schemas["CitizenAddress"]["properties"])
    assert set(said["custodianFor"][0]) <= set(schemas["CustodyChildrenPupil"]["properties"])
    received = _deliver(tmp_path, "kir_json", "citizens.json", json.dumps([said]).encode())
    assert rows(received, "persons", "person_id", "given_name", "protection") == [(JOHN, "John", "sekretessmarkering")]
    assert rows(received, "relations", "person_id", "related_id", "kind") == [(JOHN, CHILD, "V")]
    assert rows(received, "residences", "person_id", "from_date", "property_id", "municipality_code", "care_of") == [
        (JOHN, date(2021, 9, 1), "SKOBY BERGA 1:2", "0999", "Ek")
    ]
