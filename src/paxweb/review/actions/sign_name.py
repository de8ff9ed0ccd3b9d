"""The second person signs that a name may be shown, or says no. Neither who asks nor whom it is about."""

from django.db import transaction

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.limits import NotAllowed, demand, demand_another
from paxweb.frame.clock import now
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.review.models import Reveal

_ANSWERED = Text("Någon har redan svarat.", "Somebody has answered already.")


def sign_name(actor: Actor, reveal: Reveal, *, yes: bool) -> None:
    """Answer once. Raises `NotAllowed`."""
    demand(actor, reveal.board_id, "dpo.countersign")
    demand_another(actor, reveal.asked_by_id, reveal.person_id)
    with transaction.atomic():
        waiting = Reveal.objects.filter(pk=reveal.pk, answered_at=None)
        if not waiting.update(answered_by_id=actor.id, answered_at=now(), signed=yes):
            raise NotAllowed(_ANSWERED)
        detail = {"reveal": str(reveal.pk), "person": reveal.person_id, "signed": yes}
        write_change(
            Line(kind=Kind.CHANGE, act="dpo.countersign", user_id=actor.id, board=reveal.board_id, detail=detail)
        )
