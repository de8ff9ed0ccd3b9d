"""A gateway (lagrum): one ground on which information may or shall leave, as a lawyer wrote it in its file."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pax.gateways.provisions import Provision
from pax.gateways.words import Fact, Kind, Purpose, Receiver, Sender
from pax.vocabulary import Period, Text


class ProtectedPersons(StrEnum):
    """What the ground allows about a person with protected data."""

    PROTECTED_CHANNEL = "protected_channel"
    NEVER = "never"


class TestKind(StrEnum):
    """How the secrecy is weighed against the need before anything leaves."""

    __test__ = False

    NONE = "none"
    SPECIAL_REASONS = "special_reasons"  # not if special reasons speak against
    CLEAR = "clear"  # not if it is clear that secrecy weighs more
    OVERRIDING = "overriding"  # not if overriding reasons speak for secrecy
    EXCEPTIONAL = "exceptional"  # not if exceptional reasons speak for secrecy
    WRITTEN_BALANCING = "written_balancing"  # a written balancing of interests first
    EVIDENT = "evident"  # only if it is evident that the need weighs more
    NECESSITY = "necessity"  # only what the sender's own task cannot do without
    SUITABILITY = "suitability"  # not if it is unsuitable
    HARM = "harm"  # a test of harm, document by document
    UTMOST = "utmost"  # not what it is of utmost importance to withhold


@dataclass(frozen=True, slots=True)
class Test:
    """The weighing: its kind, what it says, and whether it is owed even where nothing is secret."""

    __test__ = False

    kind: TestKind
    says: Text
    public_too: bool


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The lawyer who has read the statute against the file, and the day."""

    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Unsure:
    """What nobody has confirmed: in general, or only for one sender or receiver."""

    says: Text
    sender: Sender | None = None
    receiver: Receiver | None = None

    @property
    def general(self) -> bool:
        """True when the doubt is about the ground itself."""
        return self.sender is None and self.receiver is None

    def concerns(self, sender: Sender, receiver: Receiver) -> bool:
        """True when the doubt is about just this sender or this receiver."""
        return not self.general and self.sender in (None, sender) and self.receiver in (None, receiver)


@dataclass(frozen=True, slots=True)
class Gateway:
    """One ground, whole. `order` is where a lawyer would try it; `last_resort` is open to nearly every question."""

    id: str
    order: int
    last_resort: bool
    title: Text
    act: Text
    section: str
    says: Text
    shall: bool
    senders: frozenset[Sender]
    receivers_asked: frozenset[Receiver]
    receivers_own: frozenset[Receiver]
    kinds: frozenset[Kind]
    purposes: frozenset[Purpose]
    test: Test
    excluded: tuple[Provision, ...]
    requires: tuple[Fact, ...]
    forbids: tuple[Fact, ...]
    protected_persons: ProtectedPersons
    write: tuple[Text, ...]
    decides: Text
    feedback: Text
    if_closed: Text
    in_force: Period
    read_on: date | None
    unsure: tuple[Unsure, ...]
    confirmed: Confirmation | None
    sources: tuple[str, ...]

    @property
    def receivers(self) -> frozenset[Receiver]:
        """Everyone it can reach, asked or not."""
        return self.receivers_asked | self.receivers_own

    @property
    def on_request(self) -> bool:
        """True when it can answer a request."""
        return bool(self.receivers_asked)

    @property
    def own_initiative(self) -> bool:
        """True when it can be used unasked."""
        return bool(self.receivers_own)

    def reaches(self, asked: bool) -> frozenset[Receiver]:
        """The receivers when asked, or on own initiative."""
        return self.receivers_asked if asked else self.receivers_own

    def cited(self, language: str) -> str:
        """Act and section in one line."""
        return f"{self.act.said(language)} {self.section}"
