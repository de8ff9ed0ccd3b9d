"""Write a note in a case."""

from django.db import transaction

from paxweb.accounts.access import Actor
from paxweb.cases.actions.shared import leave_line, must_may
from paxweb.cases.models import Case, Note
from paxweb.frame.clock import now


def write_note(actor: Actor, case: Case, text: str) -> Note:
    """A note; it becomes part of the file and is never changed."""
    must_may(actor, "case.note", case)
    with transaction.atomic():
        note = Note.objects.create(case=case, text=text, by_id=actor.id, at=now())
        leave_line(actor, case, "case.note")
    return note
