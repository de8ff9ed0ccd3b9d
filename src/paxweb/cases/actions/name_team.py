"""Name somebody to the team that alone may see a case, and take them off it."""

from datetime import timedelta

from django.db import transaction

from paxweb.accounts.access import Actor
from paxweb.accounts.models import TeamMember
from paxweb.cases.actions.reasons import NOT_AVAILABLE
from paxweb.cases.actions.shared import leave_line, must_may
from paxweb.cases.colleagues import may_carry
from paxweb.cases.models import Case
from paxweb.signals.actions.refused import Refused

DAYS = timedelta(days=365)


def name_member(actor: Actor, case: Case, user_id: int) -> None:
    """The lead names them, for a year. Only a case that is a team's has one. `Refused`: not available."""
    must_may(actor, "team.name", case)
    if not case.team_only:
        raise Refused(NOT_AVAILABLE)
    with transaction.atomic():
        TeamMember.objects.get_or_create(
            user_id=user_id, item_id=case.pk, from_date=actor.today, defaults={"to_date": actor.today + DAYS}
        )
        if not may_carry(user_id, case, actor.today):
            raise Refused(NOT_AVAILABLE)
        leave_line(actor, case, "team.name", to=user_id)


def take_off(actor: Actor, case: Case, user_id: int) -> None:
    """From tomorrow they see nothing of it; the lead cannot take themselves off, nor whoever carries the case."""
    must_may(actor, "team.name", case)
    if user_id in (actor.id, case.owner_id):
        raise Refused(NOT_AVAILABLE)
    with transaction.atomic():
        member = TeamMember.objects.filter(item_id=case.pk, user_id=user_id, to_date__gte=actor.today)
        if not member.update(to_date=actor.today - timedelta(days=1)):
            raise Refused(NOT_AVAILABLE)
        leave_line(actor, case, "team.take_off", to=user_id)
