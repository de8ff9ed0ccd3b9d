"""A question: what, from whom, to whom, why, when, asked or not, through which channel, and what is already known."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pax.gateways.provisions import NO_SECRECY, UNKNOWN, Provision
from pax.gateways.words import Fact, Kind, Purpose, Receiver, Sender
from pax.vocabulary import Protection


class Channel(StrEnum):
    """How it would be sent."""

    OPEN = "open"  # ordinary mail, e-mail, telephone: nobody knows who reads or listens
    PROTECTED = "protected"  # secure digital communication, a protected-address route, by hand to a known person


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of information: who holds it, the secrecy it lies under, its kind, the protection of its subject."""

    board: Sender
    kind: Kind
    provision: Provision
    protection: Protection = Protection.NONE


@dataclass(frozen=True, slots=True)
class Question:
    """May these items go from the sender to the receiver? `asked` False = on the sender's own initiative.

    `true` and `false` are the facts somebody has answered for; every other fact is unsaid. The date decides which law
    is in force. Raises ValueError without an item, or when a fact is said to be both.
    """

    items: tuple[Item, ...]
    sender: Sender
    receiver: Receiver
    purpose: Purpose
    on: date
    asked: bool
    channel: Channel = Channel.OPEN
    true: frozenset[Fact] = field(default_factory=frozenset)
    false: frozenset[Fact] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        if not self.items:
            raise ValueError("a question is about at least one piece of information")
        if self.true & self.false:
            raise ValueError("a fact cannot be both true and false")

    @property
    def secret(self) -> bool:
        """True when any item lies under secrecy."""
        return any(item.provision.secret for item in self.items)

    @property
    def protected(self) -> bool:
        """True when any item is about a person with protected data."""
        return any(item.protection.withholds for item in self.items)


_USUAL = {
    Sender.SOCIAL_SERVICES: Provision.parse("OSL 26:1"),
    Sender.CARE: Provision.parse("OSL 26:1"),
    Sender.HEAD_TEACHER: Provision.parse("OSL 23 kap."),
    Sender.EDUCATION: Provision.parse("OSL 23 kap."),
    Sender.REGISTRY: Provision.parse("OSL 22:1"),
    Sender.HOUSING_COMPANY: NO_SECRECY,
}


def usual_provision(sender: Sender) -> Provision:
    """The secrecy a sender's information usually lies under, when nobody has said; unknown counts as secret."""
    return _USUAL.get(sender, UNKNOWN)
