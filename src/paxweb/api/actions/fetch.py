"""Fetch a machine's secret, once."""

from collections.abc import Callable

from django.db import transaction

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.limits import NotAllowed, demand
from paxweb.api.models import Token
from paxweb.api.tokens import hash_of, written
from paxweb.frame.clock import now, today
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind

_NOTHING = Text(
    "Det finns inget att hämta: hemligheten hämtas en gång, av den som föreslog maskinen.",
    "There is nothing to fetch: the secret is fetched once, by whoever proposed the machine.",
)


def fetch(actor: Actor, token: Token, random: Callable[[], str]) -> str:
    """Make the secret and hand it over; its hash is kept. `random`: 32 random bytes, URL-safe. Raises `NotAllowed`."""
    demand(actor, token.board_id, "api.propose")
    secret = written(token.prefix, random())
    mine = Token.objects.filter(pk=token.pk, proposed_by_id=actor.id, granted=True, secret_hash=None, ended_at=None)
    with transaction.atomic():
        if mine.filter(to_date__gte=today()).update(secret_hash=hash_of(secret), fetched_at=now()) != 1:
            raise NotAllowed(_NOTHING)
        detail = {"token": token.prefix}
        write_change(Line(kind=Kind.CHANGE, act="api.fetch", user_id=actor.id, board=token.board_id, detail=detail))
    return secret
