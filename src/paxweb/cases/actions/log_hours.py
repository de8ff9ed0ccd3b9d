"""Log minutes that went into a case."""

from datetime import date

from django.db import transaction

from paxweb.accounts.access import Actor
from paxweb.cases.actions.reasons import WRONG_DAY
from paxweb.cases.actions.shared import leave_line, must_may
from paxweb.cases.models import Case, Hours
from paxweb.signals.actions.refused import Refused


def log_hours(actor: Actor, case: Case, day: date, minutes: int) -> Hours:
    """One's own minutes on a day that has been. `Refused` for a day to come."""
    must_may(actor, "case.note", case)
    if day > actor.today:
        raise Refused(WRONG_DAY)
    with transaction.atomic():
        spent = Hours.objects.create(case=case, who_id=actor.id, day=day, minutes=minutes)
        leave_line(actor, case, "case.hours", minutes=minutes)
    return spent
