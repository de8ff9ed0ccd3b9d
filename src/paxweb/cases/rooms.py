"""What rooms above cases say here: what a step waits for, what a page shows, what follows a change, what is withheld.

Cases knows nothing of them. Each registers once, when its room is made ready (`AppConfig.ready`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import models

from pax.casetypes import Step
from paxweb.accounts.access import Actor
from paxweb.cases.models import Case, Party
from paxweb.signals.actions.refused import Reason


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the case page: its heading, the template that draws it, and what the template needs."""

    title: str
    template: str
    context: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """Rows of a later room on a case; `case` is the lookup of the case's id. Everything in `fields` is withheld.

    `spared`: rows that are left, because somebody has masked them for those who are protected now.
    """

    model: type[models.Model]
    case: str
    fields: tuple[str, ...]
    spared: Callable[[Case], models.Q] | None = None


Place = tuple[str, str, str]
"""A value of a case: model (`cases.Party`), the row's id as text, column (`label`, `written.0`)."""


@dataclass(frozen=True, slots=True)
class Right:
    """What is right instead of a value, and in words by whom and when it was corrected. What stood there stays."""

    old: str
    new: str
    note: str


Over = Callable[[Actor, Case, Iterable[Party], str], Mapping[Place, Right]]
Before = Callable[[Actor, Case, Step, str], Reason | None]
Covers = Callable[[Actor, Case, Step], tuple[str, ...]]
Section = Callable[[Actor, Case, str], Part | None]
After = Callable[[Case], None]
Hook = TypeVar("Hook")

_before: list[Before] = []
_covers: list[Covers] = []
_parts: list[Section] = []
_after: list[After] = []
_kept: list[Kept] = []
_over: list[Over] = []


def before_step(hook: Before) -> None:
    """Ask `hook(actor, case, step, answer)` before a step is done or proposed; a reason refuses it."""
    _add(_before, hook)


def covered(hook: Covers) -> None:
    """Ask `hook(actor, case, step)` for the digests of what a step sends; a second person signs those bytes too."""
    _add(_covers, hook)


def part(hook: Section) -> None:
    """Ask `hook(actor, case, language)` for a section of the case page; None leaves it out."""
    _add(_parts, hook)


def overlay(hook: Over) -> None:
    """Ask `hook(actor, case, parties, language)` what is right where a value of the case was corrected."""
    _add(_over, hook)


def rights_in(actor: Actor, case: Case, parties: Iterable[Party], language: str) -> dict[Place, Right]:
    """What rooms above lay over a case's values."""
    return {place: right for hook in _over for place, right in hook(actor, case, parties, language).items()}


def after_change(hook: After) -> None:
    """Call `hook(case)` in the transaction of every change of a case, after it."""
    _add(_after, hook)


def withhold(
    model: type[models.Model],
    *,
    fields: tuple[str, ...],
    case: str = "case_id",
    spared: Callable[[Case], models.Q] | None = None,
) -> None:
    """Name a model with words on cases: they are taken when somebody in the case becomes protected.

    A field `withheld` becomes the mark.
    """
    _add(_kept, Kept(model, case, fields, spared))


def _add(hooks: list[Hook], hook: Hook) -> None:
    if hook not in hooks:
        hooks.append(hook)


def refused_by(actor: Actor, case: Case, step: Step, answer: str) -> Reason | None:
    """The first reason a room above has against a step."""
    reasons = (hook(actor, case, step, answer) for hook in _before)
    return next((reason for reason in reasons if reason is not None), None)


def digests_of(actor: Actor, case: Case, step: Step) -> tuple[str, ...]:
    """Digests of everything a step sends, in a fixed order."""
    return tuple(sorted({digest for hook in _covers for digest in hook(actor, case, step)}))


def parts_of(actor: Actor, case: Case, language: str) -> Iterator[Part]:
    """The sections rooms above add to a case's page."""
    for hook in _parts:
        found = hook(actor, case, language)
        if found is not None:
            yield found


def changed(case: Case) -> None:
    """Tell every room above that a case has changed."""
    for hook in _after:
        hook(case)


def kept() -> tuple[Kept, ...]:
    """What rooms above have named to be withheld."""
    return tuple(_kept)
