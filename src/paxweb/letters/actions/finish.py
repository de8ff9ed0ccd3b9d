"""Ask for a second signature, sign, take back, throw away."""

import io

from django.core.exceptions import PermissionDenied
from django.db import transaction

from pax.letters import Letter as Content
from paxweb.accounts.access import Actor
from paxweb.accounts.binding import same_person
from paxweb.accounts.models import User
from paxweb.cases.models import Case
from paxweb.documents.actions.keep import Given, keep
from paxweb.documents.models import Direction
from paxweb.frame.clock import now
from paxweb.letters.actions.shared import (
    FIXED,
    NOT_YOU,
    content_must_stand,
    digest_of,
    leave_line,
    must_may,
    pressed,
    turn,
    why_not_now,
    why_not_whole,
)
from paxweb.letters.asking import tell_signers
from paxweb.letters.contents import lead_signs, signatures
from paxweb.letters.models import Letter
from paxweb.letters.papering import letterhead
from paxweb.signals.actions.refused import CHANGED, Refused


def ask(actor: Actor, case: Case, row: Letter, content: Content, version: int) -> None:
    """Say that a draft is ready for somebody else to sign. Nothing in it changes while it waits.

    Raises:
        Refused: not whole, its step is not open, not a draft any more, or changed by somebody.
    """
    must_may(actor, "letter.write", case)
    must_stand(actor, case, row, content)
    if not row.open:
        raise Refused(FIXED)
    with transaction.atomic():
        turn(row, version, asked_by_id=actor.id, asked_at=now())
        tell_signers(actor, case, row, content)
        leave_line(actor, case, row, "letter.ask")


def signed_pdf(actor: Actor, row: Letter, content: Content) -> bytes:
    """The bytes that this person would sign: the same as long as nothing has changed."""
    content_must_stand(row, content)
    return pressed(row, content, made_at=row.asked_at or row.changed_at, signers=signers(actor, row))


def signers(actor: Actor, row: Letter) -> tuple[str, ...]:
    """Who stands at the bottom: whoever asked, then whoever signs."""
    if row.asked_by_id is None or row.asked_by_id == actor.id:
        return (actor.name,)
    return (User.objects.values_list("name", flat=True).get(pk=row.asked_by_id), actor.name)


def may_sign(actor: Actor, case: Case, row: Letter, content: Content) -> bool:
    """Whether this person may finish it: a lead where a lead must, and never both people of two."""
    if not actor.may("letter.sign" if lead_signs(case, content) else "letter.write", case):
        return False
    if row.waiting:
        return not same_person(actor.id, row.asked_by_id)
    return row.open and signatures(case, content) == 1


def sign(actor: Actor, case: Case, row: Letter, content: Content, version: int, digest: str) -> None:
    """Finish the letter: exactly the bytes that were read are kept as a document of the case, and never changed.

    Raises:
        Refused: not whole, its step is not open, somebody else must sign, or it has changed since it was read.
    """
    must_may(actor, "letter.write", case)
    must_stand(actor, case, row, content)
    if not (row.open or row.waiting):
        raise Refused(FIXED)
    if not may_sign(actor, case, row, content):
        if lead_signs(case, content) and not actor.may("letter.sign", case):
            raise PermissionDenied
        raise Refused(NOT_YOU)
    pdf = signed_pdf(actor, row, content)
    if digest_of(pdf) != digest or row.version != version:
        raise Refused(CHANGED)
    with transaction.atomic():
        held = Letter.objects.select_for_update().filter(pk=row.pk, version=version, finished_at__isnull=True)
        if not held.exists():
            raise Refused(CHANGED)
        _must_still_stand(actor, case, row)
        head = letterhead(row.head)
        name = f"{row.document}.pdf"
        given = Given(row.title, row.document, name, head.day, Direction.MADE, party=head.name)
        document = keep(actor, case, given, io.BytesIO(pdf))
        turn(row, version, finished_by_id=actor.id, finished_at=now(), sha256=digest, kept=document)
        leave_line(actor, case, row, "letter.sign", sha256=digest)


def _must_still_stand(actor: Actor, case: Case, row: Letter) -> None:
    """The case is held while its letter is finished: what was answered while it was printed closes its step too."""
    now_so = list(Case.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=case.pk))
    reason = why_not_now(actor, now_so[0], row) if now_so else CHANGED
    if reason is not None:
        raise Refused(reason)


def take_back(actor: Actor, case: Case, row: Letter, version: int) -> None:
    """Make a letter that waits a draft again: whoever asked, or a lead."""
    must_may(actor, "letter.write", case)
    if not row.waiting:
        raise Refused(FIXED)
    if row.asked_by_id != actor.id and not actor.may("letter.sign", case):
        raise PermissionDenied
    with transaction.atomic():
        turn(row, version, asked_by=None, asked_at=None)
        leave_line(actor, case, row, "letter.take_back")


def throw_away(actor: Actor, case: Case, row: Letter, version: int) -> None:
    """Throw a draft away. What was signed stays."""
    must_may(actor, "letter.write", case)
    if not row.open:
        raise Refused(FIXED)
    with transaction.atomic():
        turn(row, version, withdrawn_at=now(), record={}, head={**row.head, "name": "", "address": []})
        leave_line(actor, case, row, "letter.throw_away")


def must_stand(actor: Actor, case: Case, row: Letter, content: Content) -> None:
    """Whole, and its step open."""
    content_must_stand(row, content)
    for reason in (why_not_whole(actor, case, row, content), why_not_now(actor, case, row)):
        if reason is not None:
            raise Refused(reason)
