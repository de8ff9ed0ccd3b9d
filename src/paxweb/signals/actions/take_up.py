"""Take a cleared item up anew, after a second reading that saw something else."""

from django.db import transaction
from django.db.models import F

from paxweb.accounts.access import Actor
from paxweb.frame.clock import now
from paxweb.intake.models import Item
from paxweb.signals.actions.moving import leave_line, must_be_read, must_may, record
from paxweb.signals.actions.refused import CHANGED, Refused
from paxweb.signals.models import State, StepKind, Work


def take_up(actor: Actor, item: Item, version: int) -> None:
    """Open a cleared item again, held by whoever takes it up.

    Raises:
        Refused: it is not cleared any more, or was changed by somebody.
    """
    must_may(actor, "item.take_up", item)
    must_be_read(actor, item)
    with transaction.atomic():
        cleared = Work.objects.visible_to(actor).filter(item_id=item.id, state=State.CLEARED, version=version)
        if not cleared.update(state=State.READ, taken_by=actor.id, taken_at=now(), version=F("version") + 1):
            raise Refused(CHANGED)
        record(actor, item, StepKind.UP_AGAIN)
        leave_line(actor, item, "item.take_up")
