"""Propose a machine."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.limits import NotAllowed, demand, tell
from paxweb.accounts.models import Board, Role, User
from paxweb.api.models import Purpose, Token
from paxweb.api.resting import demand_rests
from paxweb.api.tokens import LONGEST
from paxweb.frame.clock import now, today
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind

TOO_LONG = Text("En maskin gäller i högst 90 dagar.", "A machine holds for at most 90 days.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A machine as somebody asks for it."""

    name: str
    owner: User
    purpose: Purpose
    provisions: tuple[str, ...]
    texts: bool
    outcomes: bool
    days: int
    reason: str


def propose(actor: Actor, board: Board, asked: Asked, prefix: Callable[[], str]) -> Token:
    """A technician or a lead proposes a machine; the access officers are told. Raises `NotAllowed`."""
    demand(actor, board.pk, "api.propose")
    if not 1 <= asked.days <= LONGEST:
        raise NotAllowed(TOO_LONG)
    token = Token(
        prefix=_unused(prefix), name=asked.name, board=board, owner=asked.owner, purpose=asked.purpose,
        provisions=sorted(set(asked.provisions)), texts=asked.texts, outcomes=asked.outcomes, reason=asked.reason,
        days=asked.days, proposed_by_id=actor.id, proposed_at=now(),
    )  # fmt: skip
    demand_rests(token, today())
    with transaction.atomic():
        token.save()
        tell("token.proposed", board, [Role.ACCESS_OFFICER], User.objects.get(pk=actor.id))
        detail = {"token": token.prefix, "owner": asked.owner.pk, "purpose": token.purpose, "days": token.days}
        write_change(Line(kind=Kind.CHANGE, act="api.propose", user_id=actor.id, board=board.pk, detail=detail))
    return token


def _unused(prefix: Callable[[], str]) -> str:
    made = (prefix() for _ in range(20))
    return next(each for each in made if not Token.objects.filter(prefix=each).exists())
