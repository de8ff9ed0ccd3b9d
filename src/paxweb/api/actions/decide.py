"""Decide on a machine that somebody has proposed."""

from datetime import timedelta

from django.db import transaction

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.limits import NotAllowed, demand, demand_another
from paxweb.accounts.models import Notice
from paxweb.api.models import Token, TokenClearance
from paxweb.api.resting import demand_rests
from paxweb.frame.clock import now, today
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind

_DECIDED = Text("Förslaget är redan avgjort.", "The proposal is decided already.")


def decide(actor: Actor, token: Token, *, yes: bool) -> None:
    """An access officer grants it or refuses it: never who proposed it, never in whose name it reads.

    From that day it holds as many days as were asked for, and rests on the clearances its owner has then: none that
    come later. Raises `NotAllowed`.
    """
    demand(actor, token.board_id, "api.confirm")
    demand_another(actor, token.proposed_by_id, token.owner_id)
    rests = demand_rests(token, today()) if yes else []
    first = today()
    with transaction.atomic():
        waiting = Token.objects.filter(pk=token.pk, decided_at=None, ended_at=None)
        days = {"from_date": first, "to_date": first + timedelta(days=token.days - 1)} if yes else {}
        if waiting.update(decided_at=now(), decided_by_id=actor.id, granted=yes, **days) != 1:
            raise NotAllowed(_DECIDED)
        TokenClearance.objects.bulk_create(TokenClearance(token=token, clearance=each) for each in rests)
        if yes:
            _tell(actor, token)
        detail = {"token": token.prefix, "granted": yes, "rests": [each.pk for each in rests]}
        write_change(Line(kind=Kind.CHANGE, act="api.confirm", user_id=actor.id, board=token.board_id, detail=detail))


def _tell(actor: Actor, token: Token) -> None:
    """In whose name it reads, and who proposed it: each gets to know, once."""
    words = {token.proposed_by_id: "token.granted", token.owner_id: "token.yours"}
    Notice.objects.bulk_create(
        Notice(user_id=person, kind=kind, about_id=actor.id, board_id=token.board_id, made_at=now())
        for person, kind in words.items()
    )
