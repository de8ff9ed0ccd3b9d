"""Reading an item: its rows in force, as far as the reader may see them. What belongs to the question waits.

Rows come with `ends`: which columns name somebody or something, and whom. Before the answer nobody but the main subject
may be called by a name, since a draw knows no other names: the page calls them "person 1", in the order they appear.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Subquery, Value

from pax.content import find, schema
from pax.vocabulary.ends import Ends
from paxweb.accounts.access import Actor
from paxweb.intake.models import Edge, Evidence, Item, Question, SheetRow, Subject


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is read: `facts` by column, `ends` the columns that name somebody or something and whom.

    `withheld`: somebody in it is protected; it has no key and no facts, and the page shows the mark.
    """

    table: str
    row_key: str
    register: str
    delivery_id: str
    file: str
    line: int | None
    facts: Mapping[str, Any]
    ends: Mapping[str, tuple[str, str]]
    withheld: bool


def subject_of(actor: Actor, item: Item) -> Subject | None:
    """Whom or what it is about."""
    found: Subject | None = Subject.objects.visible_to(actor).filter(item=item, main=True).first()
    return found


@dataclass(frozen=True, slots=True)
class Subjects:
    """Whom an opened item is about: the main subject, the others in the question's order, and `elsewhere`: the items
    whose main subject is the same."""

    main: Subject | None
    others: Sequence[Subject] = ()
    elsewhere: Sequence[UUID] = ()


def subjects_of(actor: Actor, item: Item) -> Subjects:
    """Everyone the question names, and where else the main subject is one; nobody before it is opened. One query.

    It starts from the subject's key, so that the database looks at the items it finds and at no others.
    """
    here = Subject.objects.visible_to(actor).filter(item_id=item.pk)
    key = Subject.objects.visible_to(actor).filter(item_id=item.pk, main=True).exclude(subject_key="")
    same = Subject.objects.visible_to(actor).filter(main=True, subject_key=Subquery(key.values("subject_key")[:1]))
    found = sorted(here.union(same.exclude(item_id=item.pk), all=True), key=lambda subject: subject.pk)
    own = [subject for subject in found if subject.item_id == item.pk]
    main = next((subject for subject in own if subject.main), None)
    elsewhere = [subject.item_id for subject in found if subject.item_id != item.pk]
    return Subjects(main, [subject for subject in own if not subject.main], elsewhere)


def others_of(actor: Actor, item: Item) -> list[Subject]:
    """Everyone else the question names, in the order it names them; nobody before it is opened."""
    return list(Subject.objects.visible_to(actor).filter(item=item, main=False).order_by("pk"))


def sheet_of(actor: Actor, item: Item) -> list[Row]:
    """The fact sheet's rows in their order."""
    return [_row(row) for row in SheetRow.objects.visible_to(actor).filter(item=item).order_by("seq")]


def rows_of(actor: Actor, item: Item) -> tuple[list[Row], list[Row]]:
    """The fact sheet's rows, and the rows that made the signal: none of these before it is opened. One query."""
    sheet = SheetRow.objects.visible_to(actor).filter(item=item).annotate(made_it=Value(False))
    made_it = Evidence.objects.visible_to(actor).filter(item=item).annotate(made_it=Value(True))
    rows = list(sheet.union(made_it, all=True).order_by("seq"))
    return [_row(row) for row in rows if not row.made_it], [_row(row) for row in rows if row.made_it]


def edges_of(actor: Actor, item: Item) -> list[Edge]:
    """One step from the subject; none before it is opened."""
    return list(Edge.objects.visible_to(actor).filter(item=item).order_by("pk"))


def question_of(actor: Actor, item: Item) -> Question | None:
    """What was asked; None for a draw, and before it is opened."""
    found: Question | None = Question.objects.visible_to(actor).filter(item=item).first()
    return found


def questions_of(actor: Actor, items: Collection[UUID]) -> dict[UUID, Question]:
    """What was asked about these items, those that are opened and visible; draws are not among them. One query."""
    if not items:
        return {}
    found = Question.objects.visible_to(actor).filter(item__in=list(items))
    return {question.item_id: question for question in found}


@cache
def _ends() -> Ends:
    return Ends(schema(find()))


def _row(row: SheetRow | Evidence) -> Row:
    ends = {} if row.withheld else _ends().by_column(row.table, row.facts)
    return Row(row.table, row.row_key, row.register, row.delivery_id, row.file, row.line, row.facts, ends, row.withheld)
