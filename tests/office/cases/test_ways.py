"""Every case type, driven by the office's own actions: no way skips what a step requires, and none leads nowhere.

The engine's tests walk its files; here the steps are really done, by whoever may, with rows in the database and a line
in the log for each.
"""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pax import casetypes
from pax.casetypes import CaseType, Done, Kind, Place, Step
from paxweb.cases.actions.do_step import do_step, sign
from paxweb.cases.actions.doing import Doing, Ending, Gain, Resident
from paxweb.cases.actions.judging import CONSENT, GIVEN, asks_residents, expected
from paxweb.cases.models import Case, Cause, Event, Finding, Ladder, Proposal
from paxweb.cases.types import all_types, events_of, place_of
from paxweb.cases.words import COUNTED
from paxweb.frame.clock import today
from paxweb.ledger.models import Entry
from paxweb.signals.actions.refused import Refused
from tests.office.cases.unit import AHEAD, WORDS, Desk
from tests.office.world import HOUSING, SOCIAL

pytestmark = pytest.mark.django_db
BOARDS = {"housing_company": HOUSING, "social_board": SOCIAL, "register": HOUSING, "general": SOCIAL}
WALKS = settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
OWED: Mapping[Kind, str] = {Kind.QUESTION: "crime_suspected", Kind.VISIT: "crime_suspected", Kind.CLAIM: "deceived"}


def doing_for(case: Case, casetype: CaseType, step: Step, answer: str, events: list[Event]) -> Doing:
    """A step filled in as it asks to be: words, day, residents, outcome."""
    place = place_of(case, events)
    asks = asks_residents(casetype, step)
    agreed = answer == GIVEN if step.id == CONSENT else True
    return Doing(
        step=step.id,
        answer=answer,
        written=[WORDS] * len(step.write),
        day=(today() + (AHEAD if step.ahead else timedelta(0))) if step.day else None,
        residents=[Resident("Dana", told=True, given=agreed)] if asks else (),
        visit_for=WORDS if asks else "",
        ending=_ending(casetype, step, answer, place, events) if Kind.ENDING in step.kinds else None,
    )


def _ending(casetype: CaseType, step: Step, answer: str, place: Place, events: list[Event]) -> Ending:
    finding, cause = expected(casetype, step, answer, place, events)
    finding = finding or Finding.IN_FAVOUR
    if finding != Finding.RIGHT and cause is None:
        cause = Cause.UNKNOWN
    gains = [_gain(Ladder(each)) for each in casetype.ladder] if finding != Finding.RIGHT else []
    return Ending(finding, None if finding == Finding.RIGHT else cause, gains)


def _gain(step: Ladder) -> Gain:
    if step in COUNTED:
        return Gain(step)
    if step == Ladder.STOPPED:
        return Gain(step, monthly=Decimal(100), horizon=today() + timedelta(days=90))
    return Gain(step, Decimal(100))


def take(desk: Desk, case: Case, step: Step, answer: str) -> bool:
    """Do a step as the lead, signed by another where two must; False when the action refuses it."""
    board = case.board_id
    first, second = ("Bob", "Vera") if board == HOUSING else ("Sara", "Selma")
    events = events_of(desk.actor(first), case)
    doing = doing_for(case, all_types()[case.casetype], step, answer, events)
    try:
        with transaction.atomic():
            made = do_step(desk.actor(first), case, doing, case.version)
    except Refused:
        case.refresh_from_db()
        return False
    if isinstance(made, Proposal):
        case.refresh_from_db()
        sign(desk.actor(second), case, made.pk, made.digest)
    case.refresh_from_db()
    return True


def every_step(casetype: CaseType) -> list[tuple[Step, str]]:
    """Each step with each of its answers."""
    return [(step, answer) for step in casetype.steps.values() for answer in step.answers or ("",)]


@pytest.mark.parametrize("name", sorted(BOARDS))
@WALKS
@given(data=st.data())
def test_whatever_is_tried_only_what_the_type_allows_is_done(desk: Desk, name: str, data: st.DataObject) -> None:
    """Any steps in any order: each is done exactly when the type has it open, and leaves one event and one line."""
    with transaction.atomic():
        casetype = all_types()[name]
        case = desk.begin(BOARDS[name], name)
        history: list[Done] = []
        for _ in range(data.draw(st.integers(1, 12))):
            _try(desk, case, casetype, history, data)
        transaction.set_rollback(True)


