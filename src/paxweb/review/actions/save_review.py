"""Keep a review: the figures as they were, dated, with what was concluded."""

from django.db import transaction

from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.limits import demand
from paxweb.frame.clock import now
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.review.looking import Looked
from paxweb.review.models import Outcome, Review
from paxweb.review.patterns import patterns, told


def save_review(actor: Actor, looked: Looked, outcome: Outcome, conclusion: str) -> Review:
    """Kept as it is from now on."""
    period = looked.period
    demand(actor, period.board_id, "dpo.review")
    with transaction.atomic():
        made = Review.objects.create(
            board_id=period.board_id,
            first_day=period.first,
            last_day=period.last,
            figures=told(patterns(looked)),
            outcome=outcome,
            conclusion=conclusion,
            reviewed_by_id=actor.id,
            reviewed_at=now(),
        )
        detail = {"review": str(made.id)}
        write_change(
            Line(kind=Kind.CHANGE, act="dpo.save_review", user_id=actor.id, board=period.board_id, detail=detail)
        )
    return made
