"""What the API answers with. No name and no number of anybody: what joins to another system is the diary number."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from paxweb.cases.models import Cause, Finding, Ladder

Slug = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,60}$")]
Money = Annotated[str, Field(pattern=r"^-?[0-9]{1,12}\.[0-9]{2}$", description="SEK, two decimals")]


class Closed(Schema):
    """What has the fields it says, and no other."""

    model_config = ConfigDict(extra="forbid")


class Said(Closed):
    """A text in both languages of the office."""

    sv: str
    en: str


class Board(Closed):
    """A board the token reads."""

    id: Slug
    name: str


class Boards(Closed):
    """The boards the token reads."""

    boards: list[Board]


class Question(Closed):
    """What a rule asked about an item. `text` stands there for tokens that read what was written."""

    rule_id: str
    rule_version: int
    title: Said
    text: Said | None = None
    from_date: date | None = None
    to_date: date | None = None
    amount: Money | None = None
    in_favour: bool
    first_seen_on: date
    withheld: bool


class Item(Closed):
    """An item that has been read blind, and what was asked about it; no question: it was drawn by chance.

    `withheld`: somebody in it is protected, and what stood on them is closed.
    """

    id: UUID
    board: Slug
    family: str
    area: str
    arrived_on: date
    subject_kind: str
    state: str
    live: bool
    version: int
    question: Question | None = None
    withheld: bool


class Items(Closed):
    """A page of items; `next`: give it as `after` to get the page that follows."""

    items: list[Item]
    next: UUID | None = None


class Case(Closed):
    """A case and where it stands. Its title, cause and ground are there for tokens that read what was written."""

    id: UUID
    board: Slug
    number: str
    diary_number: str
    casetype: str
    state: str
    state_title: Said
    trigger: str
    purpose: str
    opened_on: date
    entered_on: date
    deadline: date | None = None
    ended_on: date | None = None
    item_id: UUID | None = None
    version: int
    title: str | None = None
    cause: str | None = None
    ground: str | None = None
    withheld: bool


class Cases(Closed):
    """A page of cases; `next`: give it as `after` to get the page that follows."""

    cases: list[Case]
    next: UUID | None = None


class Event(Closed):
    """A step that was done. `written` is there for tokens that read what was written, and not where it is withheld."""

    seq: int
    step: str
    title: Said
    answer: str
    at: datetime
    signed_by_two: bool
    written: list[str] | None = None
    withheld: bool


class Events(Closed):
    """Everything done in a case, oldest first."""

    events: list[Event]


class Effect(Closed):
    """One step of the ladder. The steps are never added together."""

    step: Literal[tuple(Ladder.values)]  # type: ignore[valid-type]  # the ladder's own words
    amount: Money | None = None
    monthly: Money | None = None
    horizon: date | None = None
    on: date


class Outcome(Closed):
    """What became of an item or a case. The newest counts; the others show what it was before."""

    id: int
    finding: Literal[tuple(Finding.values)]  # type: ignore[valid-type]  # as above
    cause: Literal[tuple(Cause.values)] | None = None  # type: ignore[valid-type]  # as above
    decided_on: date | None = None
    minutes: int | None = None
    diary_number: str
    effects: list[Effect]
    by_machine: bool
    at: datetime


class Outcomes(Closed):
    """What became of something, newest first, and the version it has now."""

    version: int
    outcomes: list[Outcome]


class Kept(Closed):
    """An outcome as it was kept, and the version its item or case has now. `again`: it was kept by an earlier post."""

    version: int
    outcome: Outcome
    again: bool