def _try(desk: Desk, case: Case, casetype: CaseType, history: list[Done], data: st.DataObject) -> None:
    place = casetypes.place_of(casetype, history)
    open_now = {each.step.id for each in casetypes.standings(casetype, place) if each.open}
    tries = every_step(casetype)
    likely = [each for each in tries if each[0].id in open_now]
    usually = bool(likely) and data.draw(st.sampled_from([True, True, True, False]))
    step, answer = data.draw(st.sampled_from(likely if usually else tries))
    before, lines = Event.objects.filter(case=case).count(), _lines(case)
    done = take(desk, case, step, answer)
    waits = answer in step.waits
    assert done is (step.id in open_now and not waits), f"{step.id} after {[one.step for one in history]}"
    assert Event.objects.filter(case=case).count() == before + done
    assert _lines(case) == lines + ((2 if step.signs > 1 else 1) if done else 0)
    if done:
        for kind in step.kinds & OWED.keys():
            assert OWED[kind] not in place.facts
        history.append(Done(step.id, answer))
        assert case.state == casetypes.place_of(casetype, history).state
        assert (case.ended_on is not None) is casetype.states[case.state].ended


def _lines(case: Case) -> int:
    return sum(str(case.pk) in items for items in Entry.objects.filter(kind="change").values_list("items", flat=True))


@pytest.mark.parametrize("name", sorted(BOARDS))
@WALKS
@given(data=st.data())
def test_from_every_place_a_case_can_be_ended_by_the_office(desk: Desk, name: str, data: st.DataObject) -> None:
    """After any way in, some way out is found by always taking a step that is open and new; and then it has ended."""
    with transaction.atomic():
        casetype = all_types()[name]
        case = desk.begin(BOARDS[name], name)
        for _ in range(data.draw(st.integers(0, 6))):
            _likely(desk, case, casetype, data)
        for step, answer in _way_out(casetype, place_of(case, list(Event.objects.filter(case=case).order_by("seq")))):
            assert take(desk, case, casetype.steps[step], answer), f"{step} on the way out of {case.state}"
        case.refresh_from_db()
        assert casetype.states[case.state].ended
        assert case.ended_on is not None
        assert case.outcomes.count() >= 1
        transaction.set_rollback(True)


def _likely(desk: Desk, case: Case, casetype: CaseType, data: st.DataObject) -> None:
    place = place_of(case, list(Event.objects.filter(case=case).order_by("seq")))
    found = [
        (each.step, answer)
        for each in casetypes.standings(casetype, place)
        if each.open
        for answer in each.step.answers or ("",)
    ]
    step, answer = data.draw(st.sampled_from(found))
    take(desk, case, step, answer)


def _way_out(casetype: CaseType, place: Place) -> list[tuple[str, str]]:
    """The shortest way to an ending, by the engine; steps that must wait for a day are not on it."""
    waiting: list[tuple[Place, list[tuple[str, str]]]] = [(place, [])]
    seen = {(place.state, frozenset(place.facts.items()))}
    while waiting:
        here, way = waiting.pop(0)
        if casetype.states[here.state].ended:
            return way
        for each in casetypes.standings(casetype, here):
            for answer in each.step.answers or ("",):
                if each.open and answer not in each.step.waits:
                    there = casetypes.after(casetype, here, Done(each.step.id, answer))
                    spot = (there.state, frozenset(there.facts.items()))
                    if spot not in seen:
                        seen.add(spot)
                        waiting.append((there, [*way, (each.step.id, answer)]))
    raise AssertionError(f"no way out of {place.state}")


@pytest.mark.parametrize("name", sorted(BOARDS))
def test_a_step_of_another_role_is_refused_before_anything_is_written(desk: Desk, name: str) -> None:
    casetype = all_types()[name]
    case = desk.begin(BOARDS[name], name)
    carrier = "Alice" if BOARDS[name] == HOUSING else "Charlie"
    only_leads = [step for step in casetype.steps.values() if step.by == ("lead",) and case.state in step.sources]
    assert only_leads
    for step in only_leads:
        doing = doing_for(case, casetype, step, next(iter(step.answers), ""), [])
        with pytest.raises((PermissionDenied, Refused)):
            do_step(desk.actor(carrier), case, doing, case.version)
    assert Event.objects.filter(case=case).count() == 0
