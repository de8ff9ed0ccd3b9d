"""Cases, where they stand and what was done in them; in words only for tokens that read what was written."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest

from paxweb.api import looking, shapes, telling
from paxweb.api.doors import actor_in, asking, machine_door, thing_in, told
from paxweb.api.operations.asked import READING, BoardId, Paged, page_of, router
from paxweb.cases.models import Case, Effect, Event, Outcome
from paxweb.cases.types import all_types

_EVENTS = 1_000


@router.get(
    "/boards/{slug:board}/cases",
    response={200: shapes.Cases, **READING},
    tags=["cases"],
    operation_id="cases",
    summary="Cases and where they stand",
)
@machine_door(act="case.list", argument="board")
def cases(request: HttpRequest, board: BoardId, page: Paged) -> shapes.Cases:
    """A page of the board's cases, in an order that does not change. `since`: by the day they came to their state."""
    found = looking.cases(actor_in(request)).filter(board_id=board)
    found = found.filter(entered_on__gte=page.since) if page.since else found
    found = found.filter(pk__gt=page.after) if page.after else found
    shown, following = page_of(list(found[: page.limit + 1]), page.limit)
    return shapes.Cases(cases=_told(request, shown), next=following)


@router.get(
    "/cases/{uuid:case_id}",
    response={200: shapes.Case, **READING},
    tags=["cases"],
    operation_id="case",
    summary="One case",
)
@machine_door(Case, act="case.read", argument="case_id")
def case(request: HttpRequest, case_id: UUID) -> shapes.Case:
    """Where the case stands, and the version an outcome is posted on."""
    return _told(request, [thing_in(request, Case)])[0]


@router.get(
    "/cases/{uuid:case_id}/events",
    response={200: shapes.Events, **READING},
    tags=["cases"],
    operation_id="case_events",
    summary="What was done in a case",
)
@machine_door(Case, act="case.read", argument="case_id")
def case_events(request: HttpRequest, case_id: UUID) -> shapes.Events:
    """Its steps, oldest first. Who did them is not told."""
    actor, found, token = actor_in(request), thing_in(request, Case), asking(request).token
    casetype = all_types().get(found.casetype)
    done = Event.objects.visible_to(actor).filter(case=found).order_by("seq")[:_EVENTS]
    told(request, [found.pk], looking.parties(actor, [found.pk]))
    return shapes.Events(events=[telling.event(each, casetype, token) for each in done])


@router.get(
    "/cases/{uuid:case_id}/outcomes",
    response={200: shapes.Outcomes, **READING},
    tags=["cases"],
    operation_id="case_outcomes",
    summary="What became of a case",
)
@machine_door(Case, act="case.read", argument="case_id")
def case_outcomes(request: HttpRequest, case_id: UUID) -> shapes.Outcomes:
    """Its outcomes, newest first: the newest counts. Each with the steps of the ladder, which are never added up."""
    actor, found = actor_in(request), thing_in(request, Case)
    kept = Outcome.objects.visible_to(actor).filter(case=found).order_by("-pk")[: looking.MOST]
    told(request, [found.pk], looking.parties(actor, [found.pk]))
    return shapes.Outcomes(
        version=found.version, outcomes=[telling.case_outcome(each, effects_of(request, each)) for each in kept]
    )


def effects_of(request: HttpRequest, outcome: Outcome) -> list[Effect]:
    """The outcome's steps of the ladder, in the order they were kept."""
    return list(Effect.objects.visible_to(actor_in(request)).filter(outcome=outcome).order_by("pk"))


def _told(request: HttpRequest, shown: Sequence[Case]) -> list[shapes.Case]:
    actor, token, ids = actor_in(request), asking(request).token, [each.pk for each in shown]
    known, items = all_types(), looking.seen_items(actor, [each.item_id for each in shown])
    withheld = looking.withheld_cases(actor, ids)
    told(request, ids, looking.parties(actor, ids))
    return [
        telling.case(each, known, token, item_seen=each.item_id in items, withheld=each.pk in withheld)
        for each in shown
    ]
