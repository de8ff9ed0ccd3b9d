"""The case types of the content the site is set to, and where a case stands in its own."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings

from pax import casetypes, content
from pax.casetypes import Awaited, CaseType, Done, Place, Standing
from paxweb.accounts.access import Actor
from paxweb.cases.models import Case, Event

ACT_OF = {"investigator": "case.step", "lead": "case.lead", "lawyer": "case.advise"}
"""A step names roles; this is the act each role has."""


def all_types() -> dict[str, CaseType]:
    """Type id → type."""
    return {one.id: one for one in casetypes.load(content.find(settings.PAX_CONTENT))}


def types_of(board_id: str) -> list[CaseType]:
    """The types a board's cases may have."""
    return [one for one in all_types().values() if board_id in one.boards]


def type_of(case: Case) -> CaseType:
    """The type of a case."""
    return all_types()[case.casetype]


def events_of(actor: Actor, case: Case) -> list[Event]:
    """What was done in a case, in its order."""
    return list(case.events.visible_to(actor).order_by("seq"))


def place_of(case: Case, events: Iterable[Event]) -> Place:
    """Where the case stands, from what was done in it. A step that a newer file no longer has counts for nothing."""
    casetype = type_of(case)
    return casetypes.place_of(casetype, [Done(one.step, one.answer) for one in events if one.step in casetype.steps])


def awaited_in(casetype: CaseType, events: Iterable[Event]) -> tuple[Awaited, ...]:
    """Days the case waits for, the first one first."""
    history = [(Done(one.step, one.answer), one.day) for one in events if one.step in casetype.steps]
    return casetypes.awaited(casetype, history)


def due(case: Case, standing: Standing) -> date | None:
    """By which day a step should be done, counted from the day the case came to its state."""
    days = standing.step.deadline_days
    return case.entered_on + timedelta(days=days) if days else None


def may_do(actor: Actor, case: Case, standing: Standing) -> bool:
    """Whether one of the step's roles is the actor's."""
    return any(actor.may(ACT_OF[role], case) for role in standing.step.by if role in ACT_OF)
