"""Take the note for the person's own file out of the system."""

from django.db import transaction

from paxweb.accounts.access import Actor
from paxweb.cases.actions.reasons import WITHHELD
from paxweb.cases.actions.shared import leave_line, must_may
from paxweb.cases.models import Case
from paxweb.signals.actions.refused import Refused


def export_note(actor: Actor, case: Case) -> None:
    """Leave the line of the export. `Refused` where somebody in the case is protected: nothing of them is exported."""
    must_may(actor, "case.export", case)
    if case.withheld:
        raise Refused(WITHHELD)
    with transaction.atomic():
        leave_line(actor, case, "case.export")
