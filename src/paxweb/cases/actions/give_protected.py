"""Let somebody open the protected fields of one case, for at most 30 days."""

from datetime import date

from django.db import transaction

from paxweb.accounts.access import Actor
from paxweb.accounts.holding import HANDLING
from paxweb.accounts.models import Clearance, Role, WallLabel
from paxweb.cases.actions.reasons import NOT_AVAILABLE, WRONG_DAY
from paxweb.cases.actions.shared import leave_line, must_may
from paxweb.cases.colleagues import may_carry
from paxweb.cases.models import Case
from paxweb.frame.clock import now
from paxweb.signals.actions.refused import Refused


def give_protected(actor: Actor, case: Case, user_id: int, until: date, reason: str) -> None:
    """The lead gives it, per case, to somebody else who may work on it.

    Raises:
        Refused: to oneself or to somebody who may not carry the case, or until a day that is past or too far away.
    """
    must_may(actor, "protected.grant", case)
    if not actor.today <= until <= actor.today + HANDLING:
        raise Refused(WRONG_DAY)
    if user_id == actor.id or not may_carry(user_id, case, actor.today):
        raise Refused(NOT_AVAILABLE)
    label_id = WallLabel.objects.filter(wall_id=case.wall_id).order_by("id").values_list("label_id", flat=True)[0]
    with transaction.atomic():
        Clearance.objects.create(
            user_id=user_id, label_id=label_id, role=Role.PROTECTED_HANDLER, from_date=actor.today, to_date=until,
            item_id=case.pk, granted_by_id=actor.id, granted_at=now(), reason=reason,
        )  # fmt: skip
        leave_line(actor, case, "protected.grant", to=user_id)
