"""Grant a clearance."""

from django.db import transaction

from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.limits import (
    TWO_PEOPLE,
    Asked,
    demand,
    demand_another,
    demand_days,
    demand_not_above,
    tell,
)
from paxweb.accounts.models import Clearance, Role
from paxweb.frame.clock import now
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind


def grant(actor: Actor, asked: Asked, *, stands_in_for: int | None = None) -> Clearance:
    """An access officer gives somebody else a role behind a label of their board. Raises `NotAllowed`."""
    board = asked.label.board_id
    demand(actor, board, "access.grant")
    demand_another(actor, asked.user.pk)
    demand_days(asked.from_date, asked.to_date)
    demand_not_above(actor, asked)
    with transaction.atomic():
        made = Clearance.objects.create(
            user=asked.user,
            label=asked.label,
            role=asked.role,
            from_date=asked.from_date,
            to_date=asked.to_date,
            reason=asked.reason,
            diary_number=asked.diary_number,
            granted_by_id=actor.id,
            granted_at=now(),
            needs_confirmation=asked.role in TWO_PEOPLE,
            stands_in_for_id=stands_in_for,
        )
        if made.needs_confirmation:
            but = (actor.id, asked.user.pk)
            tell("clearance.waits", asked.label.board, [Role.ACCESS_OFFICER], asked.user, but=but)
        detail = {"clearance": made.pk, "user": asked.user.pk, "role": asked.role.value, "label": asked.label.pk}
        write_change(Line(kind=Kind.CHANGE, act="access.grant", user_id=actor.id, board=board, detail=detail))
    return made
