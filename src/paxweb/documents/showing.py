"""The documents of a case as its page shows them: a line each, a mark where somebody in it is protected."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, Q

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.cases import rooms
from paxweb.cases.models import Case, Shielded
from paxweb.cases.rooms import Part
from paxweb.cases.types import all_types
from paxweb.cases.words import PROTECTED
from paxweb.documents.formats.judging import FORMATS
from paxweb.documents.kinds import called
from paxweb.documents.models import Direction, Document, Export
from paxweb.documents.reading import documents_of, masked_of

TITLE = Text("Handlingar", "Documents")
DIRECTIONS = {
    Direction.RECEIVED: Text("Inkommen", "Received"),
    Direction.MADE: Text("Upprättad", "Drawn up here"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A document in a list. `open`: it may be read; `masks`: it is the masked copy of another."""

    id: UUID
    title: str
    kind: str
    direction: str
    party: str
    day: date
    form: str
    size: str
    open: bool
    masks: bool
    masked: UUID | None


def size(length: int, language: str) -> str:
    """Bytes as people write them: 340 kB, 1,2 MB."""
    if length < 1_000_000:
        return f"{max(1, round(length / 1000))} kB"
    text = f"{length / 1_000_000:.1f} MB"
    return text if language == "en" else text.replace(".", ",")


def shown(documents: Iterable[Document], case: Case, language: str) -> tuple[Shown, ...]:
    """The lines of a list, in its order."""
    casetype, found = all_types().get(case.casetype), list(documents)
    masked = masked_of(found)
    return tuple(_line(each, called(casetype, each.kind), masked.get(each.pk), language) for each in found)


def _line(document: Document, kind: Text, masked: Document | None, language: str) -> Shown:
    title = PROTECTED.said(language) if document.withheld else document.title
    return Shown(
        id=document.pk,
        title=title,
        kind=kind.said(language),
        direction=DIRECTIONS[Direction(document.direction)].said(language),
        party=document.party,
        day=document.day,
        form=FORMATS[document.blob.format].title.said(language),
        size=size(document.blob.size, language),
        open=not document.withheld,
        masks=document.masks_id is not None,
        masked=masked.pk if masked and not masked.withheld else None,
    )


def section(actor: Actor, case: Case, language: str) -> Part | None:
    """The section of the case's page; None for whoever may not read documents."""
    if not actor.may("document.read", case):
        return None
    context = {
        "case_id": case.pk,
        "documents": shown(documents_of(actor, case), case, language),
        "may_add": actor.may("document.add", case),
        "may_take_out": actor.may("export.print", case),
    }
    return Part(TITLE.said(language), "documents/_list.html", context)


def masked_since(case: Case) -> Q:
    """Copies masked after everybody who is protected in the case had become so; somebody new closes them again."""
    newest = Shielded.objects.filter(case=case, lifted_at=None).aggregate(newest=Max("since"))["newest"]
    return Q(masks__isnull=False, added_at__gte=newest) if newest else Q(pk__in=[])


def make_ready() -> None:
    """Register with cases: the section, and the words that are withheld with the rest of a case."""
    rooms.part(section)
    rooms.withhold(Document, fields=("title", "party", "file_name"), spared=masked_since)
    rooms.withhold(Export, fields=("reason",))
