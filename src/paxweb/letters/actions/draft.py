"""Begin a letter: its facts fetched from the case, each of them to be read and changed."""

from collections.abc import Mapping

from django.db import transaction

from pax.letters import Letter as Content
from paxweb.accounts.access import Actor
from paxweb.cases.models import Case
from paxweb.frame.clock import now
from paxweb.letters.actions.shared import leave_line, must_may
from paxweb.letters.delivering import is_protected
from paxweb.letters.guide import NOT_YES, again
from paxweb.letters.models import Letter
from paxweb.letters.papering import tidied
from paxweb.letters.prefilling import first_head, first_record
from paxweb.signals.actions.refused import Refused


def draft(
    actor: Actor, case: Case, content: Content, language: str, verdict: Mapping[str, object] | None = None
) -> Letter:
    """A new draft. A letter that rests on a statute of the guide needs its verdict, and the verdict to be yes.

    Raises:
        Refused: the guide does not say yes.
    """
    must_may(actor, "letter.write", case)
    if content.gateway and not (
        verdict and again(verdict, actor.today, protected=is_protected(actor, case), language=language).yes
    ):
        raise Refused(NOT_YES)
    written_in = language if language in content.languages else content.languages[0]
    at = now()
    with transaction.atomic():
        row = Letter.objects.create(
            case=case,
            letter=content.id,
            content_version=content.version,
            document=content.document,
            title=content.title.said(written_in),
            language=written_in,
            head=first_head(actor, case, content).kept(),
            record=tidied(first_record(actor, case, content, written_in)),
            verdict=dict(verdict or {}),
            made_by_id=actor.id,
            made_at=at,
            changed_by_id=actor.id,
            changed_at=at,
        )
        leave_line(actor, case, row, "letter.draft")
    return row
