"""What rooms above bring to a person's first page: days of theirs, what they are to sign, what they wait for.

Home knows nothing of them. Each registers once, when its room is made ready.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from paxweb.accounts.access import Actor


@dataclass(frozen=True, slots=True)
class Due:
    """Something of one's own with a day. `late`: the day has passed."""

    day: date
    late: bool
    title: str
    kind: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """Something of one's own, or something that waits for somebody: a name, where it leads, what is said beside it."""

    title: str
    href: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brought:
    """What one room brings. `shown`: ids of what it shows, for the page's line in the log; `more`: there is more."""

    due: tuple[Due, ...] = ()
    to_sign: tuple[Row, ...] = ()
    awaited: tuple[Row, ...] = ()
    shown: tuple[UUID, ...] = ()
    more: bool = False


Brings = Callable[[Actor, str], Brought]

_brings: list[Brings] = []


def bring(hook: Brings) -> None:
    """Ask `hook(actor, language)` for what it brings, each time the page is made. At most one query."""
    if hook not in _brings:
        _brings.append(hook)


def brought(actor: Actor, language: str) -> Iterator[Brought]:
    """What every room above brings."""
    for hook in _brings:
        yield hook(actor, language)
