"""What was done gives where a case stands and what may be done next; nothing else does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pax.casetypes.condition import Condition
from pax.casetypes.model import CaseType, Step


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was done, with the answer it gave ("" when it asks for none)."""

    step: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case stands: its state, and step → latest answer of every step done and not undone."""

    state: str
    facts: Mapping[str, str] = field(default_factory=dict)


class NotOpen(Exception):
    """The step cannot be done now. `missing`: conditions that do not hold; empty when the state or answer is wrong."""

    def __init__(self, step: str, missing: tuple[Condition, ...] = ()) -> None:
        super().__init__(f"{step} is not open")
        self.step = step
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Standing:
    """A step of the state the case stands in: open, or what is missing first."""

    step: Step
    missing: tuple[Condition, ...]

    @property
    def open(self) -> bool:
        """Whether it may be done now."""
        return not self.missing


def after(casetype: CaseType, place: Place, one: Done) -> Place:
    """The place a step leads to, taken as it stands."""
    step = casetype.steps[one.step]
    facts = {name: answer for name, answer in place.facts.items() if name not in step.undoes}
    return Place(step.next(one.answer) or place.state, {**facts, one.step: one.answer})


@dataclass(frozen=True, slots=True)
class Awaited:
    """A day that a step was given and nothing has settled yet: something must be done when it comes."""

    step: Step
    day: date


def awaited(casetype: CaseType, history: Sequence[tuple[Done, date | None]]) -> tuple[Awaited, ...]:
    """Days still waited for, the first one first. `history`: what was done, each with the day it was given.

    A day counts while its step is not undone, no step that settles it came after, and one still can from this state.
    """
    place = place_of(casetype, [one for one, _ in history])
    latest = {one.step: (number, day) for number, (one, day) in enumerate(history) if one.step in place.facts}
    found = [
        Awaited(casetype.steps[name], day)
        for name, (number, day) in latest.items()
        if day is not None and _unsettled(casetype, casetype.steps[name], history[number + 1 :], place)
    ]
    return tuple(sorted(found, key=lambda each: (each.day, each.step.id)))


def _unsettled(casetype: CaseType, step: Step, since: Sequence[tuple[Done, date | None]], place: Place) -> bool:
    settling = [casetype.steps[name] for name in step.settled_by]
    return any(place.state in one.sources for one in settling) and not any(
        one.step in step.settled_by for one, _ in since
    )


def place_of(casetype: CaseType, history: Sequence[Done]) -> Place:
    """The place a history leads to, taken as it stands; `in_order` says whether it could be."""
    place = Place(casetype.start)
    for one in history:
        place = after(casetype, place, one)
    return place


def standings(casetype: CaseType, place: Place) -> tuple[Standing, ...]:
    """Every step that belongs to the place's state, open or with what is missing, in the file's order."""
    return tuple(
        Standing(step, tuple(one for one in step.conditions if not one.holds(place.facts)))
        for step in casetype.steps.values()
        if place.state in step.sources and (step.again or step.id not in place.facts)
    )


def done(casetype: CaseType, place: Place, one: Done) -> Place:
    """The place after one more step. Raises `NotOpen` when it may not be done now, or gives no such answer."""
    found = next((standing for standing in standings(casetype, place) if standing.step.id == one.step), None)
    if found is None:
        raise NotOpen(one.step)
    answered = one.answer in found.step.answers if found.step.answers else one.answer == ""
    if not found.open or not answered:
        raise NotOpen(one.step, found.missing)
    return after(casetype, place, one)


def in_order(casetype: CaseType, history: Sequence[Done]) -> bool:
    """Whether every step was open when it was done."""
    place = Place(casetype.start)
    for one in history:
        try:
            place = done(casetype, place, one)
        except (NotOpen, KeyError):
            return False
    return True
