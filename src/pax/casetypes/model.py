"""A case type as frozen types."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pax.casetypes.condition import Condition
from pax.vocabulary import Text


class Kind(StrEnum):
    """What a step does to the person it is about. A type guards each kind for all its steps at once."""

    CONTACT = "contact"
    """The first word with the person: announced access, a talk."""
    QUESTION = "question"
    """Asks the person something."""
    VISIT = "visit"
    """Goes to somebody's home."""
    OUTWARD = "outward"
    """Something leaves the board: a letter, a notice, an agreement."""
    CLAIM = "claim"
    """Asks for money back, or for the flat."""
    POLICE = "police"
    """A report to the police."""
    ENDING = "ending"
    """Ends the case."""


@dataclass(frozen=True, slots=True)
class Law:
    """A provision a step rests on; `confirmed` once a municipal lawyer has said so."""

    act: str
    section: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class State:
    """Where a case stands. An ended state has no way on but to be opened again."""

    id: str
    title: Text
    ended: bool


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is done: from which states, by whom, after what, and where the case stands then.

    `to`: answer → state, with "" for every answer not named; empty when the case stays where it is. `conditions`: its
    own, and those its type sets for every kind it is of. `deadline_days`: days from entry into the state. `undoes`:
    steps that must be done anew after this one. `signs`: how many people sign. `write`: what must be written down.
    `day`: which day must be given with it, one to come where `ahead`, and then
    `settled_by`: steps any of which ends the wait for that day. `waits`: answer → step whose day must have passed
    before it can be given. `found`, `caused`: answer → the finding, the cause of the outcome that follows from it
    (words of `outcomes.csv`).
    """

    id: str
    title: Text
    says: Text
    sources: tuple[str, ...]
    to: Mapping[str, str]
    by: tuple[str, ...]
    conditions: tuple[Condition, ...]
    answers: Mapping[str, Text]
    kinds: frozenset[Kind]
    again: bool
    undoes: tuple[str, ...]
    signs: int
    fresh: bool
    deadline_days: int | None
    document: str | None
    write: tuple[Text, ...]
    day: Text | None
    ahead: bool
    settled_by: tuple[str, ...]
    waits: Mapping[str, str]
    found: Mapping[str, str]
    caused: Mapping[str, str]
    law: tuple[Law, ...]

    def next(self, answer: str) -> str | None:
        """The state it leads to with that answer; None when the case stays."""
        return self.to.get(answer, self.to.get(""))


@dataclass(frozen=True, slots=True)
class CaseType:
    """How cases of one type go. `ladder`: the steps of the ladder an effect of such a case can be counted on."""

    id: str
    order: int
    version: int
    title: Text
    says: Text
    boards: tuple[str, ...]
    subjects: tuple[str, ...]
    never: tuple[Text, ...]
    ladder: tuple[str, ...]
    start: str
    states: Mapping[str, State]
    steps: Mapping[str, Step]
    guards: Mapping[Kind, tuple[Condition, ...]]
