"""The seven roads of the design, walked by the pages: where each ends, what it leaves, and what it closes."""

import pytest
from django.urls import reverse

from pax.casetypes import Kind
from paxweb.cases.models import Case, Event, Outcome
from paxweb.cases.types import all_types
from paxweb.ledger.models import Entry
from tests.office.cases.roads import (
    AFTER_DEPARTURE,
    CHILD_NOT_COUNTED,
    DECEIVED,
    FLED_VIOLENCE,
    ROADS,
    SUSPECTED,
    TWO_HOMES,
    WRONG_ADDRESS,
    Move,
    Road,
)
from tests.office.cases.roads import LEADS as BY_LEAD
from tests.office.cases.unit import CARRIES, LEADS, Desk

pytestmark = pytest.mark.django_db


def walk(desk: Desk, road: Road, moves: tuple[Move, ...] | None = None) -> Case:
    """Walk a road by the pages, every step of it."""
    case = desk.open(road.board, road.casetype, **road.opened)
    for each in road.moves if moves is None else moves:
        make(desk, road, case, each)
    case.refresh_from_db()
    return case


def make(desk: Desk, road: Road, case: Case, each: Move) -> None:
    """One move, signed by the second lead where two must sign."""
    first, second = LEADS[road.board]
    response = desk.step(first if each.by == BY_LEAD else CARRIES[road.board], case, each.step, **each.given)
    assert response.status_code == 302, f"{each.step}: {response.content.decode()}"
    if all_types()[road.casetype].steps[each.step].signs > 1:
        assert desk.sign(second, case).status_code == 302, each.step
    assert Event.objects.filter(case=case).latest("seq").step == each.step


@pytest.mark.parametrize("name", sorted(ROADS))
def test_a_road_ends_where_it_should(desk: Desk, name: str) -> None:
    road = ROADS[name]
    case = walk(desk, road)
    assert desk.state(case) == road.ends
    assert case.ended_on is not None
    assert case.outcomes.count() == 1
    for language in ("sv", "en"):
        for person in (CARRIES[road.board], *LEADS[road.board]):
            page = desk.browser(person).get(reverse("cases:case", args=[language, case.pk]))
            assert page.status_code == 200


@pytest.mark.parametrize("name", sorted(ROADS))
def test_every_step_of_a_road_leaves_one_line(desk: Desk, name: str) -> None:
    road = ROADS[name]
    case = desk.open(road.board, road.casetype, **road.opened)
    assert _lines(case) == ["case.open"]
    for each in road.moves:
        before = len(_lines(case))
        make(desk, road, case, each)
        signed = all_types()[road.casetype].steps[each.step].signs > 1
        assert _lines(case)[before:] == (["case.propose", "case.sign"] if signed else ["case.step"])


def _lines(case: Case) -> list[str]:
    found = Entry.objects.filter(kind="change").order_by("id")
    return [line.act for line in found if str(case.pk) in line.items]


def test_a_lease_with_two_homes_returns_a_flat_and_no_money(desk: Desk) -> None:
    case = walk(desk, TWO_HOMES)
    effect = case.effects.get()
    assert (effect.step, effect.amount) == ("lease_returned", None)


def test_of_whoever_fled_violence_nothing_goes_out(desk: Desk) -> None:
    case = walk(desk, FLED_VIOLENCE)
    steps = all_types()["housing_company"].steps
    sent = [event.step for event in Event.objects.filter(case=case) if Kind.OUTWARD in steps[event.step].kinds]
    assert sent == []
    assert case.effects.count() == 0


def test_before_the_violence_question_nothing_goes_out_and_no_page_offers_it(desk: Desk) -> None:
    case = walk(desk, TWO_HOMES, TWO_HOMES.moves[:2])
    for step in ("asked_to_correct", "agreement", "told"):
        assert desk.step("Alice", case, step).status_code == 409
    assert desk.step("Bob", case, "notice", answer="forfeited").status_code == 409
    assert desk.state(case) == "talked"


