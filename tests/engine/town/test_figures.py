"""A town is calibrated: published figures come out again, within what chance allows."""

from collections import Counter, defaultdict

import pytest

from pax.town import calibration
from tests.engine.town.towns import AS_OF, rows, town

PEOPLE = 40_000
YEAR_AGO = AS_OF.replace(year=AS_OF.year - 1)


def special() -> Counter[str]:
    return Counter(kind for kind, _ in {(kind, household) for kind, household, _ in town(PEOPLE, 1).households})


def homes() -> dict[str, int]:
    gone = {row["person_id"] for row in rows(town(PEOPLE, 1), "persons") if row["deregistration_code"] == "AV"}
    count: Counter[str] = Counter()
    for row in rows(town(PEOPLE, 1), "residences"):
        if row["to_date"] is None and row["dwelling_id"] and row["person_id"] not in gone:
            count[row["dwelling_id"]] += 1
    return count


@pytest.mark.parametrize("people", [5_000, 40_000])
def test_a_town_has_about_as_many_residents_as_asked_for(people: int) -> None:
    assert abs(town(people, 1).residents / people - 1) < 0.04


def test_lodgers_friends_and_three_generations_are_as_many_as_scb_counted() -> None:
    found = special()
    other = sum(found[kind] for kind in ("lodger", "three_generations", "friends", "cousins"))
    assert abs(other / len(homes()) - calibration.OTHER_HOUSEHOLDS) < 0.012


def test_childless_sambor_are_as_many_as_scb_estimates() -> None:
    persons = 2 * special()["sambo"]
    assert abs(persons / town(PEOPLE, 1).residents - calibration.CHILDLESS_SAMBO_PERSONS) < 0.01


def with_aid(people: int) -> int:
    made = town(people, 1)
    ended = {row["aid_case_id"] for row in rows(made, "aid_cases") if (row["closed_on"] or AS_OF) < YEAR_AGO}
    return len({row["person_id"] for row in rows(made, "aid_members") if row["aid_case_id"] not in ended})


def test_people_with_aid_are_as_many_as_in_sodertalje() -> None:
    planted = with_aid(300)  # the key alone, but for a handful; twice in the larger town
    assert abs((with_aid(PEOPLE) - 2 * planted) / town(PEOPLE, 1).residents - calibration.AID_PERSONS) < 0.006


def test_crowding_by_region_of_birth_is_as_boverket_found() -> None:
    made = town(PEOPLE, 1)
    rooms = {row["dwelling_id"]: row["rooms"] or 2 for row in rows(made, "dwellings")}
    size = homes()
    region = {row["person_id"]: row["birth_region"] for row in rows(made, "person_groups")}
    oldest: dict[str, str] = {}
    for row in rows(made, "residences"):  # sorted by person: the first is the oldest
        if row["to_date"] is None and row["dwelling_id"]:
            oldest.setdefault(row["dwelling_id"], region[row["person_id"]])
    crowded: dict[str, list[bool]] = defaultdict(list)
    for dwelling, born in oldest.items():
        crowded[born].append(size[dwelling] > max(1, 2 * (rooms.get(dwelling, 2) - 1)))
    share = {born: sum(found) / len(found) for born, found in crowded.items()}
    assert abs(share["sweden"] - calibration.CROWDED_SWEDEN) < 0.03
    assert abs(share["outside_europe"] - calibration.CROWDED_OUTSIDE_EUROPE) < 0.06


def test_names_come_from_several_language_groups_and_fit_the_letters_of_navet() -> None:
    surnames = {row["surname"] for row in rows(town(PEOPLE, 1), "persons")}
    assert {"Haddad", "Samatar", "Andersson"} <= surnames
    assert len(surnames) > 200
    for name in surnames:
        name.encode("iso-8859-1")
