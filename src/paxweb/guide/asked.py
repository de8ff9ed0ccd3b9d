"""A question as it stands in an address: read leniently, so that nothing in it can break a page, and written back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar
from urllib.parse import urlencode

from pax.gateways import (
    Channel,
    Fact,
    Item,
    Kind,
    NotAProvision,
    Provision,
    Purpose,
    Question,
    Receiver,
    Sender,
    usual_provision,
)
from pax.vocabulary import Protection, Text

W = TypeVar("W", bound=StrEnum)


class Query(Protocol):
    """What Django's QueryDict offers, and all that is needed of it."""

    def get(self, key: str, /) -> str | None:
        """The last value, or None."""
        ...

    def getlist(self, key: str, /) -> list[str]:
        """Every value."""
        ...


@dataclass(frozen=True, slots=True)
class Wrong:
    """One answer that cannot be used: the field it stands in, and what is wrong with it."""

    field: str
    says: Text


@dataclass(frozen=True, slots=True)
class Asked:
    """As much of a question as has been answered; `wrong` lists what could not be read."""

    on: date
    sender: Sender | None = None
    kind: Kind | None = None
    receiver: Receiver | None = None
    purpose: Purpose | None = None
    asked: bool = False
    provision: Provision | None = None
    written: str = ""
    channel: Channel = Channel.OPEN
    protected: bool = False
    true: frozenset[Fact] = field(default_factory=frozenset)
    false: frozenset[Fact] = field(default_factory=frozenset)
    dated: bool = False
    wrong: tuple[Wrong, ...] = ()

    @property
    def held_under(self) -> Provision | None:
        """The secrecy said, else what the sender's information usually lies under."""
        if self.provision is not None:
            return self.provision
        return usual_provision(self.sender) if self.sender else None

    def question(self) -> Question | None:
        """The question for the engine, or None while a part is missing."""
        sender, kind, receiver, purpose, held = self.sender, self.kind, self.receiver, self.purpose, self.held_under
        if sender is None or kind is None or receiver is None or purpose is None or held is None:
            return None
        protection = Protection.MARKED if self.protected else Protection.NONE
        return Question(
            items=(Item(sender, kind, held, protection),),
            sender=sender,
            receiver=receiver,
            purpose=purpose,
            on=self.on,
            asked=self.asked,
            channel=self.channel,
            true=self.true,
            false=self.false,
        )

    def address(self, **changed: str | Iterable[str] | None) -> str:
        """The query string of this question with some answers changed; None takes one away."""
        values: dict[str, str | Iterable[str] | None] = {**self._values(), **changed}
        pairs: list[tuple[str, str]] = []
        for key, value in values.items():
            if isinstance(value, str):
                pairs.append((key, value))
            elif value is not None:
                pairs += [(key, each) for each in value]
        return urlencode(pairs)

    def _values(self) -> dict[str, str | Iterable[str] | None]:
        return {
            "sender": self.sender,
            "kind": self.kind,
            "receiver": self.receiver,
            "purpose": self.purpose,
            "asked": "1" if self.asked else None,
            "provision": str(self.provision) if self.provision else None,
            "channel": Channel.PROTECTED.value if self.channel is Channel.PROTECTED else None,
            "protected": "1" if self.protected else None,
            "on": self.on.isoformat() if self.dated else None,
            "yes": sorted(self.true),
            "no": sorted(self.false),
        }


def read(query: Query, today: date) -> Asked:
    """The question in an address. What cannot be read counts as not answered, and is told in `wrong`."""
    wrong: list[Wrong] = []
    provision, written = _provision(query, wrong)
    true, false = _facts(query, wrong)
    on = _date(query, wrong)
    return Asked(
        sender=_word(query, "sender", Sender, wrong),
        kind=_word(query, "kind", Kind, wrong),
        receiver=_word(query, "receiver", Receiver, wrong),
        purpose=_word(query, "purpose", Purpose, wrong),
        asked=query.get("asked") == "1",
        provision=provision,
        written=written,
        channel=_word(query, "channel", Channel, wrong) or Channel.OPEN,
        protected=query.get("protected") == "1",
        true=true,
        false=false,
        on=on or today,
        dated=on is not None,
        wrong=tuple(wrong),
    )


_NO_SUCH = Text("Valet finns inte. Välj i listan.", "There is no such choice. Choose from the list.")
_NO_PROVISION = Text(
    "Skriv bestämmelsen som jurister gör, till exempel OSL 26:1, OSL 31:1 första stycket, eller ingen.",
    "Write the provision as lawyers do, such as OSL 26:1, OSL 31:1 first paragraph, or none.",
)
_NO_DATE = Text("Skriv dagen som år-månad-dag, till exempel 2026-11-23.", "Write the day as 2026-11-23.")
_BOTH = Text("Ett påstående kan inte vara både sant och falskt.", "A statement cannot be both true and false.")


def _word(query: Query, name: str, kind: type[W], wrong: list[Wrong]) -> W | None:
    given = query.get(name)
    if not given:
        return None
    try:
        return kind(given)
    except ValueError:
        wrong.append(Wrong(name, _NO_SUCH))
        return None


def _provision(query: Query, wrong: list[Wrong]) -> tuple[Provision | None, str]:
    written = (query.get("other_provision") or "").strip() or (query.get("provision") or "").strip()
    if not written:
        return None, ""
    try:
        return Provision.parse(written), written
    except NotAProvision:
        wrong.append(Wrong("provision", _NO_PROVISION))
        return None, written[:60]


def _date(query: Query, wrong: list[Wrong]) -> date | None:
    given = query.get("on")
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        wrong.append(Wrong("on", _NO_DATE))
        return None


def _facts(query: Query, wrong: list[Wrong]) -> tuple[frozenset[Fact], frozenset[Fact]]:
    said: Mapping[str, frozenset[Fact]] = {name: _each(query, name, wrong) for name in ("yes", "no")}
    both = said["yes"] & said["no"]
    if both:
        wrong.append(Wrong("facts", _BOTH))
    return said["yes"] - both, said["no"] - both


def _each(query: Query, name: str, wrong: list[Wrong]) -> frozenset[Fact]:
    given = query.getlist(name)
    known = {fact.value for fact in Fact}
    if any(value not in known for value in given):
        wrong.append(Wrong("facts", _NO_SUCH))
    return frozenset(Fact(value) for value in given if value in known)
