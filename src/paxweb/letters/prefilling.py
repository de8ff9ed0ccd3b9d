"""What a letter is filled with before anybody writes: what the case already knows. All of it can be changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from pax.letters import Fact, FactKind, Letter, Value
from pax.vocabulary import PaxError, Text
from paxweb.accounts.access import Actor
from paxweb.accounts.models import User
from paxweb.cases.models import Case, Effect, Ladder, Party
from paxweb.cases.rooms import rights_in
from paxweb.cases.types import events_of, type_of
from paxweb.documents.models import Document
from paxweb.documents.reading import content_of, documents_of
from paxweb.intake import reading
from paxweb.intake.models import Item
from paxweb.intake.reading import Row
from paxweb.letters.delivering import WAYS, Delivery, is_protected
from paxweb.letters.models import Letter as Written
from paxweb.letters.papering import Letterhead, letterhead
from paxweb.seal.boxes import Shut
from paxweb.signals.corrected import right_facts
from paxweb.signals.naming import Naming
from paxweb.signals.rulebook import book
from paxweb.signals.sheet import Fact as RowFact
from paxweb.signals.sheet import facts

ZONE = ZoneInfo("Europe/Stockholm")
THREE_WEEKS, A_MONTH = timedelta(days=21), timedelta(days=30)
_IN_REGISTER = Text("i registret", "in the register")


@dataclass(frozen=True, slots=True)
class Datum:
    """A row of a register as a letter tells it. `kind`: what such a row is called; `came`: the day it was delivered."""

    kind: str
    said: str
    register: str
    where: str
    came: str


class Known:
    """What a case knows, fetched once for one person."""

    def __init__(self, actor: Actor, case: Case, language: str) -> None:
        self.actor, self.case, self.language = actor, case, language
        self.parties = list(case.parties.visible_to(actor).order_by("-main", "id"))
        self.events = events_of(actor, case)
        self.rights = rights_in(actor, case, self.parties, language)

    def value(self, fact: Fact) -> Value:
        """The first value of a fact; empty when the case knows none."""
        if fact.source.startswith("written."):
            return self.written(fact.source.partition(".")[2])
        found = _SOURCES[fact.source](self) if fact.source else ""
        if fact.kind is FactKind.LIST and isinstance(found, str):
            return [line for line in found.split("\n") if line]
        return found

    def party(self, *kinds: str) -> Party | None:
        """The first party of such a kind, the main one before others."""
        return next((one for one in self.parties if one.kind in kinds), None)

    def right(self, row: Case | Party, column: str) -> str:
        """A value of the case or a party, or what it was corrected to."""
        value = str(getattr(row, column))
        found = self.rights.get((row._meta.label, str(row.pk), column))
        return found.new if found and found.old == value else value

    def written(self, step: str) -> str:
        """What was written when a step was last done."""
        last = next((event for event in reversed(self.events) if event.step == step), None)
        return "\n\n".join(str(text) for text in last.written if text) if last else ""

    def evidence(self) -> list[Datum]:
        """The rows that made the signal the case was opened from, as they are read, once it has been read blind."""
        item = Item.objects.visible_to(self.actor).filter(pk=self.case.item_id, opened=True).first()
        if item is None:
            return []
        who, (_, rows) = reading.subjects_of(self.actor, item), reading.rows_of(self.actor, item)
        came = book(item.run_id).deliveries
        told = facts(rows, Naming.of(who.main, who.others, rows, self.language), came)
        read = right_facts(self.actor, item, told, self.language)
        register = _IN_REGISTER.said(self.language)
        return [_datum(row, fact, came, register) for row, fact in zip(rows, read, strict=True) if not row.withheld]


def first_record(actor: Actor, case: Case, letter: Letter, language: str) -> dict[str, Value]:
    """The record of a new letter."""
    known = Known(actor, case, language)
    return {fact.id: known.value(fact) for fact in letter.facts.values()}


def first_head(actor: Actor, case: Case, letter: Letter) -> Letterhead:
    """The letterhead of a new letter: who sends as the board's last letter said, and nobody's address."""
    ways = WAYS[letter.receiver]
    protected = is_protected(actor, case)
    known = Known(actor, case, "sv")
    person = known.party("person", "organisation")
    name = known.right(person, "label") if person and ways[0] is Delivery.MAILBOX else ""
    return Letterhead(
        day=actor.today,
        number=case.diary_number or case.number,
        sender=_sender(actor, case),
        name=name,
        delivery=Delivery.SKATTEVERKET if protected and ways[0] is Delivery.MAILBOX else ways[0],
    )


def rows_of(actor: Actor, case: Case, kind: FactKind, language: str) -> list[list[str]]:
    """The case's own rows of a kind, as they are now."""
    return _ROWS[kind](Known(actor, case, language))


