"""End a machine before its day."""

from django.db import transaction

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.limits import NOT_YOURS, NotAllowed
from paxweb.api.models import Token
from paxweb.frame.clock import now
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind


def end(actor: Actor, token: Token) -> None:
    """Whoever answers for it, a technician, a lead or an access officer of its board ends it; it opens nothing more."""
    if actor.id != token.owner_id and not actor.may_at(token.board_id, "api.end"):
        raise NotAllowed(NOT_YOURS)
    with transaction.atomic():
        if Token.objects.filter(pk=token.pk, ended_at=None).update(ended_at=now(), ended_by_id=actor.id) != 1:
            raise NotAllowed(Text("Maskinen är redan avslutad.", "The machine has ended already."))
        detail = {"token": token.prefix}
        write_change(Line(kind=Kind.CHANGE, act="api.end", user_id=actor.id, board=token.board_id, detail=detail))
