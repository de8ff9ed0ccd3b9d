"""Bind somebody's staff key from a paper."""

from django.db import transaction

from pax.vocabulary import PersonNumber, Text
from paxweb.accounts.access import Actor
from paxweb.accounts.binding import How, bind
from paxweb.accounts.clearances.limits import NotAllowed, demand, demand_another
from paxweb.accounts.models import Board, User
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind


def bind_on_paper(actor: Actor, board: Board, user: User, number: PersonNumber, identity_checked: str) -> None:
    """An access officer types the number once; it is hashed under this board's key, at once, and not kept."""
    demand(actor, board.pk, "access.bind")
    demand_another(actor, user.pk)
    with transaction.atomic():
        if not bind(user, number, by=User.objects.get(pk=actor.id), how=How.PAPER, boards=[board.pk]):
            raise NotAllowed(
                Text(
                    "Nämndens nyckel saknas på servern. Säg till teknikern.",
                    "The board's key is missing on the server. Tell the technician.",
                )
            )
        detail = {"user": user.pk, "how": How.PAPER.value, "identity": identity_checked}
        write_change(Line(kind=Kind.CHANGE, act="access.bind", user_id=actor.id, board=board.pk, detail=detail))
