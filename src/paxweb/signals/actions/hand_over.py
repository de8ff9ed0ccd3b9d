"""Hand an item over to a colleague inside the same wall."""

from django.db import transaction

from paxweb.accounts.access import Actor
from paxweb.frame.clock import now
from paxweb.intake.models import Item
from paxweb.signals.actions.ask_more import must_have_ground
from paxweb.signals.actions.moving import leave_line, move, must_be_read, must_may, record
from paxweb.signals.actions.refused import NOT_AVAILABLE, Refused
from paxweb.signals.colleagues import may_hold
from paxweb.signals.models import OPEN, State, StepKind


def hand_over(actor: Actor, item: Item, to_user: int, reason: str, ground: str, version: int) -> None:
    """Hand it over. Whoever may not see it, or is away, is "not available"; the reason is told to nobody.

    Raises:
        Refused: not read yet, a draw without a ground, nobody to hand to, not the actor's, or changed by somebody.
    """
    must_may(actor, "item.hand_over", item)
    must_be_read(actor, item)
    must_have_ground(actor, item, ground)
    if to_user == actor.id or not may_hold(to_user, item, actor.today):
        raise Refused(NOT_AVAILABLE)
    with transaction.atomic():
        move(
            actor, item, version, (*OPEN, State.PUT_OFF),
            state=State.HANDED_OVER, taken_by=to_user, taken_at=now(), until=None,
        )  # fmt: skip
        record(actor, item, StepKind.HANDED_OVER, reason=reason, ground=ground, to_user_id=to_user)
        leave_line(actor, item, "item.hand_over", to=to_user)
