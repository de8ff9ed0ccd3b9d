"""Show a name that a second person has signed for. Each time is a line."""

from django.db import transaction

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.limits import NotAllowed, demand
from paxweb.accounts.models import User
from paxweb.frame.clock import now
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.review.models import Reveal

_NOT_SIGNED = Text(
    "Namnet visas när en andra person har skrivit under, i trettio dagar.",
    "The name is shown once a second person has signed, for thirty days.",
)


def show_name(actor: Actor, reveal: Reveal) -> User:
    """Whose name it is, for whoever asked. Raises `NotAllowed`."""
    demand(actor, reveal.board_id, "dpo.reveal_name")
    with transaction.atomic():
        signed = Reveal.objects.select_related("person").get(pk=reveal.pk)
        if signed.asked_by_id != actor.id or not signed.open_at(now()):
            raise NotAllowed(_NOT_SIGNED)
        detail = {"reveal": str(reveal.pk), "person": reveal.person_id}
        write_change(
            Line(kind=Kind.CHANGE, act="dpo.reveal_name", user_id=actor.id, board=reveal.board_id, detail=detail)
        )
    return signed.person
