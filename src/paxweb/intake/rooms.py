"""Later rooms that keep words about items say so here, so that those are withheld with the rest."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import models

from paxweb.intake.models import Run


@dataclass(frozen=True, slots=True)
class Room:
    """Rows of a later room on an item; `item` is the lookup of the item's id. Everything in `fields` is taken."""

    model: type[models.Model]
    item: str
    fields: tuple[str, ...]


_rooms: list[Room] = []


def register(model: type[models.Model], *, fields: tuple[str, ...], item: str = "item_id") -> None:
    """Name a model with free text on items, when its room is made ready. A field `withheld` becomes its mark."""
    room = Room(model, item, fields)
    if room not in _rooms:
        _rooms.append(room)


def rooms() -> tuple[Room, ...]:
    """What later rooms have named."""
    return tuple(_rooms)


_after_hiding: list[Callable[[UUID], None]] = []


def after_hiding(hook: Callable[[UUID], None]) -> None:
    """Call `hook(item)` in the transaction that withholds something of an item, or puts it back: after it."""
    if hook not in _after_hiding:
        _after_hiding.append(hook)


def hidden_or_back(item_id: UUID) -> None:
    """Tell later rooms that rows of an item were withheld, or put back."""
    for hook in _after_hiding:
        hook(item_id)


_elsewhere: list[Callable[[Run, bytes], int]] = []


def when_withheld(hook: Callable[[Run, bytes], int]) -> None:
    """Call `hook(run, subject key)` when a run's protected persons are withheld; it says in how many of its own."""
    if hook not in _elsewhere:
        _elsewhere.append(hook)


def withheld_too(run: Run, subject_key: bytes) -> int:
    """Let later rooms withhold what they keep of their own; in how many of their things something was taken."""
    return sum(hook(run, subject_key) for hook in _elsewhere)
