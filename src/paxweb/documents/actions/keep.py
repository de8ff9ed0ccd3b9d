"""Put a document in a case: judged, looked through, sealed, and one line."""

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from paxweb.accounts.access import Actor
from paxweb.cases.models import Case, Party
from paxweb.cases.rooms import changed
from paxweb.cases.shielding import shield_new
from paxweb.documents.clamav import scan
from paxweb.documents.formats.judging import judge
from paxweb.documents.keys import key_to_add
from paxweb.documents.models import Blob, Direction, Document
from paxweb.documents.naming import clean_name
from paxweb.documents.storage import Spool, address_of, is_whole, path_of, spooled
from paxweb.frame.clock import now
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind


@dataclass(frozen=True, slots=True)
class Given:
    """What is said of a document. `kind`: a word of the case's type or of `kinds`; `party`: from or to whom."""

    title: str
    kind: str
    file_name: str
    day: date
    direction: Direction
    party: str = ""
    masks: UUID | None = None


def keep(
    actor: Actor,
    case: Case,
    given: Given,
    content: BinaryIO | Spool,
    *,
    act: str = "document.add",
    told: str = "document.add",
) -> Document:
    """Put a document in a case, in a transaction of its own unless one is open.

    `act`: what allows it; `told`: the act its line names.

    Raises:
        NotTaken: not a format that is taken in, active content, found by the virus check or not looked through.
        KeyMissing, KeyDestroyed: nothing can be sealed; nothing is kept.
    """
    if not actor.may(act, case):
        raise PermissionDenied
    spool = content if isinstance(content, Spool) else spooled(content)
    try:
        form = judge(spool.reader(), spool.length, given.file_name)
        scanned = scan(spool.reader())
        with transaction.atomic():
            blob = _blob(case, key_to_add(case), spool, form.id, scanned)
            document = _row(actor, case, given, blob, clean_name(given.file_name, form.endings[0]))
            _line(actor, case, document, told)
            shield_new(case)
            changed(case)
    finally:
        spool.discard()  # what has been settled stays: whether its row was kept is not known here, and sweeping tells
    return document


def _blob(case: Case, key: bytes, spool: Spool, form: str, scanned: str) -> Blob:
    """The content's row; its file is on the disk when it is written. The same content again lies there once."""
    address, size = address_of(spool.reader(), key), spool.length
    found: Blob | None = Blob.objects.filter(case=case, address=address).first()
    if found is not None and is_whole(case.pk, found.file, key, address):
        return found
    name = spool.settle(case.pk, key, address)
    if found is not None:
        Blob.objects.filter(pk=found.pk).update(file=name, scanned=scanned)
        found.file, found.scanned = name, scanned
        return found
    try:
        with transaction.atomic():
            made: Blob = Blob.objects.create(
                case=case, address=address, file=name, format=form, size=size, scanned=scanned
            )
    except IntegrityError:  # the same content, by somebody else, this very moment: theirs lies there
        path_of(case.pk, name).unlink(missing_ok=True)
        theirs: Blob = Blob.objects.get(case=case, address=address)
        return theirs
    return made


def _row(actor: Actor, case: Case, given: Given, blob: Blob, file_name: str) -> Document:
    made: Document = Document.objects.create(
        case=case, blob=blob, title=given.title, kind=given.kind, direction=given.direction, party=given.party,
        day=given.day, file_name=file_name, added_by_id=actor.id, added_at=now(), masks_id=given.masks,
    )  # fmt: skip
    return made


def _line(actor: Actor, case: Case, document: Document, act: str) -> None:
    about = Party.objects.visible_to(actor).filter(case=case).values_list("subject_key", flat=True)
    write_change(
        Line(
            kind=Kind.CHANGE,
            act=act,
            user_id=None if actor.machine else actor.id,
            machine=actor.machine,
            board=case.board_id,
            purpose=case.purpose_id,
            items=(case.pk, document.pk),
            about=tuple(sorted({key for key in about if key})),
            detail={"kind": document.kind, "format": document.blob.format, "direction": document.direction},
        )
    )
