"""A letter as a lawyer wrote it, as frozen types: its words, and the facts it takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pax.casetypes import Law
from pax.vocabulary import Text


class FactKind(StrEnum):
    """What a fact of a letter looks like, in the record and on paper."""

    LINE = "line"
    """One line of text; may stand within a sentence."""
    TEXT = "text"
    """Some paragraphs; stand on their own."""
    LIST = "list"
    """One thing a line; a list with dots."""
    DAY = "day"
    """A day, kept as 2026-12-31, written out in the letter's language."""
    MONEY = "money"
    """Kronor, kept as 1234.50."""
    PLAN = "plan"
    """Days and amounts, one a row."""
    EVENTS = "events"
    """What was done in the case, row by row, as the case has it."""
    EVIDENCE = "evidence"
    """The data a case rests on: source, file, line, day."""
    DOCUMENTS = "documents"
    """The case's documents, with their digests."""

    @property
    def within(self) -> bool:
        """Whether it may stand within a sentence."""
        return self in (FactKind.LINE, FactKind.DAY, FactKind.MONEY)

    @property
    def from_case(self) -> bool:
        """Whether its rows are the case's own: they may be left out, never written."""
        return self in COLUMNS and self is not FactKind.PLAN

    @property
    def table(self) -> bool:
        """Whether its value is rows."""
        return self in COLUMNS


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its head, and its share of the width."""

    title: Text
    share: int


COLUMNS: Mapping[FactKind, tuple[Column, ...]] = {
    FactKind.PLAN: (Column(Text("Dag", "Day"), 1), Column(Text("Belopp", "Amount"), 1)),
    FactKind.EVENTS: (
        Column(Text("Nr", "No."), 1),
        Column(Text("Tid", "Time"), 3),
        Column(Text("Vad som gjordes", "What was done"), 5),
        Column(Text("Av", "By"), 3),
    ),
    FactKind.EVIDENCE: (
        Column(Text("Nr", "No."), 1),
        Column(Text("Uppgift", "Datum"), 5),
        Column(Text("Källa", "Source"), 3),
        Column(Text("Fil och rad", "File and line"), 4),
        Column(Text("Dag", "Day"), 3),
    ),
    FactKind.DOCUMENTS: (
        Column(Text("Nr", "No."), 1),
        Column(Text("Handling", "Document"), 5),
        Column(Text("Inkom eller gjordes", "Received or made"), 3),
        Column(Text("Fingeravtryck (SHA-256)", "Digest (SHA-256)"), 6),
    ),
}
"""The tables a letter can hold. Rows of the case begin with a number, so that each can be pointed at."""


class Receiver(StrEnum):
    """To whom a letter goes."""

    PERSON = "person"
    AUTHORITY = "authority"
    FILE = "file"
    """Nobody: it is put in a file."""


class Signer(StrEnum):
    """Who may finish a letter, besides what its step asks for."""

    INVESTIGATOR = "investigator"
    LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the letter takes. `source`: where a first value is fetched (`SOURCES`); empty when it is written.

    `example`: a realistic value in each language, used to measure how the letter reads.
    """

    id: str
    kind: FactKind
    label: Text
    hint: Text
    source: str
    required: bool
    example: Text


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of the letter's own words."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a fact."""

    fact: str
    strong: bool = False


Piece = Words | Slot


@dataclass(frozen=True, slots=True)
class Head:
    """A heading."""

    text: str


@dataclass(frozen=True, slots=True)
class Running:
    """A paragraph."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Dots:
    """A list with dots."""

    items: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Alone:
    """A fact that stands on its own: paragraphs, a list or a table."""

    fact: str


Part = Head | Running | Dots | Alone


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of the content. `document`: the kind of document a step asks for; `casetypes`: where it belongs.

    `never`: words that stand neither in its text nor in its facts. `gateway`: the statute whose verdict must be yes
    before it is written. `both_sign`: the receiver signs too.
    """

    id: str
    order: int
    version: int
    title: Text
    says: Text
    document: str
    casetypes: tuple[str, ...]
    receiver: Receiver
    signer: Signer
    both_sign: bool
    gateway: str
    never: tuple[str, ...]
    law: tuple[Law, ...]
    facts: Mapping[str, Fact]
    parts: Mapping[str, tuple[Part, ...]]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is written in, Swedish first."""
        return tuple(self.parts)
