"""To whom something about a person has gone: letters, steps that tell an authority, exports, answers to requests."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pax import content
from pax.casetypes import load
from paxweb.cases.models import Case, Event
from paxweb.documents.models import Document, Export
from paxweb.frame.clock import day_of
from paxweb.intake.models import Item
from paxweb.ledger.models import Entry
from paxweb.letters.models import Letter
from paxweb.rights.models import Given, Record, Volume, VolumeRoot, VolumeState


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody who got it: how (letter, document, step, export, outcome, record, extract), who, and the day."""

    how: str
    receiver: str
    on: date | None


def receivers_of(board_id: str, roots: Collection[UUID]) -> list[Reached]:
    """Everybody these items and cases were told to, each once, in the order it happened. For machines."""
    cases = list(Case.objects.filter(pk__in=list(roots)))
    items = set(Item.objects.filter(pk__in=list(roots)).values_list("pk", flat=True))
    items |= {case.item_id for case in cases if case.item_id}
    every = [
        *(each for case in cases for each in _of_case(case)),
        *_outcomes(board_id, items | {case.pk for case in cases}),
        *_answers(roots),
    ]
    found = {(each.how, each.receiver, each.on): each for each in every if each.receiver}
    return sorted(found.values(), key=lambda each: (str(each.on), each.how, each.receiver))


def _of_case(case: Case) -> Iterator[Reached]:
    for name, at in Letter.objects.filter(case=case, finished_at__isnull=False).values_list("head", "finished_at"):
        yield Reached("letter", str(name.get("name", "")), day_of(at))
    made = Document.objects.filter(case=case, direction="made").exclude(party="")
    for party, day in made.values_list("party", "day"):
        yield Reached("document", party, day)
    steps = load(content.find())
    known = {step.id: step for each in steps if each.id == case.casetype for step in each.steps.values()}
    for step, at in Event.objects.filter(case=case).values_list("step", "at"):
        if step in known and known[step].document:
            yield Reached("step", known[step].title.sv, day_of(at))
    for aim, at in Export.objects.filter(case=case).values_list("aim", "at"):
        yield Reached("export", aim, day_of(at))


def _outcomes(board_id: str, roots: Collection[UUID]) -> Iterator[Reached]:
    """Outcomes go back to the engine without name or number, but they are about the item."""
    if not roots:
        return
    sent = Entry.objects.filter(board=board_id, act="outcomes.send").order_by("at").values_list("at", flat=True)
    for at in sent:
        yield Reached("outcome", "outcomes.csv", day_of(at))


def _answers(roots: Collection[UUID]) -> Iterator[Reached]:
    given = Record.objects.filter(root_id__in=list(roots), given__in=(Given.GIVE, Given.MASKED))
    for to, at in given.filter(taken_at__isnull=False).values_list("request__answer_to", "taken_at"):
        yield Reached("record", to or "anonym", day_of(at) if at else None)
    volumes = VolumeRoot.objects.filter(root_id__in=list(roots)).values("volume_id")
    issued = Volume.objects.filter(pk__in=volumes, state=VolumeState.ISSUED, signed_at__isnull=False)
    for name, at in issued.values_list("request__name", "signed_at"):
        yield Reached("extract", name, day_of(at) if at else None)
