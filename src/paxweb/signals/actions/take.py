"""Take an item from the list. Of two people at once one gets it, the other is told."""

from django.db import transaction
from django.db.models import F

from paxweb.accounts.access import Actor
from paxweb.frame.clock import now
from paxweb.intake.models import Item
from paxweb.signals.actions.moving import leave_line, must_may
from paxweb.signals.actions.refused import TAKEN, Refused
from paxweb.signals.models import OPEN, SecondReading, State, Work


def take(actor: Actor, item: Item) -> None:
    """Take an unread item, one to be read a second time, or an opened one that nobody holds.

    Raises:
        Refused: somebody else holds it, or it is in no list.
    """
    must_may(actor, "item.take", item)
    with transaction.atomic():
        if not (_unread(actor, item) or _second(actor, item) or _opened(actor, item)):
            raise Refused(TAKEN)
        leave_line(actor, item, "item.take")


def _unread(actor: Actor, item: Item) -> int:
    free = Work.objects.visible_to(actor).filter(item_id=item.id, state=State.IN_WEEK)
    return free.update(state=State.TAKEN, taken_by=actor.id, taken_at=now(), version=F("version") + 1)


def _second(actor: Actor, item: Item) -> int:
    free = SecondReading.objects.visible_to(actor).filter(item_id=item.id, taken_by=None, answered_at=None)
    return free.exclude(first_user=actor.id).update(taken_by=actor.id, taken_at=now())


def _opened(actor: Actor, item: Item) -> int:
    free = Work.objects.visible_to(actor).filter(item_id=item.id, state__in=(*OPEN, State.PUT_OFF), taken_by=None)
    return free.update(taken_by=actor.id, taken_at=now(), version=F("version") + 1)
