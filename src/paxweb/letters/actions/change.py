"""Change a draft."""

from django.db import transaction

from pax.letters import Letter as Content
from pax.letters import Record
from paxweb.accounts.access import Actor
from paxweb.cases.models import Case
from paxweb.frame.clock import now
from paxweb.letters.actions.shared import FIXED, content_must_stand, leave_line, must_may, turn, unprinted
from paxweb.letters.delivering import NO_ADDRESS, Delivery, why_not
from paxweb.letters.models import Letter
from paxweb.letters.papering import Letterhead, paper_of, tidied
from paxweb.signals.actions.refused import Refused
from paxweb.typesetting import NotPrinted, print_paper


def change(
    actor: Actor, case: Case, row: Letter, content: Content, head: Letterhead, record: Record, version: int
) -> None:
    """Keep what was filled in. What cannot be printed, or would go to the address in question, is not kept.

    Raises:
        Refused: not a draft any more, changed by somebody, not printable, or an address that may not be used.
    """
    must_may(actor, "letter.write", case)
    content_must_stand(row, content)
    if not row.open:
        raise Refused(FIXED)
    kept = tidied(record)
    about = [str(kept.get("flat", ""))]
    refused = why_not(actor, case, content.receiver, head.delivery.value, "\n".join(head.address), about, head.name)
    if refused is not None and refused is not NO_ADDRESS:
        raise Refused(refused)
    at = now()
    _must_print(row, content, head, kept)
    with transaction.atomic():
        address = head.kept()["address"] if head.delivery is Delivery.BY_MAIL else []
        turn_to = {"head": {**head.kept(), "address": address}, "record": kept}
        turn(row, version, **turn_to, changed_by_id=actor.id, changed_at=at)
        leave_line(actor, case, row, "letter.change")


def _must_print(row: Letter, content: Content, head: Letterhead, record: Record) -> None:
    paper = paper_of(content, head, record, row.language, board=row.case.board.name, made_at=now())
    try:
        print_paper(paper)
    except NotPrinted as error:
        raise Refused(unprinted(error)) from None
