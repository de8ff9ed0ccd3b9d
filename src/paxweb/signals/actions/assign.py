"""A lead hands an unread item of the week to somebody."""

from django.db import transaction
from django.db.models import F

from paxweb.accounts.access import Actor
from paxweb.frame.clock import now
from paxweb.intake.models import Item
from paxweb.signals.actions.moving import leave_line, must_may
from paxweb.signals.actions.refused import NOT_AVAILABLE, TAKEN, Refused
from paxweb.signals.colleagues import may_hold
from paxweb.signals.models import State, Work


def assign(actor: Actor, item: Item, to_user: int, version: int) -> None:
    """Give an item that nobody holds to somebody who may read it and is here today.

    Raises:
        Refused: the person is not available, for a reason told to nobody; or the item is taken.
    """
    must_may(actor, "item.assign", item)
    if not may_hold(to_user, item, actor.today):
        raise Refused(NOT_AVAILABLE)
    with transaction.atomic():
        free = Work.objects.visible_to(actor).filter(item_id=item.id, state=State.IN_WEEK, version=version)
        if not free.update(state=State.TAKEN, taken_by=to_user, taken_at=now(), version=F("version") + 1):
            raise Refused(TAKEN)
        leave_line(actor, item, "item.assign", to=to_user)
