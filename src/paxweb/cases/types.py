"""The case types of the content the site is set to, and where a case stands in its own."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings

from pax import casetypes, content
from pax.casetypes import Awaited, CaseType, Done, Place, Standing, Step
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
    return _place(type_of(case), events)


def _place(casetype: CaseType, events: Iterable[Event]) -> Place:
    return casetypes.place_of(casetype, [Done(one.step, one.answer) for one in events if one.step in casetype.steps])


def awaited_in(casetype: CaseType, events: Iterable[Event]) -> tuple[Awaited, ...]:
    """Days the case waits for, the first one first."""
    history = [(Done(one.step, one.answer), one.day) for one in events if one.step in casetype.steps]
    return casetypes.awaited(casetype, history)


def due(case: Case, standing: Standing) -> date | None:
    """By which day a step should be done, counted from the day the case came to its state."""
    days = standing.step.deadline_days
    return case.entered_on + timedelta(days=days) if days else None


def days_of_steps(actor: Actor, cases: Iterable[Case]) -> list[tuple[Case, Step, date]]:
    """Steps that would lead a case on, are open to somebody now, and should be done by a day. At most one query.

    A step that leads nowhere, like asking for one more document, is offered and never owed: it is nobody's day.
    """
    types = all_types()
    timed = {case.pk: case for case in cases if case.casetype in types and _timed(types[case.casetype], case.state)}
    done: dict[UUID, list[Event]] = {key: [] for key in timed}
    for event in Event.objects.visible_to(actor).filter(case__in=list(timed)).order_by("seq") if timed else ():
        done[event.case_id].append(event)
    return [
        (case, standing.step, day)
        for case in timed.values()
        for standing in casetypes.standings(types[case.casetype], _place(types[case.casetype], done[case.pk]))
        if standing.open and standing.step.to and (day := due(case, standing))
    ]


def _timed(casetype: CaseType, state: str) -> bool:
    return any(step.deadline_days and step.to and state in step.sources for step in casetype.steps.values())


def may_do(actor: Actor, case: Case, standing: Standing) -> bool:
    """Whether one of the step's roles is the actor's."""
    return any(actor.may(ACT_OF[role], case) for role in standing.step.by if role in ACT_OF)
