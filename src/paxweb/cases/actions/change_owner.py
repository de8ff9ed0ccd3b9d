"""Give a case to somebody else to carry, and set the day by which it is to be done."""

from datetime import date

from django.db import transaction

from paxweb.accounts.access import Actor
from paxweb.cases.actions.reasons import NOT_AVAILABLE
from paxweb.cases.actions.shared import change, leave_line, must_may
from paxweb.cases.colleagues import may_carry
from paxweb.cases.models import Case
from paxweb.signals.actions.refused import Refused


def change_owner(actor: Actor, case: Case, owner: int, deadline: date | None, version: int) -> None:
    """The lead gives it, to somebody inside the wall who is not kept away. Why somebody may not is told to nobody."""
    must_may(actor, "case.lead", case)
    if not may_carry(owner, case, actor.today):
        raise Refused(NOT_AVAILABLE)
    with transaction.atomic():
        change(actor, case, version, owner_id=owner, deadline=deadline)
        leave_line(actor, case, "case.owner", to=owner)


def register(actor: Actor, case: Case, diary_number: str, version: int) -> None:
    """The number the diary system gave the case."""
    must_may(actor, "case.step", case)
    with transaction.atomic():
        change(actor, case, version, diary_number=diary_number)
        leave_line(actor, case, "case.register")
