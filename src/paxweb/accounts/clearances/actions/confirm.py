"""Confirm a clearance as its second person."""

from django.db import transaction

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.limits import NotAllowed, demand, demand_another
from paxweb.accounts.models import Clearance, Signature
from paxweb.frame.clock import now
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind

_NOTHING = Text("Det finns inget att bekräfta.", "There is nothing to confirm.")


def confirm(actor: Actor, clearance: Clearance) -> None:
    """Another access officer of the board confirms what one gave. Raises `NotAllowed`."""
    board = clearance.label.board_id
    demand(actor, board, "access.confirm")
    with transaction.atomic():
        _confirm(actor, clearance)
        detail = {"clearance": clearance.pk, "user": clearance.user_id}
        write_change(Line(kind=Kind.CHANGE, act="access.confirm", user_id=actor.id, board=board, detail=detail))


def sign(actor: Actor, signature: Signature, *, yes: bool) -> None:
    """Somebody named, of another board, signs or refuses to; they were asked by name, and that is their permission."""
    if signature.asked_id != actor.id or signature.answered_at is not None:
        raise NotAllowed(_NOTHING)
    clearance = signature.clearance
    with transaction.atomic():
        if yes:
            _confirm(actor, clearance)
        Signature.objects.filter(pk=signature.pk).update(answered_at=now(), signed=yes)
        detail = {"clearance": clearance.pk, "user": clearance.user_id, "signed": yes}
        board = clearance.label.board_id
        write_change(Line(kind=Kind.CHANGE, act="paper.sign", user_id=actor.id, board=board, detail=detail))


def _confirm(actor: Actor, clearance: Clearance) -> None:
    demand_another(actor, clearance.user_id, clearance.granted_by_id)
    waiting = Clearance.objects.filter(pk=clearance.pk, needs_confirmation=True, confirmed_at=None, ended_at=None)
    if waiting.update(confirmed_at=now(), confirmed_by_id=actor.id) != 1:
        raise NotAllowed(_NOTHING)
