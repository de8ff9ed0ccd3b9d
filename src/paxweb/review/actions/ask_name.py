"""Ask for the name behind some letters, with a reason."""

from django.db import transaction

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.limits import NotAllowed, demand, tell
from paxweb.accounts.models import Board, User
from paxweb.accounts.roles import ACTS_OF
from paxweb.frame.clock import now
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.review.looking import Period
from paxweb.review.models import Reveal

SIGNING = tuple(role for role, acts in ACTS_OF.items() if "dpo.countersign" in acts)
"""Who may be the second person; the one whose name it is hears nothing of it."""
_ASKED = Text("Namnet är redan efterfrågat.", "The name is asked for already.")


def ask_name(actor: Actor, period: Period, letters: str, person: int, reason: str) -> Reveal:
    """Put it to a second person. Raises `NotAllowed` when it waits for an answer already."""
    demand(actor, period.board_id, "dpo.reveal_name")
    waiting = Reveal.objects.filter(board_id=period.board_id, person_id=person, asked_by_id=actor.id, answered_at=None)
    with transaction.atomic():
        if waiting.exists():
            raise NotAllowed(_ASKED)
        made = Reveal.objects.create(
            board_id=period.board_id,
            person_id=person,
            letters=letters,
            first_day=period.first,
            last_day=period.last,
            reason=reason,
            asked_by_id=actor.id,
            asked_at=now(),
        )
        asker = User.objects.get(pk=actor.id)
        tell("name.asked", Board.objects.get(pk=period.board_id), SIGNING, asker, but=(actor.id, person))
        detail = {"reveal": str(made.id), "person": person}
        write_change(Line(kind=Kind.CHANGE, act="dpo.ask_name", user_id=actor.id, board=period.board_id, detail=detail))
    return made
