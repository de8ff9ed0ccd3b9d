"""What rooms above the week's items do when one has changed. They register here; signals knows nothing of them."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from paxweb.accounts.access import Actor
from paxweb.intake.models import Item


@dataclass(frozen=True, slots=True)
class Came:
    """How an item ended: a finding and its cause in words, the day, which system said so (empty: people of the office),
    in whose name, and the number it is kept under there."""

    says: str
    on: date
    machine: str
    who: str
    number: str


@dataclass(frozen=True, slots=True)
class Part:
    """Something a room above adds beside an opened item: the template that draws it, and what the template needs.

    `came`: what it ended with there, told below.
    """

    template: str
    context: Mapping[str, object] = field(default_factory=dict)
    came: tuple[Came, ...] = ()


@dataclass(frozen=True, slots=True)
class Right:
    """What stands instead of a value, and in words by whom and when it was corrected."""

    new: str
    note: str


@dataclass(frozen=True, slots=True)
class Laid:
    """What is right instead of some values: (table, row key, column, value) → what stands instead; and a part more."""

    right: Mapping[tuple[str, str, str, str], Right]
    part: Part | None = None


After = Callable[[str, Collection[UUID]], None]
Overlay = Callable[[Actor, Item, Collection[tuple[str, str]], str], Laid | None]
Beside = Callable[[Actor, Item, bool, str], Part | None]

_after: list[After] = []
_beside: list[Beside] = []
_overlays: list[Overlay] = []


def beside(hook: Beside) -> None:
    """Ask `hook(actor, item, held, language)` for what stands beside an opened item that a rule asked about.

    Never asked about a draw. `held`: the actor has it.
    """
    if hook not in _beside:
        _beside.append(hook)


def overlay(hook: Overlay) -> None:
    """Ask `hook(actor, item, rows, language)` what is right where facts were corrected. `rows`: (table, row key)."""
    if hook not in _overlays:
        _overlays.append(hook)


def laid_over(actor: Actor, item: Item, rows: Collection[tuple[str, str]], language: str) -> list[Laid]:
    """What rooms above lay over an item's facts."""
    found = (hook(actor, item, rows, language) for hook in _overlays)
    return [laid for laid in found if laid is not None]


def parts_of(actor: Actor, item: Item, held: bool, language: str) -> Iterator[Part]:
    """What rooms above add."""
    for hook in _beside:
        found = hook(actor, item, held, language)
        if found is not None:
            yield found


def after_change(hook: After) -> None:
    """Call `hook(act, items)` in the transaction of every change of items, after it."""
    if hook not in _after:
        _after.append(hook)


def changed(act: str, items: Collection[UUID]) -> None:
    """Tell every room above that items have changed, and by which act."""
    for hook in _after:
        hook(act, items)
