"""Give an item back to the list."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F

from paxweb.accounts.access import Actor
from paxweb.intake.models import Item
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.signals.actions.moving import leave_line, must_may
from paxweb.signals.actions.refused import CHANGED, Refused
from paxweb.signals.models import OPEN, SecondReading, State, Work


def give_back(actor: Actor, item: Item) -> None:
    """Give back what one holds: an unread item to the list, an opened one to whoever takes it over."""
    must_may(actor, "item.give_back", item)
    with transaction.atomic():
        if not _back(actor.id, (item.id,)):
            raise Refused(CHANGED)
        leave_line(actor, item, "item.give_back")


def _back(user_id: int, items: Sequence[UUID] | None = None) -> list[UUID]:
    """Let go of the items, or of everything somebody holds; which were let go."""
    held = Work.objects.filter(taken_by=user_id, state__in=(State.TAKEN, *OPEN, State.PUT_OFF))
    second = SecondReading.objects.filter(taken_by=user_id, answered_at=None)
    if items is not None:
        held, second = held.filter(item_id__in=items), second.filter(item_id__in=items)
    gone = [*held.values_list("item_id", flat=True), *second.values_list("item_id", flat=True)]
    unread = held.filter(state=State.TAKEN)
    unread.update(state=State.IN_WEEK, taken_by=None, taken_at=None, version=F("version") + 1)
    held.update(taken_by=None, taken_at=None, version=F("version") + 1)
    second.update(taken_by=None, taken_at=None)
    return gone


def give_back_all(user_id: int, board_id: str) -> int:
    """Give back what somebody who is away holds of a board; how many. Called where an absence begins."""
    mine = Item.objects.filter(board_id=board_id)
    with transaction.atomic():
        held = Work.objects.filter(taken_by=user_id, item__in=mine).values_list("item_id", flat=True)
        second = SecondReading.objects.filter(taken_by=user_id, item__in=mine, answered_at=None)
        gone = _back(user_id, [*held, *second.values_list("item_id", flat=True)])
        if gone:
            write_change(
                Line(
                    kind=Kind.CHANGE, act="item.give_back", board=board_id, items=tuple(gone), detail={"away": user_id}
                )
            )
    return len(gone)
