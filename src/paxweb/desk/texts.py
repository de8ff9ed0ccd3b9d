"""Which texts of an item or a case its words are made from. What is not named here cannot be found."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F

from paxweb.cases.models import Case, Consent, Event, Note, Party, Task
from paxweb.desk.models import Kind, Level, Where
from paxweb.desk.words import told as texts_in
from paxweb.documents.models import Document
from paxweb.intake.models import Item, Question, Subject
from paxweb.letters.models import Letter
from paxweb.signals.models import FirstAnswer, State, Step
from paxweb.signals.rulebook import head_of

REFERENCES = frozenset({"lease", "case", "permit"})
"""Kinds whose id is a number of the office's own, as people write it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text, what it is, and of an item when it may be met."""

    text: str
    where: Where
    level: Level = Level.READ


UNREAD = (State.WAITING, State.IN_WEEK, State.TAKEN)
"""States of an item that has not been read, or is asked anew."""


def item_pieces(items: Collection[UUID]) -> Iterator[tuple[Item, list[Piece]]]:
    """The texts of items: of one that stands in a list its area, of one that has been read all; nothing withheld.

    Of the run in force. Signals and draws alike: what a rule asked is there only once it has been read.
    """
    listed = Item.objects.filter(pk__in=items).exclude(work=None).exclude(work__state=State.WAITING)
    known = {item.pk: item for item in listed.select_related("work")}
    read = [pk for pk, item in known.items() if item.opened and item.work.state not in UNREAD]
    found: dict[UUID, list[Piece]] = defaultdict(list)
    for subject in Subject.objects.filter(item__in=read, run=F("item__run"), withheld=False):
        found[subject.item_id] += _subject(subject)
    for question in Question.objects.filter(item__in=read, run=F("item__run"), withheld=False):
        found[question.item_id] += _question(question)
    for item_id, why in FirstAnswer.objects.filter(item__in=read, withheld=False).values_list("item_id", "why"):
        found[item_id].append(Piece(why, Where.NOTE))
    for item_id, *said in Step.objects.filter(item__in=read, withheld=False).values_list("item_id", "reason", "ground"):
        found[item_id].append(Piece(" ".join(said), Where.NOTE))
    for pk, item in known.items():
        yield item, [Piece(item.area, Where.PLACE, Level.LISTED), *found[pk]]


def _subject(subject: Subject) -> Iterator[Piece]:
    reference = subject.entity_id if subject.kind in REFERENCES else ""
    texts = {Where.NAME: subject.label, Where.NUMBER: subject.id_number, Where.PLACE: subject.address}
    for where, text in {**texts, Where.REFERENCE: reference}.items():
        if text:
            yield Piece(text, where)


def _question(question: Question) -> Iterator[Piece]:
    title = head_of(question.run_id, question.rule_id).title
    yield Piece(question.rule_id, Where.REFERENCE)
    yield Piece(f"{title.sv} {title.en}", Where.TITLE)
    yield Piece(f"{question.text_sv} {question.text_en}", Where.TEXT)


def case_pieces(case_id: UUID) -> Iterator[tuple[Case, list[Piece]]]:
    """The texts of a case, but those of its documents and letters; nothing when there is no such case."""
    for case in Case.objects.filter(pk=case_id):
        yield (
            case,
            [
                Piece(f"{case.number} {case.diary_number}", Where.REFERENCE),
                Piece(case.title, Where.TITLE),
                Piece(f"{case.cause} {case.ground}", Where.TEXT),
                *_parties(case),
                *_notes(case),
            ],
        )


def _parties(case: Case) -> Iterator[Piece]:
    for party in Party.objects.filter(case=case, withheld=False):
        yield Piece(party.label, Where.NAME)
        yield Piece(party.id_number, Where.NUMBER)
        yield Piece(party.address, Where.PLACE)
        if party.kind in REFERENCES:
            yield Piece(party.entity_id, Where.REFERENCE)
    for name in Consent.objects.filter(case=case, withheld=False).values_list("name", flat=True):
        yield Piece(name, Where.NAME)


def _notes(case: Case) -> Iterator[Piece]:
    of_case: dict[str, Any] = {"case": case, "withheld": False}
    for text in Note.objects.filter(**of_case).values_list("text", flat=True):
        yield Piece(text, Where.NOTE)
    for text in Task.objects.filter(**of_case).values_list("text", flat=True):
        yield Piece(text, Where.NOTE)
    for text in texts_in(Event.objects.filter(**of_case).values_list("written", flat=True)):
        yield Piece(text, Where.NOTE)


def things_of(case: Case) -> Iterator[tuple[str, str, list[Piece]]]:
    """Documents and letters of a case: what it is, its id, its texts. Each is found with the case's number, too."""
    number = Piece(case.number, Where.REFERENCE)
    for document in Document.objects.filter(case=case, withheld=False):
        told = [Piece(document.title, Where.TITLE), Piece(document.party, Where.NAME), number]
        yield Kind.DOCUMENT, str(document.pk), told
    for letter in Letter.objects.filter(case=case, withheld=False, withdrawn_at=None):
        yield Kind.LETTER, str(letter.pk), [Piece(letter.title, Where.TITLE), number]
