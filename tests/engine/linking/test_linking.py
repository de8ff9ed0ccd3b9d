"""Received rows become linked ones: numbers go, entities come, and every row has a name."""

from datetime import date
from pathlib import Path

from pax.linking import entity_of, organisation_of
from pax.linking.collective import keyed_hash
from tests.engine.linking.small import Row, Rows, linking, number, rows_of

DANA_OLD, DANA = number("19800101", 21), number("19800101", 22)
BO = number("19750505", 31)
CHARLIE = number("19990909", 41)
NO = {"protection": "none"}


def test_the_newest_numbers_values_count(tmp_path: Path) -> None:
    persons: list[Row] = [
        {"person_id": DANA_OLD, "replaced_by": DANA, "surname": "Gammal", "deregistration_code": "GN", **NO},
        {"person_id": DANA, "surname": "Ny", "birth_date": date(1980, 1, 1), **NO},
    ]
    with linking({"persons": persons}, tmp_path) as (linked, _):
        rows = rows_of(linked.tables["persons"])
    assert [(row["person_id"], row["surname"], row["deregistration_code"]) for row in rows] == [
        (entity_of(DANA_OLD), "Ny", None)
    ]


def test_when_the_newest_number_has_no_row_the_nearest_one_counts(tmp_path: Path) -> None:
    with linking(
        {"persons": [{"person_id": DANA_OLD, "replaced_by": DANA, "surname": "Dal", **NO}]}, tmp_path
    ) as found:
        assert [row["surname"] for row in rows_of(found[0].tables["persons"])] == ["Dal"]


def test_protection_of_an_old_number_protects_the_person(tmp_path: Path) -> None:
    for old, new, wanted in (
        ("sekretessmarkering", "none", "sekretessmarkering"),
        ("none", "skyddad_folkbokforing", "skyddad_folkbokforing"),
        (None, "none", "sekretessmarkering"),
        ("något nytt", "none", "sekretessmarkering"),
        ("none", "none", "none"),
    ):
        persons: list[Row] = [
            {"person_id": DANA_OLD, "replaced_by": DANA, "protection": old},
            {"person_id": DANA, "protection": new},
        ]
        with linking({"persons": persons}, tmp_path / str(old) / str(new)) as (linked, _):
            assert [row["protection"] for row in rows_of(linked.tables["persons"])] == [wanted]


def test_gn_and_gs_are_no_deregistration_even_on_the_newest_row(tmp_path: Path) -> None:
    persons: list[Row] = [
        {"person_id": DANA, "deregistration_code": "GN", "deregistration_date": date(2020, 1, 1), **NO},
        {"person_id": BO, "deregistration_code": "GS", "deregistration_date": date(2020, 1, 1), **NO},
        {"person_id": CHARLIE, "deregistration_code": "AV", "deregistration_date": date(2020, 1, 1), **NO},
    ]
    with linking({"persons": persons}, tmp_path) as (linked, _):
        gone = {row["person_id"]: row["deregistration_date"] for row in rows_of(linked.tables["persons"])}
    assert gone == {entity_of(DANA): None, entity_of(BO): None, entity_of(CHARLIE): date(2020, 1, 1)}


def test_a_ring_goes_to_quarantine_and_keeps_its_protection(tmp_path: Path) -> None:
    persons: list[Row] = [
        {"person_id": DANA, "replaced_by": BO, "protection": "sekretessmarkering"},
        {"person_id": BO, "replaced_by": DANA, **NO},
        {"person_id": CHARLIE, **NO},
    ]
    with linking({"persons": persons}, tmp_path) as (linked, _):
        assert [row["person_id"] for row in rows_of(linked.tables["persons"])] == [entity_of(CHARLIE)]
        assert sorted(note.line for note in linked.notes) == [2, 3]
        withheld = {row["number"] for row in rows_of(linked.numbers) if row["withheld"]}
    assert withheld == {DANA, BO}


