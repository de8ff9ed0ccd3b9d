"""A machine looks for records a request may mean: by words, a case's number or an identity number. It opens nothing
to anybody: each record found lies behind the wall of what it stands in."""

import io
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import models, transaction
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from pax.vocabulary import PaxError
from paxweb.accounts.access import machine
from paxweb.cases.models import Case, Note
from paxweb.documents.models import Document
from paxweb.documents.reading import content_of
from paxweb.frame.clock import day_of, now
from paxweb.intake.models import Item, Subject
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.letters.models import Letter
from paxweb.rights.composing import in_words
from paxweb.rights.drafts import close, opened
from paxweb.rights.finding import with_texts
from paxweb.rights.holdings import HELD, Holding, How, held
from paxweb.rights.models import Record, RecordsRequest
from paxweb.rights.telling import forget_roles, line_of
from paxweb.rights.wording import column

MACHINE: Final = "machine:rights"
MOST = 500
LARGEST = 25_000_000
"""Bytes of a document that are laid beside a request; a larger one is taken from its case by whoever works there."""

_TEXTS = frozenset({"txt", "csv", "text"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that may be meant. `text`: what can be masked; empty where a document's text cannot be read."""

    kind: str
    row: str
    root: Item | Case
    label: str
    made_on: date | None
    title: str
    text: str
    content: bytes = b""
    ending: str = "pdf"


def seal_terms(board_id: str, request_id: UUID, terms: Collection[str]) -> bytes:
    """Words to look for, sealed: they may be somebody's name or number."""
    return close(board_id, f"terms:{request_id}", list(terms))


def search_sealed(request_id: UUID, box: bytes) -> int:
    """Search by sealed words."""
    with machine(MACHINE):
        board_id = RecordsRequest.objects.values_list("board_id", flat=True).get(pk=request_id)
    return search(request_id, opened(board_id, f"terms:{request_id}", box))


def search(request_id: UUID, terms: Collection[str]) -> int:
    """Lay every record that any of the words stands in beside the request; how many are new. May be run again."""
    forget_roles()
    with machine(MACHINE), transaction.atomic():
        request = RecordsRequest.objects.select_for_update().get(pk=request_id)
        known = set(request.records.values_list("kind", "row"))
        new = 0
        for hit in _hits(request.board_id, terms):
            if (hit.kind, hit.row) in known or len(known) >= MOST:
                continue
            known.add((hit.kind, hit.row))
            _lay(request, hit)
            new += 1
        RecordsRequest.objects.filter(pk=request.pk).update(searching=False, searched_at=now())
        write_change(
            Line(
                Kind.MACHINE, "records.search", machine=MACHINE, board=request.board_id, items=(request.pk,),
                detail={"found": new, "words": len(terms)},
            )
        )  # fmt: skip
    return new


def _lay(request: RecordsRequest, hit: Hit) -> None:
    pk = uuid4()
    told = {"title": hit.title, "text": hit.text, "content": hit.content.hex(), "ending": hit.ending}
    Record.objects.create(
        pk=pk, wall_id=hit.root.wall_id, team_only=hit.root.team_only, board=request.board, root_id=hit.root.pk,
        request=request, kind=hit.kind, row=hit.row, label=hit.label[:40], made_on=hit.made_on, laid_at=now(),
        box=close(request.board_id, f"record:{pk}", told),
    )  # fmt: skip


def _hits(board_id: str, terms: Collection[str]) -> Iterator[Hit]:
    cases = {case.pk: case for case in _cases(board_id, terms)}
    for case in cases.values():
        yield _case_hit(case)
    yield from _documents(board_id, terms, cases)
    yield from _letters(board_id, terms, cases)
    yield from _notes(board_id, terms, cases)
    for item in _items(board_id, terms):
        yield Hit("item", str(item.pk), item, f"{item.family} {item.arrived_on}", item.arrived_on, "", text_of(item))


def _cases(board_id: str, terms: Collection[str]) -> list[Case]:
    """Cases in whose own words or parties any of these stands."""
    found: set[UUID] = set()
    for holding, model in held(How.CASE):
        if holding.model in ("cases.Case", "cases.Party"):
            found |= _roots(holding, model, board_id, terms)
    return list(Case.objects.filter(pk__in=found).select_related("wall").order_by("opened_on", "pk")[:MOST])


def _items(board_id: str, terms: Collection[str]) -> list[Item]:
    holding, model = next(each for each in held(How.ITEM) if each[1] is Subject)
    found = _roots(holding, model, board_id, terms)
    return list(
        Item.objects.filter(pk__in=found, opened=True).select_related("wall").order_by("arrived_on", "pk")[:MOST]
    )


def _roots(holding: Holding, model: type[models.Model], board_id: str, terms: Collection[str]) -> set[UUID]:
    rows = with_texts(holding, model, board_id, terms)
    return set(rows.values_list(holding.root, flat=True)) if rows is not None else set()


def _case_hit(case: Case) -> Hit:
    return Hit("case", str(case.pk), case, case.number, case.opened_on, case.title, text_of(case))


def _documents(board_id: str, terms: Collection[str], cases: Collection[UUID]) -> Iterator[Hit]:
    for row in _in_cases(Document, "documents.Document", board_id, terms, cases):
        content, text = _read(row)
        ending = row.file_name.rpartition(".")[2].lower()[:8] or "bin"
        label = f"{row.case.number} {row.day}"
        yield Hit("document", str(row.pk), row.case, label, row.day, row.title, text, content, ending)


def _letters(board_id: str, terms: Collection[str], cases: Collection[UUID]) -> Iterator[Hit]:
    """Finished letters that are not kept as documents: those are found as documents."""
    for row in _in_cases(Letter, "letters.Letter", board_id, terms, cases):
        if row.finished_at is not None and row.kept_id is None:
            day = day_of(row.finished_at)
            yield Hit("letter", str(row.pk), row.case, f"{row.case.number} {day}", day, row.title, text_of(row))


def _notes(board_id: str, terms: Collection[str], cases: Collection[UUID]) -> Iterator[Hit]:
    for row in _in_cases(Note, "cases.Note", board_id, terms, cases):
        day = day_of(row.at)
        yield Hit("note", str(row.pk), row.case, f"{row.case.number} {day}", day, "", text_of(row))


def _in_cases(
    model: type[models.Model],
    label: str,
    board_id: str,
    terms: Collection[str],
    cases: Collection[UUID],
) -> Iterable[Any]:
    """Rows of the cases found, and those in which the words stand themselves."""
    holding = next(each for each in HELD if each.model == label)
    rows = with_texts(holding, model, board_id, terms)
    ids = set(rows.values_list("pk", flat=True)) if rows is not None else set()
    every: models.QuerySet[Any] = model._default_manager.filter(
        models.Q(pk__in=ids) | models.Q(case__in=list(cases)), case__board=board_id
    )
    return every.select_related("case", "case__wall").order_by("pk")[:MOST]


def _read(document: Document) -> tuple[bytes, str]:
    """A document's bytes and text; nothing of one that is withheld, too large or cannot be read."""
    if document.withheld or document.blob.size > LARGEST:
        return b"", ""
    try:
        content = content_of(document)
    except PaxError:
        return b"", ""
    return content, _text_in(content, document.blob.format)


def _text_in(content: bytes, form: str) -> str:
    if form == "pdf":
        try:
            return "\n\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
        except (PyPdfError, ValueError, KeyError, TypeError, RecursionError):
            return ""
    return content.decode("utf-8", "replace") if form in _TEXTS else ""


def text_of(row: models.Model) -> str:
    """A row, or a case or item with all that hangs on it, as text: what each column is called, and its value."""
    how = How.ITEM if isinstance(row, Item) else How.CASE
    board = row.board_id if isinstance(row, Item | Case) else row.case.board_id  # type: ignore[attr-defined]  # of a case
    if not isinstance(row, Item | Case):
        own = next(each for each in HELD if each.model == row._meta.label)
        return _said(own, row, board)
    parts = []
    for holding, model in held(how):
        if holding.model.startswith("accounts."):
            continue
        for one in model._default_manager.filter(**{holding.root: row.pk}).order_by("pk"):
            parts.append(_said(holding, one, board))
    return "\n\n".join(part for part in parts if part)


def _said(holding: Holding, row: models.Model, board: str) -> str:
    line = line_of(holding, row, board_id=board, mask=lambda text: text)
    values = [f"{column(value.name).sv}: {in_words(value, 'sv')}" for value in line.values]
    return "\n".join([f"{line.title_sv} {line.when}".strip(), *values]) if values else ""
