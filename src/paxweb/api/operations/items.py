"""Items that have been read blind, and what was asked about them. What is still to be read is as if not there."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest

from paxweb.api import looking, shapes, telling
from paxweb.api.doors import actor_in, asking, machine_door, thing_in, told
from paxweb.api.operations.asked import READING, BoardId, Paged, page_of, router
from paxweb.intake import reading
from paxweb.intake.models import Item
from paxweb.signals.models import Outcome


@router.get(
    "/boards/{slug:board}/items",
    response={200: shapes.Items, **READING},
    tags=["items"],
    operation_id="items",
    summary="Items that have been read, and their questions",
)
@machine_door(act="item.list", argument="board")
def items(request: HttpRequest, board: BoardId, page: Paged) -> shapes.Items:
    """A page of the board's items, in an order that does not change. `since`: by the day they arrived."""
    found = looking.items(actor_in(request)).filter(board_id=board)
    found = found.filter(arrived_on__gte=page.since) if page.since else found
    found = found.filter(pk__gt=page.after) if page.after else found
    shown, following = page_of(list(found[: page.limit + 1]), page.limit)
    return shapes.Items(items=_told(request, shown), next=following)


@router.get(
    "/items/{uuid:item_id}",
    response={200: shapes.Item, **READING},
    tags=["items"],
    operation_id="item",
    summary="One item that has been read",
)
@machine_door(Item, act="question.read", argument="item_id", among=looking.items)
def item(request: HttpRequest, item_id: UUID) -> shapes.Item:
    """The item and its question, and the version an outcome is posted on."""
    return _told(request, [thing_in(request, Item)])[0]


@router.get(
    "/items/{uuid:item_id}/outcomes",
    response={200: shapes.Outcomes, **READING},
    tags=["items"],
    operation_id="item_outcomes",
    summary="What became of an item",
)
@machine_door(Item, act="item.read", argument="item_id", among=looking.items)
def item_outcomes(request: HttpRequest, item_id: UUID) -> shapes.Outcomes:
    """The outcomes posted on the item itself, newest first. One that became a case has its outcomes there."""
    actor, found = actor_in(request), thing_in(request, Item)
    kept = Outcome.objects.visible_to(actor).filter(item=found).order_by("-pk")[: looking.MOST]
    told(request, [found.pk], looking.subjects(actor, [found.pk]))
    version = looking.works(actor, [found.pk])[found.pk].version
    return shapes.Outcomes(version=version, outcomes=[telling.item_outcome(each) for each in kept])


def _told(request: HttpRequest, shown: Sequence[Item]) -> list[shapes.Item]:
    actor, token, ids = actor_in(request), asking(request).token, [each.pk for each in shown]
    works, questions = looking.works(actor, ids), reading.questions_of(actor, ids)
    withheld = looking.withheld_items(actor, ids)
    told(request, ids, looking.subjects(actor, ids))
    return [
        telling.item(each, works[each.pk], questions.get(each.pk), token, withheld=each.pk in withheld)
        for each in shown
    ]
