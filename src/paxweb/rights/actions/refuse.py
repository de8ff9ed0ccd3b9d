"""A refusal taken out on paper, with how to appeal it: a line each time."""

from django.db import transaction

from paxweb.accounts.access import Actor
from paxweb.frame.clock import now
from paxweb.rights import wording
from paxweb.rights.decisions import decision_paper
from paxweb.rights.limits import leave_line, must_may
from paxweb.rights.models import Correction


def correction_refusal(actor: Actor, correction: Correction, language: str) -> bytes:
    """The decision that a fact is not corrected."""
    must_may(actor, "rights.read", correction)
    facts = {
        "label": wording.column(correction.field).said(language),
        "old": correction.old,
        "ground": correction.ground,
        "reason": correction.reason,
    }
    number = correction.request.diary_number if correction.request else ""
    at = correction.signed_at or now()
    pdf = decision_paper("correction_refusal", correction.board, facts, language, at, number)
    with transaction.atomic():
        leave_line(actor, "rights.take_decision", correction.board_id, (correction.pk,))
    return pdf
