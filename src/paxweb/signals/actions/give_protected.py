"""Let somebody open the protected fields of one item, for at most 30 days."""

from datetime import date, timedelta

from django.db import transaction

from paxweb.accounts.access import Actor
from paxweb.accounts.holding import HANDLING
from paxweb.accounts.models import Clearance, Role, WallLabel
from paxweb.frame.clock import now
from paxweb.intake.models import Item
from paxweb.signals.actions.moving import leave_line, must_may
from paxweb.signals.actions.refused import NOT_AVAILABLE, WRONG_DAY, Refused
from paxweb.signals.colleagues import may_hold


def give_protected(actor: Actor, item: Item, user_id: int, until: date, reason: str) -> None:
    """The lead gives it, per item, to somebody else inside the wall.

    Raises:
        Refused: to oneself or to somebody who may not hold the item, or until a day that is past or too far away.
    """
    must_may(actor, "protected.grant", item)
    if not actor.today <= until <= actor.today + min(HANDLING, timedelta(days=30)):
        raise Refused(WRONG_DAY)
    if user_id == actor.id or not may_hold(user_id, item, actor.today):
        raise Refused(NOT_AVAILABLE)
    label_id = WallLabel.objects.filter(wall_id=item.wall_id).order_by("id").values_list("label_id", flat=True)[0]
    with transaction.atomic():
        Clearance.objects.create(
            user_id=user_id,
            label_id=label_id,
            role=Role.PROTECTED_HANDLER,
            from_date=actor.today,
            to_date=until,
            item_id=item.pk,
            granted_by_id=actor.id,
            granted_at=now(),
            reason=reason,
        )
        leave_line(actor, item, "protected.grant", to=user_id)
