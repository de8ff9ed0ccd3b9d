"""Ask somebody of another board to be the second person."""

from django.db import transaction

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.limits import NotAllowed, demand, standing
from paxweb.accounts.models import Clearance, Notice, Signature, User
from paxweb.frame.clock import now
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind


def ask_signature(actor: Actor, clearance: Clearance, asked: User) -> Signature:
    """An access officer without a colleague asks a person who works at another board. Raises `NotAllowed`."""
    board = clearance.label.board
    demand(actor, board.pk, "access.grant")
    if asked.pk in (actor.id, clearance.user_id, clearance.granted_by_id):
        raise NotAllowed(Text("Fråga någon annan än er som det gäller.", "Ask somebody else than those it is about."))
    elsewhere = Clearance.objects.filter(user=asked).exclude(label__board=board).select_related("label")
    if not standing(elsewhere):
        raise NotAllowed(
            Text(
                "Fråga någon som har en behörighet vid en annan nämnd.",
                "Ask somebody with a clearance at another board.",
            )
        )
    with transaction.atomic():
        made = Signature.objects.create(clearance=clearance, asked=asked, asked_by_id=actor.id, asked_at=now())
        Notice.objects.create(user=asked, kind="signature.asked", about_id=actor.id, board=board, made_at=now())
        detail = {"clearance": clearance.pk, "asked": asked.pk}
        write_change(Line(kind=Kind.CHANGE, act="access.ask", user_id=actor.id, board=board.pk, detail=detail))
    return made
