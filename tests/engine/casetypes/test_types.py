"""Each case type keeps its promises on every way a case can go."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pax import content
from pax.casetypes import CaseType, Done, Kind, NotOpen, Place, done, in_order, load, picture, place_of, standings
from tests.drawn import examples

TYPES = {one.id: one for one in load(content.find())}


def _walk(casetype: CaseType, data: st.DataObject, steps: int) -> list[Done]:
    """Any steps that are open, one after the other."""
    history: list[Done] = []
    place = Place(casetype.start)
    for _ in range(steps):
        open_now = [
            Done(standing.step.id, answer)
            for standing in standings(casetype, place)
            if standing.open
            for answer in standing.step.answers or ("",)
        ]
        one = data.draw(st.sampled_from(open_now))
        history.append(one)
        place = done(casetype, place, one)
    return history


def _before(casetype: CaseType, history: list[Done], number: int) -> dict[str, str]:
    """What was done and not undone before a step, found without the engine."""
    known: dict[str, str] = {}
    for one in history[:number]:
        for name in casetype.steps[one.step].undoes:
            known.pop(name, None)
        known[one.step] = one.answer
    return known


OWED: dict[Kind, Callable[[dict[str, str]], bool]] = {
    Kind.QUESTION: lambda known: "crime_suspected" not in known,
    Kind.VISIT: lambda known: "crime_suspected" not in known and {"visit_weighed", "own_cause"} <= known.keys(),
    Kind.CLAIM: lambda known: "deceived" not in known,
    Kind.ENDING: lambda known: bool({"told", "ground_not_to_tell"} & known.keys()),
}
BY_NAME: dict[str, Callable[[dict[str, str]], bool]] = {
    "finding": lambda known: bool({"communicate", "no_communication"} & known.keys()),
    "police_report": lambda known: "crime_suspected" in known,
    "home_visit": lambda known: known.get("visit_consent") == "given" and "own_cause" in known,
}


@pytest.mark.parametrize("name", sorted(TYPES))
@settings(max_examples=examples(80))
@given(data=st.data())
def test_no_way_skips_what_a_step_requires(name: str, data: st.DataObject) -> None:
    casetype = TYPES[name]
    history = _walk(casetype, data, data.draw(st.integers(1, 25)))
    assert in_order(casetype, history)
    for number, one in enumerate(history):
        known = _before(casetype, history, number)
        kinds = casetype.steps[one.step].kinds
        assert [kind for kind, owed in OWED.items() if kind in kinds and not owed(known)] == []
        assert one.step not in BY_NAME or BY_NAME[one.step](known)
        if Kind.OUTWARD in kinds and name == "housing_company":
            assert known["violence_question"] == "no"
        if one.step == "claim":
            assert known["check_favour"] == "nothing" or "pay_what_is_owed" in known


@pytest.mark.parametrize("name", sorted(TYPES))
@settings(max_examples=examples(40))
@given(data=st.data())
def test_a_step_that_is_not_open_changes_nothing_but_raises(name: str, data: st.DataObject) -> None:
    casetype = TYPES[name]
    place = place_of(casetype, _walk(casetype, data, data.draw(st.integers(0, 12))))
    open_now = {standing.step.id for standing in standings(casetype, place) if standing.open}
    closed = data.draw(st.sampled_from(sorted(casetype.steps.keys() - open_now)))
    with pytest.raises(NotOpen):
        done(casetype, place, Done(closed, next(iter(casetype.steps[closed].answers), "")))


@pytest.mark.parametrize("name", sorted(TYPES))
def test_an_answer_nobody_offered_is_refused(name: str) -> None:
    casetype = TYPES[name]
    first = standings(casetype, Place(casetype.start))[0]
    with pytest.raises(NotOpen):
        done(casetype, Place(casetype.start), Done(first.step.id, "perhaps"))


@pytest.mark.parametrize("name", sorted(TYPES))
def test_the_picture_shows_every_state_once_and_nothing_overlaps(name: str) -> None:
    drawn = picture(TYPES[name])
    assert sorted(box.state.id for box in drawn.boxes) == sorted(TYPES[name].states)
    corners = [(box.x, box.y) for box in drawn.boxes]
    assert len(set(corners)) == len(corners)
    assert all(
        abs(a[0] - b[0]) >= 190 or abs(a[1] - b[1]) >= 54 for a in corners for b in corners if a != b
    )  # a box is 190 wide and 54 high
    told = {step.id for step in drawn.besides} | {name for way in drawn.ways for name in way.steps}
    assert {step.id for step in TYPES[name].steps.values() if step.to} == told


def _go(name: str, *steps: str) -> Place:
    casetype = TYPES[name]
    history = [Done(*step.split(" = ")) for step in steps]
    assert in_order(casetype, history)
    return place_of(casetype, history)


def _open(name: str, place: Place) -> set[str]:
    return {standing.step.id for standing in standings(TYPES[name], place) if standing.open}


def test_a_lease_with_two_homes_ends_with_the_flat_in_the_queue() -> None:
    place = _go(
        "housing_company", "check_registers", "talk = held", "violence_question = no", "agreement", "keys", "told",
        "back_in_queue",
    )  # fmt: skip
    assert place.state == "flat_back"


def test_nothing_goes_out_to_a_tenant_who_fled_violence() -> None:
    place = _go("housing_company", "check_registers", "talk = held", "violence_question = yes")
    assert place.state == "helping"
    outward = {step.id for step in TYPES["housing_company"].steps.values() if Kind.OUTWARD in step.kinds}
    assert not _open("housing_company", place) & outward
    ended = _go(
        "housing_company", "check_registers", "talk = held", "violence_question = yes", "help_offered",
        "ground_not_to_tell", "end_with_help",
    )  # fmt: skip
    assert ended.state == "helped"


@pytest.mark.parametrize("later", [(), ("judgment = company",)], ids=["at the tribunal", "once it was won"])
def test_what_is_learned_of_violence_during_a_dispute_stops_what_goes_out(later: tuple[str, ...]) -> None:
    road = ("check_registers", "talk = held", "violence_question = no", "notice = forfeited", "to_tribunal = tribunal")
    assert _go("housing_company", *road, *later, "violence_question = yes").state == "helping"
    unclear = _go("housing_company", *road, *later, "violence_question = unclear")
    outward = {step.id for step in TYPES["housing_company"].steps.values() if Kind.OUTWARD in step.kinds}
    assert not _open("housing_company", unclear) & outward


def test_a_no_from_before_the_talk_does_not_count_after_it() -> None:
    place = _go("housing_company", "check_registers", "violence_question = no", "talk = held")
    assert "agreement" not in _open("housing_company", place)


def test_aid_paid_after_departure_is_claimed_and_paid_in_instalments() -> None:
    place = _go(
        "social_board", "start_inquiry", "check_favour = nothing", "communicate", "answer = answered",
        "finding = too_much", "cause = person_unintended", "claim", "instalments", "told", "all_paid",
    )  # fmt: skip
    assert place.state == "paid"


def test_a_child_not_counted_is_paid_before_anything_is_claimed() -> None:
    so_far = ("start_inquiry", "check_favour = owed", "communicate", "answer = answered", "finding = too_little")
    assert "pay_back" not in _open("social_board", _go("social_board", *so_far, "told"))
    assert _go("social_board", *so_far, "pay_what_is_owed", "told", "pay_back").state == "corrected"


def test_a_notice_about_a_wrong_address_needs_the_guides_word() -> None:
    so_far = ("gather", "unchanged_by_law = no", "special_reasons = none")
    assert "notice" not in _open("register", _go("register", *so_far, "guide_verdict = closed"))
    place = _go("register", *so_far, "guide_verdict = open", "notice", "answer = changed", "told", "end_changed")
    assert place.state == "changed"


def test_from_suspicion_on_nobody_is_asked_or_visited_and_the_report_is_open() -> None:
    before = _go("social_board", "start_inquiry", "own_cause = own_record", "visit_weighed", "visit_consent = given")
    assert {"home_visit", "ask_documents"} <= _open("social_board", before)
    after = _go(
        "social_board",
        "start_inquiry",
        "own_cause = own_record",
        "visit_weighed",
        "visit_consent = given",
        "crime_suspected",
    )
    assert not {"home_visit", "ask_documents"} & _open("social_board", after)
    assert "police_report" in _open("social_board", after)


def test_whoever_was_deceived_is_helped_and_nothing_is_claimed() -> None:
    place = _go(
        "social_board", "start_inquiry", "check_favour = nothing", "communicate", "answer = answered",
        "finding = too_much", "cause = unknown", "deceived",
    )  # fmt: skip
    assert place.state == "helping"
    assert "claim" not in _open("social_board", place)
    assert "help_offered" in _open("social_board", place)


def test_consent_to_one_visit_is_no_consent_to_the_next() -> None:
    place = _go(
        "general", "start_inquiry", "own_cause = own_record", "visit_weighed", "visit_consent = given", "home_visit"
    )
    assert "home_visit" not in _open("general", place)
