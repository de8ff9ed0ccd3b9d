"""Whether a step is whole: what the type asks to be written, said, waited for and agreed with."""

from collections.abc import Sequence
from datetime import date, timedelta

from pax.casetypes import CaseType, Kind, Place, Step
from paxweb.cases.actions.doing import Doing, Ending, Gain
from paxweb.cases.actions.reasons import (
    AUTHORITY_ONLY,
    CONTACT,
    GROUND_PASSED,
    NOT_THE_OUTCOME,
    NOT_WHOLE,
    SAID_NO,
    TOO_EARLY,
    WRONG_DAY,
)
from paxweb.cases.models import Case, Cause, Event, Finding, Ladder
from paxweb.cases.words import COUNTED
from paxweb.signals.actions.refused import Reason

CONSENT = "visit_consent"
GIVEN, REFUSED = "given", "refused"
MEETING = frozenset({Kind.CONTACT, Kind.QUESTION, Kind.VISIT})
LONGEST_HORIZON = timedelta(days=731)
FAULTS = (Finding.IN_FAVOUR, Finding.AGAINST)


def missing(
    case: Case, casetype: CaseType, step: Step, doing: Doing, place: Place, events: Sequence[Event], today: date
) -> Reason | None:
    """The first reason against a step that is open; None when it is whole. `place`: where the case stands before it."""
    reasons = (
        _written(step, doing),
        _day(step, doing, today),
        _waits(step, doing, events, today),
        _contact(case, casetype, step, doing, events),
        _residents(casetype, step, doing),
        _ending(casetype, step, doing, place, events, today),
        _ground(step, place, events, today),
    )
    return next((reason for reason in reasons if reason is not None), None)


def _written(step: Step, doing: Doing) -> Reason | None:
    whole = len(doing.written) == len(step.write) and all(text.strip() for text in doing.written)
    return None if whole else NOT_WHOLE


def _day(step: Step, doing: Doing, today: date) -> Reason | None:
    if step.day is None:
        return None
    if doing.day is None:
        return NOT_WHOLE
    return None if (doing.day > today) is step.ahead else WRONG_DAY


def _ground(step: Step, place: Place, events: Sequence[Event], today: date) -> Reason | None:
    """An ending that rests on a ground not to tell rests on one whose day has not passed."""
    if Kind.ENDING not in step.kinds or "told" in place.facts:
        return None
    days = [event.day for event in events if event.step == "ground_not_to_tell" and event.day]
    return GROUND_PASSED if days and days[-1] < today else None


def _waits(step: Step, doing: Doing, events: Sequence[Event], today: date) -> Reason | None:
    awaited = step.waits.get(doing.answer)
    if awaited is None:
        return None
    days = [event.day for event in events if event.step == awaited and event.day]
    return None if days and days[-1] < today else TOO_EARLY


def is_first_contact(case: Case, casetype: CaseType, step: Step, events: Sequence[Event]) -> bool:
    """Whether the step is the first in which somebody the case is about is met, and a rule says how."""
    if not case.first_contact or not MEETING & step.kinds:
        return False
    return not any(MEETING & casetype.steps[one.step].kinds for one in events if one.step in casetype.steps)


def _contact(case: Case, casetype: CaseType, step: Step, doing: Doing, events: Sequence[Event]) -> Reason | None:
    if case.first_contact == "authority_only" and MEETING & step.kinds:
        return AUTHORITY_ONLY
    return CONTACT if is_first_contact(case, casetype, step, events) and not doing.met else None


def asks_residents(casetype: CaseType, step: Step) -> bool:
    """Whether a step takes each resident's word: a consent, or a visit of a type that has no step for consents."""
    return step.id == CONSENT or (Kind.VISIT in step.kinds and CONSENT not in casetype.steps)


def _residents(casetype: CaseType, step: Step, doing: Doing) -> Reason | None:
    if not asks_residents(casetype, step):
        return None
    empty = doing.nobody_home and step.id != CONSENT
    if not doing.visit_for.strip() or (not doing.residents and not empty):
        return NOT_WHOLE
    agreed = all(each.told and each.given for each in doing.residents)
    if step.id == CONSENT:
        return None if (doing.answer == GIVEN) is agreed else SAID_NO
    return None if agreed else SAID_NO


def _ending(
    casetype: CaseType, step: Step, doing: Doing, place: Place, events: Sequence[Event], today: date
) -> Reason | None:
    if Kind.ENDING not in step.kinds:
        return None if doing.ending is None else NOT_THE_OUTCOME
    if doing.ending is None:
        return NOT_WHOLE
    finding, cause = expected(casetype, step, doing.answer, place, events)
    if finding not in (None, doing.ending.finding) or cause not in (None, doing.ending.cause):
        return NOT_THE_OUTCOME
    return None if _cause_fits(doing.ending, place) and _gains_fit(casetype, doing.ending, today) else NOT_THE_OUTCOME


def expected(
    casetype: CaseType, step: Step, answer: str, place: Place, events: Sequence[Event]
) -> tuple[Finding | None, Cause | None]:
    """What the case itself says of the outcome: by this answer, else by the newest that says anything."""
    said = [(step, answer)]
    said += [
        (casetype.steps[one.step], one.answer)
        for one in reversed(events)
        if one.step in casetype.steps and place.facts.get(one.step) == one.answer
    ]
    finding = next((one.found.get(given) for one, given in said if one.found), None)
    cause = next((one.caused.get(given) for one, given in said if one.caused), None)
    if "deceived" in place.facts:
        cause = Cause.DECEIVED
    if finding == Finding.RIGHT:
        cause = None
    return (Finding(finding) if finding else None), (Cause(cause) if cause else None)


def fits(casetype: CaseType, ending: Ending, place: Place, on: date) -> bool:
    """Whether an outcome that comes after the end agrees with what the case says, and with the type's own ladder."""
    return _cause_fits(ending, place) and _gains_fit(casetype, ending, on)


def _cause_fits(ending: Ending, place: Place) -> bool:
    """A fault has a cause, what was right has none; deceived and suspected only as the case says."""
    if ending.finding == Finding.RIGHT:
        return ending.cause is None
    if ending.finding in FAULTS and ending.cause is None:
        return False
    if ending.cause == Cause.INTENT_SUSPECTED and "crime_suspected" not in place.facts:
        return False
    return (ending.cause == Cause.DECEIVED) is ("deceived" in place.facts)


def _gains_fit(casetype: CaseType, ending: Ending, today: date) -> bool:
    steps = [each.step for each in ending.gains]
    if len(set(steps)) != len(steps) or not set(steps) <= set(casetype.ladder):
        return False
    if ending.gains and ending.finding == Finding.RIGHT:
        return False
    return all(_gain_fits(each, today) for each in ending.gains)


def _gain_fits(gain: Gain, today: date) -> bool:
    if gain.step in COUNTED:
        return gain.amount is None and gain.monthly is None
    if gain.step == Ladder.STOPPED:
        if gain.monthly is None or gain.monthly <= 0 or gain.horizon is None:
            return False
        return today < gain.horizon <= today + LONGEST_HORIZON
    return gain.amount is not None and gain.amount > 0
