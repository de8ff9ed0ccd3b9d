"""Break the glass: danger to life."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.limits import demand, tell
from paxweb.accounts.models import Board, Glass, Role, User
from paxweb.frame.clock import now
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind

OPEN = timedelta(hours=24)


def break_glass(actor: Actor, board: Board, item: UUID, reason: str) -> Glass:
    """Open one item of one's board for oneself for 24 hours. Leads and data protection officers are told at once.

    Whether there is such an item is not looked at: an id that names nothing opens nothing, and tells nothing.
    """
    demand(actor, board.pk, "break_glass.open")
    at = now()
    with transaction.atomic():
        made = Glass.objects.create(
            user_id=actor.id, board=board, item_id=item, reason=reason, opened_at=at, closes_at=at + OPEN
        )
        tell("glass.opened", board, [Role.LEAD, Role.DPO], User.objects.get(pk=actor.id), item=item)
        line = Line(
            kind=Kind.CHANGE,
            act="break_glass.open",
            user_id=actor.id,
            board=board.pk,
            items=(item,),
            detail={"glass": made.pk},
        )
        write_change(line)
    return made
