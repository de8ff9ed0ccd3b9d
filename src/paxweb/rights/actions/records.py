"""A request for public records: entered, searched, each record reviewed, refused in writing when asked, closed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.limits import NotAllowed, demand
from paxweb.frame.clock import now
from paxweb.rights import papers
from paxweb.rights.closing import is_closed, must_be_open
from paxweb.rights.drafts import close as seal
from paxweb.rights.drafts import opened
from paxweb.rights.jobs import search_for
from paxweb.rights.limits import CHANGED, leave_line, must_may, open_wall
from paxweb.rights.models import Given, Record, RecordsRequest
from paxweb.rights.passages import cut
from paxweb.rights.searching import seal_terms
from paxweb.typesetting import NotPrinted, Paper, Paragraph, plain

_SEARCHING = Text("En sökning pågår redan.", "A search is under way already.")
_CLOSED = Text("Begäran är avslutad.", "The request is closed.")
_NO_TEXT = Text(
    "Handlingens text går inte att läsa av. Lämna ut den hel eller inte alls, eller maska den i ärendet.",
    "The record's text cannot be read. Give it whole or not at all, or mask it in its case.",
)
_NO_CONTENT = Text(
    "Handlingens innehåll finns inte här: den är skyddad, för stor eller går inte att läsa. Hämta den i ärendet.",
    "The record's content is not here: it is protected, too large or cannot be read. Take it from its case.",
)
_NO_PASSAGE = Text(
    "Orden finns inte i texten. Kopiera dem precis.", "The words are not in the text. Copy them exactly."
)
_NOT_ALL = Text("Alla handlingar är inte granskade.", "Not every record has been reviewed.")
_NOT_PRINTED = Text("Kopian går inte att trycka.", "The copy cannot be printed.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a registrar enters."""

    asked_for: str
    answer_to: str
    diary_number: str
    received_on: date


@dataclass(frozen=True, slots=True)
class Review:
    """What becomes of a record: given, masked (these passages) or withheld, on which provision."""

    given: Given
    provision: str = ""
    passages: tuple[str, ...] = ()


def open_records(actor: Actor, board_id: str, asked: Asked) -> RecordsRequest:
    """Raises `NotAllowed`."""
    demand(actor, board_id, "records.handle")
    if asked.received_on > actor.today:
        raise NotAllowed(Text("Den kan inte ha kommit in i framtiden.", "It cannot have come in the future."))
    with transaction.atomic():
        made = RecordsRequest.objects.create(
            wall=open_wall(board_id), board_id=board_id, diary_number=asked.diary_number,
            received_on=asked.received_on, asked_for=asked.asked_for, answer_to=asked.answer_to,
            opened_by_id=actor.id, opened_at=now(),
        )  # fmt: skip
        leave_line(actor, "records.open", board_id, (made.pk,))
    return made


def ask_search(actor: Actor, request: RecordsRequest, terms: Collection[str]) -> None:
    """Send a machine to look."""
    must_may(actor, "records.handle", request)
    with transaction.atomic():
        free = RecordsRequest.objects.filter(pk=request.pk, searching=False, closed_at=None)
        if not free.update(searching=True):
            raise NotAllowed(_SEARCHING)
        search_for.enqueue(str(request.pk), seal_terms(request.board_id, request.pk, terms).hex())
        leave_line(actor, "records.ask_search", request.board_id, (request.pk,), words=len(terms))


def told(record: Record) -> dict[str, Any]:
    """Title, text, content (hex) and ending of a record; nothing of one that is closed."""
    if is_closed(record):
        return {"title": "", "text": "", "content": "", "ending": "pdf"}
    found: dict[str, Any] = opened(record.board_id, f"record:{record.pk}", bytes(record.box))
    return found


def review(actor: Actor, record: Record, given: Review) -> None:
    """Decide what becomes of it, and make the copy that is given. Raises `NotAllowed`."""
    must_may(actor, "records.handle", record)
    copy = _copy(record, given)
    with transaction.atomic():
        open_ones = Record.objects.filter(pk=record.pk, request__closed_at=None, taken_at=None)
        moved = open_ones.update(
            given=given.given, provision=given.provision, by_id=actor.id, at=now(),
            copy=seal(record.board_id, f"copy:{record.pk}", copy.hex()), digest=sha256(copy).hexdigest(),
        )  # fmt: skip
        if not moved:
            raise NotAllowed(CHANGED)
        leave_line(
            actor, "records.review", record.board_id, (record.pk,), given=str(given.given),
            provision=given.provision.replace(" ", "_"),
        )  # fmt: skip


def _copy(record: Record, given: Review) -> bytes:
    """The bytes that are given: the record itself, a new PDF made from its text without the passages, or nothing."""
    words = told(record)
    if given.given == Given.WITHHOLD:
        return b""
    must_be_open(record)
    if given.given == Given.GIVE:
        if record.kind == "document" and not words["content"]:
            raise NotAllowed(_NO_CONTENT)
        return bytes.fromhex(words["content"]) if words["content"] else _printed(record, words["text"])
    if not words["text"]:
        raise NotAllowed(_NO_TEXT)
    return _printed(record, masked(words["text"], given.passages, given.provision))


def masked(text: str, passages: Collection[str], provision: str) -> str:
    """The text with each passage replaced by its provision: the words are gone, not covered. Raises `NotAllowed`."""
    if any(passage not in text for passage in passages):
        raise NotAllowed(_NO_PASSAGE)
    return cut(text, ((passage, f"[{provision}]") for passage in passages))


def _printed(record: Record, text: str) -> bytes:
    paragraphs = [Paragraph(plain(part)) for part in text.split("\n\n") if part.strip()]
    paper = Paper(
        title=f"Kopia {record.label}", language="sv", made_at=now(), blocks=tuple(paragraphs),
        author=record.board.name, sender=(record.board.name,), foot=record.request.diary_number,
    )  # fmt: skip
    try:
        return papers.printed(paper)
    except NotPrinted:
        raise NotAllowed(_NOT_PRINTED) from None


def take_copy(actor: Actor, record: Record) -> tuple[bytes, str]:
    """The copy, taken out: a line each time. From the first time the verdict stands."""
    must_may(actor, "records.handle", record)
    if record.given not in (Given.GIVE, Given.MASKED):
        raise NotAllowed(CHANGED)
    must_be_open(record)
    content = bytes.fromhex(opened(record.board_id, f"copy:{record.pk}", bytes(record.copy)))
    whole = record.given == Given.GIVE and bool(told(record)["content"])
    ending = told(record)["ending"] if whole else "pdf"
    with transaction.atomic():
        same = Record.objects.filter(pk=record.pk, given=record.given, digest=record.digest)
        if not same.update(taken_at=Coalesce("taken_at", Value(now()))):
            raise NotAllowed(CHANGED)
        leave_line(actor, "records.take", record.board_id, (record.pk,), digest=record.digest)
    return content, f"handling-{record.digest[:8]}.{ending if ending.isalnum() else 'bin'}"


def close_records(actor: Actor, request: RecordsRequest) -> None:
    """Everything asked for has been answered."""
    must_may(actor, "records.handle", request)
    with transaction.atomic():
        if request.records.all().visible_to(actor).filter(given=Given.NOT_YET).exists():
            raise NotAllowed(_NOT_ALL)
        if not RecordsRequest.objects.filter(pk=request.pk, closed_at=None).update(closed_at=now()):
            raise NotAllowed(_CLOSED)
        leave_line(actor, "records.close", request.board_id, (request.pk,))
