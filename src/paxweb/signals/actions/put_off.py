"""Put an item off until a day; on that day it stands among one's own again."""

from datetime import date, timedelta

from django.db import transaction

from paxweb.accounts.access import Actor
from paxweb.intake.models import Item
from paxweb.signals.actions.moving import leave_line, move, must_be_read, must_may, record
from paxweb.signals.actions.refused import WRONG_DAY, Refused
from paxweb.signals.models import OPEN, State, StepKind

LONGEST = timedelta(days=184)


def put_off(actor: Actor, item: Item, until: date, reason: str, version: int) -> None:
    """Put it off, at most half a year.

    Raises:
        Refused: not read yet, a day that does not do, not the actor's, or changed by somebody.
    """
    must_may(actor, "item.put_off", item)
    must_be_read(actor, item)
    if not actor.today < until <= actor.today + LONGEST:
        raise Refused(WRONG_DAY)
    with transaction.atomic():
        move(actor, item, version, (*OPEN, State.PUT_OFF), state=State.PUT_OFF, until=until)
        record(actor, item, StepKind.PUT_OFF, reason=reason, until=until)
        leave_line(actor, item, "item.put_off", until=until.isoformat())
