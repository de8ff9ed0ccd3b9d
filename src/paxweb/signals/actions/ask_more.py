"""Note that somebody was asked for more. An outward step: nothing starts from a draw without a ground of its own."""

from django.db import transaction

from paxweb.accounts.access import Actor
from paxweb.intake import reading
from paxweb.intake.models import Item
from paxweb.signals.actions.moving import leave_line, move, must_be_read, must_may, record
from paxweb.signals.actions.refused import NO_GROUND, Refused
from paxweb.signals.models import OPEN, State, StepKind


def must_have_ground(actor: Actor, item: Item, ground: str) -> None:
    """A draw is nobody's case: going on from it needs a ground that somebody wrote."""
    if not ground.strip() and reading.question_of(actor, item) is None:
        raise Refused(NO_GROUND)


def ask_more(actor: Actor, item: Item, whom: str, what: str, ground: str, version: int) -> None:
    """Note whom one asked for what.

    Raises:
        Refused: not read yet, a draw without a ground, not the actor's, or changed by somebody.
    """
    must_may(actor, "item.more", item)
    must_be_read(actor, item)
    must_have_ground(actor, item, ground)
    with transaction.atomic():
        move(actor, item, version, (*OPEN, State.PUT_OFF), state=State.MORE, until=None)
        record(actor, item, StepKind.MORE, reason=f"{whom}: {what}", ground=ground)
        leave_line(actor, item, "item.more")
