"""Who is related, and where it does not count."""

from datetime import date

import pytest

from tests.engine.views.built import concerned, days_after, pairs, rows_of, stay

DAY = date(2020, 1, 1)
DANA_BOB = {("bob", "dana")}


def relation(who: str, kind: str, other: str, first: date | None = None) -> dict[str, object]:
    return {"person_id": who, "related_id": other, "kind": kind, "from_date": first}


def kin(*relations: dict[str, object], people: tuple[str, ...] = ("bob", "dana")) -> set[tuple[str, str]]:
    return pairs("kin", {"residences": concerned(*people), "relations": list(relations)})


def lived(*rows: dict[str, object], **tables: list[dict[str, object]]) -> set[tuple[str, str]]:
    return pairs("kin", {"residences": [*concerned("bob", "dana"), *rows], **tables})


@pytest.mark.parametrize(
    "relations",
    [
        [relation("dana", "V", "bob")],
        [relation("dana", "MO", "mum"), relation("mum", "B", "bob")],
        [relation("kid", "FA", "bob"), relation("dana", "B", "kid")],
        [relation("dana", "VF", "ward"), relation("ward", "V", "bob")],
        [
            relation("dana", "MO", "m1"),
            relation("m1", "FA", "old"),
            relation("bob", "MO", "m2"),
            relation("old", "B", "m2"),
        ],
        [relation("dana", "MO", "mum"), relation("mum", "MO", "bob")],
        [relation("dana", "M", "bob", date(2026, 6, 30))],
    ],
    ids=[
        "guardian",
        "siblings",
        "parents of one child",
        "guardians of one ward",
        "cousins",
        "grandparent",
        "begun today",
    ],
)
def test_related_by_a_relation_or_a_common_relative(relations: list[dict[str, object]]) -> None:
    assert kin(*relations) >= DANA_BOB


@pytest.mark.parametrize(
    "relations",
    [
        [relation("dana", "MO", "mum"), relation("mum", "M", "bob")],
        [relation("dana", "M", "bob", date(2026, 7, 1))],
        [relation("dana", "P", "eve"), relation("bob", "P", "eve")],
    ],
    ids=["step-parent", "begins tomorrow", "a former partner in common"],
)
def test_not_related_by_this_alone(relations: list[dict[str, object]]) -> None:
    assert kin(*relations) == set()


def test_a_placeholder_with_hundreds_of_children_ties_nobody() -> None:
    people = tuple(f"x{number}" for number in range(201))
    assert kin(*[relation(one, "FA", "nobody") for one in people], people=people) == set()
    assert len(kin(*[relation(one, "FA", "nobody") for one in people[:3]], people=people)) == 3


def test_moving_in_on_the_same_day_ties_unless_born_there() -> None:
    rows = stay("dana", "D1", DAY, DAY), stay("bob", "D1", DAY, DAY)
    assert lived(*rows) == DANA_BOB
    assert lived(*rows, persons=[{"person_id": "bob", "birth_date": DAY}]) == set()


@pytest.mark.parametrize("home", [{"category": "student"}, {"category": "elderly_or_disabled"}, {"collective": True}])
def test_shared_housing_ties_nobody(home: dict[str, object]) -> None:
    rows = stay("dana", "D1", DAY, date(2021, 1, 1)), stay("bob", "D1", DAY, date(2021, 1, 1))
    assert lived(*rows, dwellings=[{"dwelling_id": "D1", **home}]) == set()


def test_a_hundred_and_eighty_days_in_all_homes_together() -> None:
    first = stay("dana", "D1", DAY, days_after(DAY, 99)), stay("bob", "D1", days_after(DAY, 1), days_after(DAY, 99))
    later = date(2022, 1, 1)
    second = (
        stay("dana", "D2", later, days_after(later, 81)),
        stay("bob", "D2", days_after(later, 1), days_after(later, 81)),
    )
    assert lived(*first, *second) == DANA_BOB
    shorter = stay("dana", "D2", later, days_after(later, 80))
    assert lived(*first, shorter, second[1]) == set()


def test_having_lived_in_the_home_itself_does_not_count_for_it() -> None:
    rows = stay("dana", "D1", DAY, date(2020, 12, 31)), stay("bob", "D1", date(2020, 2, 1), date(2020, 12, 31))
    world = {"residences": [*concerned("bob", "dana"), *rows]}
    assert pairs("kin", world) == DANA_BOB
    told = [(row["person_id"], row["other_id"], row["dwelling_id"]) for row in rows_of("housemates", world)]
    assert told == [("bob", "dana", "D1")]


@pytest.mark.parametrize(
    ("strangers", "gap", "tied"), [(38, 0, True), (39, 0, False), (39, 366, True), (39, 365, False)]
)
def test_a_home_of_more_than_forty_people_ties_nobody(strangers: int, gap: int, tied: bool) -> None:
    moved = date(2022, 1, 1)
    left = days_after(moved, -gap)
    rows = stay("dana", "D1", moved, moved), stay("bob", "D1", moved, moved)
    others = [stay(f"s{number}", "D1", days_after(left, -number), left) for number in range(strangers)]
    assert lived(*rows, *others) == (DANA_BOB if tied else set())


def test_whoever_stands_in_no_relation_is_of_unknown_kin() -> None:
    world = {
        "residences": concerned("bob", "dana", "eve"),
        "relations": [relation("dana", "MO", "eve"), relation("x", "M", "bob", date(2026, 7, 1))],
    }
    assert {row["person_id"] for row in rows_of("kin_unknown", world)} >= {"bob"}
    assert {"dana", "eve"} & {row["person_id"] for row in rows_of("kin_unknown", world)} == set()