def test_a_claim_waits_for_the_answer_of_whoever_it_is_about(desk: Desk) -> None:
    case = walk(desk, AFTER_DEPARTURE, AFTER_DEPARTURE.moves[:3])
    assert desk.step("Sara", case, "claim").status_code == 409
    assert desk.step("Charlie", case, "finding", answer="too_much").status_code == 409
    assert desk.state(case) == "communicated"


def test_silence_counts_only_when_the_time_to_answer_has_passed(desk: Desk) -> None:
    case = walk(desk, AFTER_DEPARTURE, AFTER_DEPARTURE.moves[:3])
    assert desk.step("Charlie", case, "answer", answer="silent").status_code == 409
    Event.objects.filter(case=case, step="communicate").update(day=case.opened_on.replace(year=case.opened_on.year - 1))
    assert desk.step("Charlie", case, "answer", answer="silent").status_code == 302


def test_amounts_of_two_steps_of_the_ladder_are_kept_apart(desk: Desk) -> None:
    case = walk(desk, AFTER_DEPARTURE)
    kept = {step: int(amount or 0) for step, amount in case.effects.values_list("step", "amount")}
    assert kept == {"established": 12000, "recovered": 12000}
    page = desk.browser("Charlie").get(reverse("cases:case", args=["sv", case.pk])).content.decode()
    assert "24000" not in page.replace(" ", "")


def test_what_the_household_is_owed_comes_before_any_claim(desk: Desk) -> None:
    case = walk(desk, CHILD_NOT_COUNTED, CHILD_NOT_COUNTED.moves[:2])
    for each in (Move("communicate"), Move("answer", given={"answer": "answered"})):
        make(desk, CHILD_NOT_COUNTED, case, each)
    for each in (Move("finding", given={"answer": "too_much"}), Move("cause", given={"answer": "authority"})):
        make(desk, CHILD_NOT_COUNTED, case, each)
    assert desk.step("Sara", case, "claim").status_code == 409
    make(desk, CHILD_NOT_COUNTED, case, Move("pay_what_is_owed", BY_LEAD))
    assert desk.step("Sara", case, "claim").status_code == 302


def test_a_notice_needs_what_the_guide_said(desk: Desk) -> None:
    case = walk(desk, WRONG_ADDRESS, WRONG_ADDRESS.moves[:3])
    assert desk.step("Bob", case, "notice").status_code == 409
    make(desk, WRONG_ADDRESS, case, WRONG_ADDRESS.moves[3])
    assert desk.step("Bob", case, "notice").status_code == 302


def test_from_suspicion_on_nobody_is_asked_and_the_report_opens(desk: Desk) -> None:
    case = walk(desk, SUSPECTED, SUSPECTED.moves[:1])
    assert desk.step("Sara", case, "police_report").status_code == 409
    make(desk, SUSPECTED, case, SUSPECTED.moves[1])
    for step in ("ask_documents", "home_visit"):
        assert desk.step("Charlie", case, step).status_code == 409
    assert desk.step("Sara", case, "police_report").status_code == 302


def test_nothing_is_claimed_from_somebody_who_was_deceived(desk: Desk) -> None:
    case = walk(desk, DECEIVED, DECEIVED.moves[:7])
    assert desk.state(case) == "helping"
    assert desk.step("Sara", case, "claim").status_code == 409
    refused = desk.step("Charlie", case, "end_with_help", finding="wrong_in_favour", cause="person_unintended")
    assert refused.status_code == 409


def test_an_outcome_says_what_the_case_says(desk: Desk) -> None:
    case = walk(desk, AFTER_DEPARTURE, AFTER_DEPARTURE.moves[:-1])
    wrong = {**AFTER_DEPARTURE.moves[-1].given, "finding": "wrong_to_disadvantage"}
    assert desk.step("Charlie", case, "all_paid", **wrong).status_code == 409
    other = {**AFTER_DEPARTURE.moves[-1].given, "cause": "authority"}
    assert desk.step("Charlie", case, "all_paid", **other).status_code == 409
    assert Outcome.objects.count() == 0
    assert desk.state(case) == "paying"
