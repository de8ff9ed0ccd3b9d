"""One item or case as it concerns one person: which rows are theirs, and who else stands there."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from django.db import models

from pax.content import find, schema
from pax.letters import Receiver
from pax.vocabulary import Text
from pax.vocabulary.ends import Ends
from paxweb.accounts.access import machine
from paxweb.accounts.models import User
from paxweb.cases.models import Case, Consent, Party, Proposal
from paxweb.intake.models import Edge, Evidence, Item, SheetRow, Subject
from paxweb.letters.contents import all_letters as letters
from paxweb.letters.models import Letter
from paxweb.rights.drafts import leaves
from paxweb.rights.masking import Masking, Own
from paxweb.signals import words

Root = Item | Case

_NAME_KEYS = frozenset({"name", "names", "resident", "given_name", "surname"})
_ALWAYS = frozenset({"intake.Item", "cases.Case"})
_OF_THE_QUESTION = frozenset({"rule_id", "first_seen_on", "text_sv", "text_en"})
"""What is told of a question that is about somebody else: that the person stood in it, and the sentence."""


@cache
def _ends() -> Ends:
    return Ends(schema(find()))


@dataclass(slots=True)
class Standing:
    """The person in one item or case. `own_main`: it is about them, their home, or nobody's in particular."""

    root: Root
    own: Own
    keys: frozenset[str]
    own_main: bool = True
    shared: bool = False
    masking: Masking = field(init=False)

    def __post_init__(self) -> None:
        self.masking = Masking(self.own)
        self.masking.officials(officials(self.root.board_id))
        people = [row for row in self._people() if not self.is_own(row)]
        mains = [row for row in self._people() if row.main]
        self.own_main = not mains or any(self.is_own(row) for row in mains)
        self.shared = bool(people)
        for row in people:
            self.masking.person(row.label, row.address, row.id_number, row.entity_id)
        for name in self._more_names():
            self.masking.person(name)

    def is_own(self, row: Subject | Party) -> bool:
        """Whether a subject or party is the person."""
        by_key = bool(row.subject_key) and row.subject_key in self.keys
        return by_key or row.entity_id in self.own.entities or row.id_number in self.own.numbers

    def concerns(self, row: models.Model) -> bool:
        """Whether a row is about the person, and not about somebody else alone."""
        match row:
            case Subject() | Party():
                return self.is_own(row) or (row.kind != "person" and (self.own_main or self._says(row)))
            case SheetRow() | Evidence():
                return self._source(row)
            case Edge():
                return self._edge(row)
            case Consent():
                return row.name.casefold() in {name.casefold() for name in self.own.names}
        return self.own_main or row._meta.label in _ALWAYS or row._meta.label == "intake.Question" or self._says(row)

    def columns(self, row: models.Model) -> frozenset[str] | None:
        """The columns told of a row; None: all of them."""
        return _OF_THE_QUESTION if row._meta.label == "intake.Question" and not self.own_main else None

    def _source(self, row: SheetRow | Evidence) -> bool:
        if row.withheld:
            return self.own_main
        people = {identifier for kind, identifier in _ends().of(row.table, row.facts) if kind == "person"}
        return bool(people & self.own.entities) or (not people and self.own_main) or self._says(row)

    def _edge(self, row: Edge) -> bool:
        people = {each for kind, each in ((row.from_kind, row.from_id), (row.to_kind, row.to_id)) if kind == "person"}
        return bool(people & self.own.entities) or (not people and self.own_main) or self._says(row)

    def _says(self, row: models.Model) -> bool:
        return any(
            self.own.is_named(text)
            for column in row._meta.concrete_fields
            if isinstance(column, models.CharField | models.TextField | models.JSONField)
            for _, text in leaves(getattr(row, column.attname))
        )

    def _people(self) -> list[Subject | Party]:
        if isinstance(self.root, Item):
            return list(Subject.objects.filter(item=self.root, kind="person"))
        return list(Party.objects.filter(case=self.root, kind="person"))

    def _more_names(self) -> Iterator[str]:
        """Names of others that stand where no key does: residents, and the ends of ties."""
        if isinstance(self.root, Item):
            for edge in Edge.objects.filter(item=self.root):
                ends = ((edge.from_kind, edge.from_id, edge.from_label), (edge.to_kind, edge.to_id, edge.to_label))
                yield from (label for kind, one, label in ends if kind == "person" and one not in self.own.entities)
            return
        yield from Consent.objects.filter(case=self.root).values_list("name", flat=True)
        yield from _written_to(self.root)
        for extra in Proposal.objects.filter(case=self.root).values_list("extra", flat=True):
            yield from _named_in(extra)


def _written_to(case: Case) -> Iterator[str]:
    """Persons whom letters of a case went to; an authority may be named."""
    known = letters()
    for letter, head in Letter.objects.filter(case=case).values_list("letter", "head"):
        content = known.get(letter)
        if isinstance(head.get("name"), str) and (content is None or content.receiver is Receiver.PERSON):
            yield head["name"]


def _named_in(extra: Mapping[str, Any]) -> Iterator[str]:
    for path, text in leaves(extra):
        if {*path.split(".")} & _NAME_KEYS:
            yield text


def officials(board_id: str) -> frozenset[str]:
    """Names of everybody who has or had a clearance at the board."""
    return frozenset(User.objects.filter(clearances__label__board=board_id).values_list("name", flat=True))


def names_of(roots: Collection[UUID | None], language: str) -> dict[UUID, str]:
    """What items and cases are called by people: a case by its number, an item by its family and day.

    For those of a hold or volume that the caller has seen that the person may see: a registrar sees no case itself.
    """
    ids = frozenset(root for root in roots if root is not None)
    with machine("machine:intake"):  # as in closing.py
        return {root.pk: _name_of(root, language) for root in roots_of(ids, ids)}


def _name_of(root: Root, language: str) -> str:
    if isinstance(root, Case):
        return Text(f"Ärende {root.number}", f"Case {root.number}").said(language)
    family = words.family(root.family).said(language)
    return Text(f"Uppgift om {family.lower()}, {root.arrived_on}", f"Item: {family}, {root.arrived_on}").said(language)


def roots_of(items: frozenset[UUID], cases: frozenset[UUID]) -> Iterator[Root]:
    """Items and cases, the oldest first."""
    yield from Item.objects.filter(pk__in=items).select_related("wall").order_by("arrived_on", "pk")
    yield from Case.objects.filter(pk__in=cases).select_related("wall").order_by("opened_on", "pk")