def test_a_number_without_a_persons_row_is_an_entity_too(tmp_path: Path) -> None:
    tenancies = [{"tenancy_id": "T1", "holder_id": DANA}]
    with linking({"persons": [{"person_id": BO, **NO}], "tenancies": tenancies}, tmp_path) as (linked, _):
        assert [row["holder_id"] for row in rows_of(linked.tables["tenancies"])] == [entity_of(DANA)]
        known = {row["number"]: row["entity_id"] for row in rows_of(linked.numbers)}
    assert known == {DANA: entity_of(DANA), BO: entity_of(BO)}


def test_a_holder_without_a_number_is_the_record_itself(tmp_path: Path) -> None:
    tenancies = [{"tenancy_id": "T1", "holder_name": "Dana Dal"}, {"tenancy_id": "T1", "holder_name": "Bo Berg"}]
    with linking({"tenancies": tenancies}, tmp_path) as (linked, _):
        rows = rows_of(linked.tables["tenancies"])
    assert rows[0]["holder_id"] != rows[1]["holder_id"]
    assert len({row["row_key"] for row in rows}) == 2
    assert entity_of("exchange\nT1|") in {row["holder_id"] for row in rows}


def test_a_party_that_is_no_number_stays_as_it_is(tmp_path: Path) -> None:
    tenancies = [
        {"tenancy_id": "T1", "holder_id": "5560000006", "landlord_id": "Fastighetsbolaget"},
        {"tenancy_id": "T2", "holder_id": DANA},
    ]
    with linking({"tenancies": tenancies}, tmp_path) as (linked, _):
        rows = {row["tenancy_id"]: row for row in rows_of(linked.tables["tenancies"])}
    assert rows["T1"]["holder_id"] == "5560000006"
    assert rows["T1"]["landlord_id"] == "Fastighetsbolaget"
    assert rows["T2"]["holder_id"] == entity_of(DANA)


def test_a_sole_traders_business_hides_the_number_and_gets_its_person(tmp_path: Path) -> None:
    world: Rows = {
        "persons": [{"person_id": DANA, **NO}],
        "organisations": [{"org_id": DANA[2:], "registered_on": date(2020, 1, 1)}],
        "organisation_roles": [],
        "incomes": [{"person_id": BO, "source": "employer", "payer_id": DANA, "period_from": date(2026, 1, 1)}],
    }
    with linking(world, tmp_path) as (linked, _):
        assert [row["org_id"] for row in rows_of(linked.tables["organisations"])] == [organisation_of(DANA)]
        roles = [(row["org_id"], row["person_id"], row["role"]) for row in rows_of(linked.tables["organisation_roles"])]
        assert [row["payer_id"] for row in rows_of(linked.tables["incomes"])] == [organisation_of(DANA)]
    assert roles == [(organisation_of(DANA), entity_of(DANA), "sole_trader")]


def test_the_century_of_a_sole_trader_is_the_role_persons_else_the_latest_that_has_come(tmp_path: Path) -> None:
    old = number("19240303", 51)
    young = number("20240303", 51)
    assert old[2:] == young[2:]
    role = {"org_id": old[2:], "person_id": old, "role": "sole_trader"}
    with linking({"organisations": [{"org_id": old[2:]}], "organisation_roles": [role]}, tmp_path / "a") as (linked, _):
        assert [row["org_id"] for row in rows_of(linked.tables["organisations"])] == [organisation_of(old)]
    with linking({"organisations": [{"org_id": old[2:]}]}, tmp_path / "b") as (linked, _):
        assert [row["org_id"] for row in rows_of(linked.tables["organisations"])] == [organisation_of(young)]
    with linking({"organisations": [{"org_id": DANA[2:]}]}, tmp_path / "c") as (linked, _):
        assert [row["org_id"] for row in rows_of(linked.tables["organisations"])] == [organisation_of(DANA)]


