"""End a clearance before its day."""

from django.db import transaction

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.limits import NotAllowed, demand
from paxweb.accounts.models import Clearance
from paxweb.frame.clock import now
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind


def end(actor: Actor, clearance: Clearance) -> None:
    """An access officer ends any clearance of their board, their own too; it stops holding at once."""
    board = clearance.label.board_id
    demand(actor, board, "access.end")
    with transaction.atomic():
        open_one = Clearance.objects.filter(pk=clearance.pk, ended_at=None)
        if open_one.update(ended_at=now(), ended_by_id=actor.id) != 1:
            raise NotAllowed(Text("Behörigheten är redan avslutad.", "The clearance has ended already."))
        detail = {"clearance": clearance.pk, "user": clearance.user_id}
        write_change(Line(kind=Kind.CHANGE, act="access.end", user_id=actor.id, board=board, detail=detail))
