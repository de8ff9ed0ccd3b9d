"""Who asks: one person, made once per request or job from what they hold today."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from uuid import UUID

from paxweb.accounts.roles import GLASS, HANDLER, OWN


class Behind(Protocol):
    """Anything with an id and a wall."""

    id: UUID
    wall_id: int


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why somebody looks: a word for the log."""

    id: str


CONTROL = Purpose("control")
"""Why an item is read, where its model says nothing else."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person as they stand today. Without a second factor in the session, nobody holds more than their own.

    `walls`: ids of walls all of whose labels are held. `acts`: wall id → acts allowed behind it, those that the roles
    on every one of its labels allow. `boards`: board id → acts allowed by roles on any label of it, for pages without
    an item. `handled`: items whose protected fields may be opened. `glass`: items behind broken glass → their board.
    `desks`: as `acts`, by the roles that answer requests: they open a request's own papers, never the items.
    `machine`: what asks in the person's name; it is nobody's colleague, so nothing for a team opens to it.
    """

    id: int
    name: str
    today: date
    walls: frozenset[int] = frozenset()
    acts: Mapping[int, frozenset[str]] = field(default_factory=dict)
    boards: Mapping[str, frozenset[str]] = field(default_factory=dict)
    strong: bool = False
    purpose: Purpose | None = None
    handled: frozenset[UUID] = frozenset()
    glass: Mapping[UUID, str] = field(default_factory=dict)
    desks: Mapping[int, frozenset[str]] = field(default_factory=dict)
    machine: str = ""

    def may(self, act: str, item: Behind) -> bool:
        """Whether this act is allowed on something the actor can see. Seeing it comes first, and is not asked here."""
        if act == HANDLER:
            return item.id in self.handled
        if act in self.acts.get(item.wall_id, frozenset()) or act in self.desks.get(item.wall_id, frozenset()):
            return True
        return item.id in self.glass and act in GLASS

    def may_at(self, board_id: str, act: str) -> bool:
        """Whether this act is allowed at a board, on a page without an item."""
        return act in self.boards.get(board_id, frozenset())

    def may_anywhere(self, act: str) -> bool:
        """Whether this act is allowed at any board, or is everyone's own."""
        return act in OWN or any(act in acts for acts in self.boards.values())
