"""The population register of a town is one that a real municipality could have been sent."""

from collections import defaultdict
from datetime import timedelta
from itertools import pairwise
from typing import Any

from tests.engine.town.towns import AS_OF, rows, town

DAY = timedelta(days=1)


def stays() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(town(), "residences"):
        found[row["person_id"]].append(row)
    return found


def test_nobody_lives_in_two_places_on_one_day() -> None:
    for history in stays().values():
        for one, following in pairwise(history):
            assert one["to_date"] is not None
            assert one["to_date"] < following["from_date"]


def test_histories_have_no_gaps_but_those_of_people_who_were_abroad() -> None:
    gaps = 0
    for history in stays().values():
        gaps += sum(a["to_date"] + DAY != b["from_date"] for a, b in pairwise(history))
    returned = {household for kind, household, _ in town().households if kind == "returned"}
    assert gaps == len(returned)


def test_no_stay_ends_before_it_begins_or_begins_after_the_day() -> None:
    for history in stays().values():
        for stay in history:
            assert stay["from_date"] <= AS_OF
            assert stay["to_date"] is None or stay["from_date"] <= stay["to_date"]


def test_death_and_emigration_close_the_last_stay_on_their_day() -> None:
    gone = [row for row in rows(town(), "persons") if row["deregistration_code"] in ("AV", "UV", "OB")]
    assert gone
    for row in gone:
        assert stays()[row["person_id"]][-1]["to_date"] == row["deregistration_date"]


def test_histories_reach_back_twenty_years_and_to_other_municipalities() -> None:
    every = [stay for history in stays().values() for stay in history]
    assert sum(stay["from_date"].year < AS_OF.year - 15 for stay in every) > 50
    assert any(stay["municipality_code"] != "0999" and stay["dwelling_id"] is None for stay in every)


def test_every_home_is_a_dwelling_but_the_few_that_no_register_has() -> None:
    known = {row["dwelling_id"] for row in rows(town(), "dwellings")}
    unknown = [stay for history in stays().values() for stay in history if stay["dwelling_id"] not in {*known, None}]
    asked = {answer[2] for answer in town().answers if answer[0] == "AD-05"}
    assert {stay["dwelling_id"] for stay in unknown} <= asked


def test_places_within_a_property_are_told_apart_by_staircase_and_number() -> None:
    places = [(r["property_id"], r["staircase"], r["apartment_number"]) for r in rows(town(), "dwellings")]
    assert len(places) == len(set(places))


def test_kin_stand_in_both_posts() -> None:
    back = {"MO": "B", "FA": "B", "V": "VF", "VF": "V", "M": "M"}
    related = {(r["person_id"], r["related_id"], r["kind"]) for r in rows(town(), "relations")}
    people = {row["person_id"] for row in rows(town(), "persons")}
    for person, other, kind in related:
        if other in people and kind in back:
            assert (other, person, back[kind]) in related
        if other in people and kind == "B":
            assert {(other, person, "MO"), (other, person, "FA")} & related


def test_a_parent_is_older_than_the_child() -> None:
    born = {row["person_id"]: row["birth_date"] for row in rows(town(), "persons")}
    for row in rows(town(), "relations"):
        if row["kind"] in ("MO", "FA") and row["related_id"] in born:
            assert (born[row["person_id"]] - born[row["related_id"]]).days > 13 * 365


def test_about_one_in_a_hundred_is_protected_and_some_lack_the_mark() -> None:
    marks = [row["protection"] for row in rows(town(20_000), "persons")]
    hidden = sum(mark != "none" for mark in marks)
    assert 0.006 < hidden / len(marks) < 0.018
    assert None in marks


def test_numbers_that_were_replaced_point_at_a_person_and_some_files_still_know_them() -> None:
    made = town(20_000)
    replaced = {row["person_id"]: row["replaced_by"] for row in rows(made, "persons") if row["replaced_by"]}
    newest = {row["person_id"] for row in rows(made, "persons") if not row["replaced_by"]}
    assert set(replaced.values()) <= newest
    assert any(row["holder_id"] in replaced for row in rows(made, "tenancies"))
    assert any(row["person_id"] in replaced for row in rows(made, "aid_members"))
    assert not any(row["person_id"] in replaced for row in rows(made, "residences"))


def test_leases_of_one_flat_do_not_overlap() -> None:
    flats: dict[str, dict[str, tuple[Any, Any]]] = defaultdict(dict)
    special = {answer[2] for answer in town().answers}
    ordinary = 0
    for row in rows(town(), "tenancies"):
        if row["kind"] == "first_hand" and row["dwelling_id"] not in special:
            spans = flats[row["dwelling_id"]]
            old = spans.get(row["tenancy_id"])
            end = row["to_date"] or AS_OF
            spans[row["tenancy_id"]] = (row["from_date"], max(end, old[1]) if old else end)
    for spans in flats.values():
        ordered = sorted(spans.values())
        ordinary += sum(first[1] >= second[0] for first, second in pairwise(ordered))
    assert ordinary <= 8  # AI-08 plants flats that are let room by room
