"""A protected person is nowhere, and what is tied to her is muted: one step, no further."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from pax.linking import entity_of, organisation_of
from pax.protection import Askable, take_out
from pax.store import Engine
from tests.engine.linking.small import AS_OF, SCHEMA, Row, Rows, linking, number, rows_of

DANA, BO, CHARLIE = number("19800101", 61), number("19750505", 62), number("19990909", 63)
NEIGHBOUR = number("19600606", 64)
PERSONS: list[Row] = [
    {"person_id": DANA, "given_name": "Dana", "surname": "Dal", "protection": "sekretessmarkering",
     "birth_date": date(1980, 1, 1)},
    {"person_id": BO, "protection": "none"},
    {"person_id": CHARLIE, "protection": "none"},
    {"person_id": NEIGHBOUR, "protection": "none"},
]  # fmt: skip
LONG_AGO, IN_THE_WINDOW = date(2024, 6, 29), date(2024, 6, 30)


@contextmanager
def taken(rows: Rows, folder: Path, views: Mapping[str, Mapping[str, str]] | None = None) -> Iterator[Askable]:
    with linking(rows, folder) as (linked, engine):
        tables = linked.tables.adding(_view(engine, folder) if views else {})
        yield take_out(tables, linked.numbers, SCHEMA, AS_OF, folder / "askable", engine, views=views)


def _view(engine: Engine, folder: Path) -> dict[str, Path]:
    """Dana and Bo are kin, and so are Bo and Charlie, through Dana."""
    pairs = f"('{entity_of(DANA)}', '{entity_of(BO)}', 'a'), ('{entity_of(BO)}', '{entity_of(CHARLIE)}', 'b')"
    rows = f"SELECT * FROM (VALUES {pairs}) AS v(person_id, other_id, row_key)"  # noqa: S608  three constants
    return {"kin": engine.write(rows, folder / "kin.parquet")}


def _keys(askable: Askable, table: str) -> set[str]:
    return {row["row_key"] for row in rows_of(askable.tables[table])}


def test_every_row_that_names_a_protected_person_goes_whatever_its_date(tmp_path: Path) -> None:
    world: Rows = {
        "persons": PERSONS,
        "relations": [
            {"person_id": BO, "related_id": DANA, "kind": "M"},
            {"person_id": BO, "related_id": CHARLIE, "kind": "B"},
        ],
        "residences": [{"person_id": DANA, "from_date": date(1990, 1, 1), "to_date": date(1991, 1, 1)}],
        "vehicles": [{"vehicle_id": "V1", "owner_id": DANA}, {"vehicle_id": "V2", "owner_id": BO}],
        "triggers": [{"subject_kind": "person", "subject_id": DANA, "kind": "tip", "arrived_on": AS_OF}],
    }
    with taken(world, tmp_path) as askable:
        assert entity_of(DANA) not in _keys(askable, "persons")
        assert len(_keys(askable, "persons")) == 3
        assert _keys(askable, "relations") == {f"{entity_of(BO)}|{entity_of(CHARLIE)}|B|"}
        assert _keys(askable, "residences") == set()
        assert _keys(askable, "vehicles") == {"V2|"}
        assert _keys(askable, "triggers") == set()


def test_a_home_is_muted_by_a_residence_on_any_day_of_the_look_back(tmp_path: Path) -> None:
    for ended, muted in ((LONG_AGO, False), (IN_THE_WINDOW, True), (None, True)):
        world: Rows = {
            "persons": PERSONS,
            "dwellings": [{"dwelling_id": "D1"}, {"dwelling_id": "D2"}],
            "residences": [
                {"person_id": DANA, "from_date": date(2020, 1, 1), "to_date": ended, "dwelling_id": "D1"},
                {"person_id": BO, "from_date": date(2020, 1, 1), "dwelling_id": "D1"},
                {"person_id": BO, "from_date": date(2019, 1, 1), "to_date": date(2019, 12, 31), "dwelling_id": "D2"},
            ],
        }
        with taken(world, tmp_path / str(ended)) as askable:
            assert _keys(askable, "dwellings") == ({"D2"} if muted else {"D1", "D2"})
            assert len(_keys(askable, "residences")) == (1 if muted else 2)
            assert entity_of(BO) in _keys(askable, "persons"), "others in a muted home are not protected"


def test_a_residence_that_begins_after_the_day_mutes_nothing(tmp_path: Path) -> None:
    world: Rows = {
        "persons": PERSONS,
        "dwellings": [{"dwelling_id": "D1"}],
        "residences": [{"person_id": DANA, "from_date": date(2026, 7, 1), "dwelling_id": "D1"}],
    }
    with taken(world, tmp_path) as askable:
        assert _keys(askable, "dwellings") == {"D1"}


def test_a_lease_is_muted_by_holder_by_subtenant_and_by_its_muted_home(tmp_path: Path) -> None:
    since = date(2020, 1, 1)
    world: Rows = {
        "persons": PERSONS,
        "residences": [{"person_id": DANA, "from_date": since, "dwelling_id": "D3"}],
        "tenancies": [
            {"tenancy_id": "T1", "holder_id": DANA, "dwelling_id": "D1", "from_date": since},
            {"tenancy_id": "T1", "holder_id": BO, "dwelling_id": "D1", "from_date": since},
            {"tenancy_id": "T2", "holder_id": BO, "dwelling_id": "D2", "from_date": since},
            {"tenancy_id": "T3", "holder_id": BO, "dwelling_id": "D3", "from_date": since},
            {"tenancy_id": "T4", "holder_id": BO, "dwelling_id": "D4", "from_date": since},
            {"tenancy_id": "T5", "holder_id": DANA, "dwelling_id": "D5", "from_date": since, "to_date": LONG_AGO},
            {"tenancy_id": "T5", "holder_id": BO, "dwelling_id": "D5", "from_date": since},
        ],
        "sublet_permits": [{"tenancy_id": "T2", "from_date": since, "subtenant_id": DANA}],
        "holder_reports": [{"tenancy_id": f"T{n}", "reported_on": since} for n in range(1, 6)],
        "dwellings": [{"dwelling_id": "D1"}],
    }
    with taken(world, tmp_path) as askable:
        assert {key.split("|")[0] for key in _keys(askable, "tenancies")} == {"T4", "T5"}
        assert {key.split("|")[0] for key in _keys(askable, "holder_reports")} == {"T4", "T5"}
        assert _keys(askable, "dwellings") == {"D1"}, "a lease mutes no home"


def test_a_case_is_muted_by_applicant_by_member_and_by_its_muted_declared_home(tmp_path: Path) -> None:
    opened = date(2025, 1, 1)
    world: Rows = {
        "persons": PERSONS,
        "residences": [{"person_id": DANA, "from_date": opened, "dwelling_id": "D1"}],
        "aid_cases": [
            {"aid_case_id": "S1", "applicant_id": DANA, "opened_on": opened},
            {"aid_case_id": "S2", "applicant_id": BO, "opened_on": opened},
            {"aid_case_id": "S3", "applicant_id": BO, "opened_on": opened, "declared_dwelling_id": "D1"},
            {"aid_case_id": "S4", "applicant_id": BO, "opened_on": opened, "declared_dwelling_id": "D2"},
        ],
        "aid_members": [
            {"aid_case_id": "S2", "person_id": DANA, "from_date": opened},
            {"aid_case_id": "S2", "person_id": BO, "from_date": opened},
            {"aid_case_id": "S4", "person_id": BO, "from_date": opened},
        ],
        "aid_payments": [{"payment_id": f"U{n}", "aid_case_id": f"S{n}", "pay_date": AS_OF} for n in range(1, 5)],
    }
    with taken(world, tmp_path) as askable:
        assert _keys(askable, "aid_cases") == {"S4"}
        assert _keys(askable, "aid_payments") == {"U4"}
        assert {key.split("|")[0] for key in _keys(askable, "aid_members")} == {"S4"}


def test_an_account_is_muted_by_a_payment_of_a_muted_case_or_to_the_person(tmp_path: Path) -> None:
    paid: Row = {"pay_date": AS_OF, "account_kind": "person"}
    world: Rows = {
        "persons": PERSONS,
        "aid_cases": [
            {"aid_case_id": "S1", "applicant_id": DANA, "opened_on": date(2025, 1, 1)},
            {"aid_case_id": "S2", "applicant_id": BO, "opened_on": date(2025, 1, 1)},
        ],
        "aid_payments": [
            {"payment_id": "U1", "aid_case_id": "S1", "account": "BANK:1000-1", **paid},
            {"payment_id": "U2", "aid_case_id": "S2", "account": "BANK:1000-1", **paid},
            {"payment_id": "U3", "aid_case_id": "S2", "account": "BANK:1000-3", "payee_id": DANA, **paid},
            {"payment_id": "U4", "aid_case_id": "S2", "account": "BANK:1000-3", **paid},
            {"payment_id": "U5", "aid_case_id": "S2", "account": "BANK:1000-5", **paid},
            {"payment_id": "U6", "aid_case_id": "S1", "account": "BG:50500005", **paid, "account_kind": "organisation"},
            {"payment_id": "U7", "aid_case_id": "S2", "account": "BG:50500005", **paid, "account_kind": "organisation"},
        ],
    }
    with taken(world, tmp_path) as askable:
        assert _keys(askable, "aid_payments") == {"U5", "U7"}, "a landlord's account is not muted"


def test_a_mark_on_any_number_protects_and_so_does_a_missing_one(tmp_path: Path) -> None:
    old = number("19800101", 60)
    for persons, protected in (
        ([{"person_id": old, "replaced_by": DANA, "protection": "sekretessmarkering"},
          {"person_id": DANA, "protection": "none"}], True),
        ([{"person_id": DANA, "protection": None}], True),
        ([{"person_id": DANA, "protection": "okänd"}], True),
        ([{"person_id": DANA, "protection": "none"}], False),
        ([], False),
    ):  # fmt: skip
        world: Rows = {"persons": persons, "tenancies": [{"tenancy_id": "T1", "holder_id": DANA}]}
        with taken(world, tmp_path / str(len(list(tmp_path.iterdir())))) as askable:
            assert (_keys(askable, "tenancies") == set()) is protected


def test_a_sole_traders_business_goes_with_its_protected_person(tmp_path: Path) -> None:
    world: Rows = {
        "persons": PERSONS,
        "organisations": [{"org_id": DANA[2:]}, {"org_id": "5560000006"}],
        "organisation_roles": [
            {"org_id": DANA[2:], "person_id": BO, "role": "signatory"},
            {"org_id": "5560000006", "person_id": BO, "role": "signatory"},
        ],
    }
    with taken(world, tmp_path) as askable:
        assert _keys(askable, "organisations") == {"5560000006"}
        assert {key.split("|")[0] for key in _keys(askable, "organisation_roles")} == {"5560000006"}
        assert organisation_of(DANA) in {row["entity_id"] for row in rows_of(askable.protected)}


def test_a_holder_without_a_number_but_with_her_name_and_birth_date_is_taken_for_her(tmp_path: Path) -> None:
    world: Rows = {
        "persons": PERSONS,
        "tenancies": [
            {"tenancy_id": "T1", "holder_name": "DAL, Dana", "holder_birth_date": date(1980, 1, 1)},
            {"tenancy_id": "T2", "holder_name": "Dana Dal", "holder_birth_date": date(1980, 1, 2)},
        ],
    }
    with taken(world, tmp_path) as askable:
        assert {row["tenancy_id"] for row in rows_of(askable.tables["tenancies"])} == {"T2"}


def test_a_tie_through_a_protected_person_still_ties(tmp_path: Path) -> None:
    headers = {"kin": {"person_id": "person", "other_id": "person"}}
    with taken({"persons": PERSONS}, tmp_path, headers) as askable:
        assert _keys(askable, "kin") == {"b"}


def test_the_muted_share_counts_each_kind(tmp_path: Path) -> None:
    world: Rows = {
        "persons": PERSONS,
        "dwellings": [{"dwelling_id": f"D{n}"} for n in range(4)],
        "residences": [{"person_id": DANA, "from_date": date(2020, 1, 1), "dwelling_id": "D1"}],
    }
    with taken(world, tmp_path) as askable:
        found = {kind: (share.total, share.muted) for kind, share in askable.shares.items()}
    assert found == {"person": (4, 1), "dwelling": (4, 1), "lease": (0, 0), "case": (0, 0), "account": (0, 0)}
