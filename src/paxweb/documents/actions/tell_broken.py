"""A document's file does not open, or is not there: a line, so that somebody looks into it."""

from django.db import transaction

from paxweb.accounts.access import Actor
from paxweb.cases.models import Case
from paxweb.documents.models import Document
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind


def tell_broken(actor: Actor, case: Case, document: Document) -> None:
    """Write that a file was found missing or changed when somebody wanted to read it."""
    with transaction.atomic():
        write_change(
            Line(
                Kind.CHANGE, "document.broken", user_id=actor.id, board=case.board_id, purpose=case.purpose_id,
                items=(case.pk, document.pk),
            )
        )  # fmt: skip