def test_rows_that_meet_when_numbers_are_joined_follow_the_newest_number(tmp_path: Path) -> None:
    world: Rows = {
        "persons": [{"person_id": DANA_OLD, "replaced_by": DANA, **NO}, {"person_id": DANA, **NO}],
        "residences": [
            {"person_id": DANA_OLD, "from_date": date(2000, 1, 1), "dwelling_id": "D1"},
            {"person_id": DANA_OLD, "from_date": date(2010, 1, 1), "dwelling_id": "D2"},
            {"person_id": DANA, "from_date": date(2010, 1, 1), "dwelling_id": "D3"},
        ],
    }
    with linking(world, tmp_path) as (linked, _):
        stays = [(r["from_date"].year, r["to_date"], r["dwelling_id"]) for r in rows_of(linked.tables["residences"])]
        assert [note.line for note in linked.notes] == [3, 2]
    assert sorted(stays) == [(2000, date(2009, 12, 31), "D1"), (2010, None, "D3")]


def test_different_rows_under_numbers_of_one_age_are_all_set_aside(tmp_path: Path) -> None:
    world: Rows = {
        "persons": [
            {"person_id": DANA_OLD, "replaced_by": DANA, **NO},
            {"person_id": BO, "replaced_by": DANA, **NO},
        ],
        "residences": [
            {"person_id": DANA_OLD, "from_date": date(2010, 1, 1), "dwelling_id": "D1"},
            {"person_id": BO, "from_date": date(2010, 1, 1), "dwelling_id": "D2"},
        ],
    }
    with linking(world, tmp_path) as (linked, _):
        assert rows_of(linked.tables["residences"]) == []
        assert len(linked.notes) == 2


def test_a_row_key_is_the_linked_key_with_iso_dates_and_nothing_for_nothing(tmp_path: Path) -> None:
    relations = [{"person_id": DANA, "related_id": BO, "kind": "M"}]
    with linking({"relations": relations}, tmp_path) as (linked, _):
        assert [row["row_key"] for row in rows_of(linked.tables["relations"])] == [
            f"{entity_of(DANA)}|{entity_of(BO)}|M|"
        ]


def test_a_trigger_names_what_its_kind_says(tmp_path: Path) -> None:
    triggers = [
        {"subject_kind": "person", "subject_id": DANA, "kind": "tip", "arrived_on": date(2026, 1, 1)},
        {"subject_kind": "dwelling", "subject_id": DANA, "kind": "tip", "arrived_on": date(2026, 1, 1)},
    ]
    with linking({"triggers": triggers}, tmp_path) as (linked, _):
        found = {row["subject_kind"]: row["subject_id"] for row in rows_of(linked.tables["triggers"])}
    assert found == {"person": entity_of(DANA), "dwelling": DANA}


def test_a_home_is_collective_by_id_or_by_keyed_hash_within_the_look_back(tmp_path: Path) -> None:
    key = b"k" * 32
    world: Rows = {
        "dwellings": [{"dwelling_id": name} for name in ("D1", "D2", "D3", "D4")],
        "known_addresses": [
            {"dwelling_id": "D1", "reason": "care"},
            {"dwelling_id": keyed_hash(key, "dwelling", "D2"), "reason": "care"},
            {"dwelling_id": "D3", "reason": "care", "to_date": date(2024, 6, 29)},
            {"dwelling_id": "D4", "reason": "care", "to_date": date(2024, 6, 30)},
        ],
    }
    with linking(world, tmp_path / "key", subject_key=key) as (linked, _):
        homes = {row["dwelling_id"] for row in rows_of(linked.tables["dwellings"]) if row["collective"]}
        assert (homes, linked.unopened_homes) == ({"D1", "D2", "D4"}, 0)
    with linking(world, tmp_path / "none") as (linked, _):
        homes = {row["dwelling_id"] for row in rows_of(linked.tables["dwellings"]) if row["collective"]}
        assert (homes, linked.unopened_homes) == ({"D1", "D4"}, 1)