def _sender(actor: Actor, case: Case) -> tuple[str, ...]:
    finished = Written.objects.visible_to(actor).filter(
        case__board=case.board_id, finished_at__isnull=False, withheld=False
    )
    last = finished.order_by("-finished_at").first()
    return letterhead(last.head).sender if last else ()


def _subject(known: Known) -> str:
    party = known.party("case", "lease")
    return known.right(party, "label") or known.right(party, "id_number") if party else ""


def _of_party(field: str, *kinds: str) -> Callable[[Known], str]:
    def of(known: Known) -> str:
        party = known.party(*kinds)
        return known.right(party, field) if party else ""

    return of


def _dwelling(known: Known) -> str:
    party = known.party("dwelling", "lease")
    return " ".join((known.right(party, "address") or known.right(party, "label")).split()) if party else ""


def _datum(row: Row, fact: RowFact, came: Mapping[str, str], register: str) -> Datum:
    """A row as it is told. Where it was corrected both values stand, and which is the register's."""
    told = ((cell, f", {register} {cell.was}" if cell.was else "") for cell in fact.cells if cell.text != "–")
    said = "; ".join(f"{cell.name} {cell.text}{was}" for cell, was in told)
    where = row.file if row.line is None else f"{row.file}:{row.line}"
    return Datum(fact.title, said, row.register, where, came.get(row.delivery_id, "–"))


def _sources(known: Known) -> str:
    return "\n".join(dict.fromkeys(f"{datum.kind}, {datum.came}" for datum in known.evidence()))


def _amount(known: Known) -> str:
    effects = Effect.objects.visible_to(known.actor).filter(case=known.case, step=Ladder.ESTABLISHED)
    found = effects.order_by("-id").first()
    return str(found.amount) if found and found.amount is not None else ""


def _deadline(known: Known) -> str:
    return known.case.deadline.isoformat() if known.case.deadline else ""


def _event_rows(known: Known) -> list[list[str]]:
    casetype = type_of(known.case)
    people = {event.by_id for event in known.events} | {event.second_id for event in known.events if event.second_id}
    names = dict(User.objects.filter(pk__in=people).values_list("pk", "name"))
    rows = []
    for number, event in enumerate(known.events, 1):
        step = casetype.steps.get(event.step)
        title = step.title.said(known.language) if step else event.step
        answer = step.answers.get(event.answer) if step else None
        done = f"{title}: {answer.said(known.language)}" if answer else title
        by = names.get(event.by_id, "")
        if event.second_id:
            by = f"{by}, {names.get(event.second_id, '')}"
        at = (event.second_at or event.at).astimezone(ZONE)
        rows.append([str(number), f"{at:%Y-%m-%d %H:%M:%S}", done, by])
    return rows


def _evidence_rows(known: Known) -> list[list[str]]:
    return [
        [str(number), f"{datum.kind}: {datum.said}", datum.register, datum.where, datum.came]
        for number, datum in enumerate(known.evidence(), 1)
    ]


def _document_rows(known: Known) -> list[list[str]]:
    rows = []
    for number, document in enumerate(documents_of(known.actor, known.case), 1):
        if not document.withheld:
            rows.append([str(number), document.title, document.day.isoformat(), _digest(document)])
    return rows


def _digest(document: Document) -> str:
    """SHA-256 of what is in a document; a dash where it is gone. Raises `Shut` where a key is missing."""
    try:
        return sha256(content_of(document)).hexdigest()
    except Shut:
        raise
    except PaxError:
        return "–"


_SOURCES: Mapping[str, Callable[[Known], Value]] = {
    "case.title": lambda known: known.right(known.case, "title"),
    "case.cause": lambda known: known.right(known.case, "cause"),
    "case.ground": lambda known: known.right(known.case, "ground"),
    "case.deadline": _deadline,
    "case.subject": _subject,
    "case.sources": _sources,
    "party.name": _of_party("label", "person", "organisation"),
    "party.number": _of_party("id_number", "person", "organisation"),
    "dwelling": _dwelling,
    "amount": _amount,
    "in_three_weeks": lambda known: (known.actor.today + THREE_WEEKS).isoformat(),
    "in_a_month": lambda known: (known.actor.today + A_MONTH).isoformat(),
    "events": _event_rows,
    "evidence": _evidence_rows,
    "documents": _document_rows,
}
_ROWS: Mapping[FactKind, Callable[[Known], list[list[str]]]] = {
    FactKind.EVENTS: _event_rows,
    FactKind.EVIDENCE: _evidence_rows,
    FactKind.DOCUMENTS: _document_rows,
}
