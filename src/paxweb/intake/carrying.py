"""What later rooms do when a new run comes into force. They register here, since intake knows nothing of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from paxweb.intake.models import Item, Run

Ids = QuerySet[Any, Any]
"""A query of item ids, never a list: there may be a hundred thousand."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a new run changes, told inside the transaction that puts it in force.

    `changed`: items asked about before, with other facts now. `vanished`: items somebody works on that the run no
    longer holds; draws are among neither.
    """

    run: Run
    changed: Ids
    vanished: Ids


@dataclass(frozen=True, slots=True)
class Follower:
    """A room above that keeps something about items.

    `open_items`: of a board, the items somebody works on; they stay when they vanish. `unread`: those that stand in a
    list and have not been read blind; their rows stay as they were listed. `carry`: do what the turn asks of the room.
    """

    open_items: Callable[[str], Ids]
    unread: Callable[[str], Ids]
    carry: Callable[[Turn], None]


_followers: list[Follower] = []


def follow(follower: Follower) -> None:
    """Register a follower, once, when its room is made ready."""
    if follower not in _followers:
        _followers.append(follower)


def open_items(board_id: str) -> Ids:
    """The items of a board somebody works on, by any follower's account."""
    return _union(Item.objects.none().values_list("pk", flat=True), [one.open_items(board_id) for one in _followers])


def unread(board_id: str) -> Ids:
    """The items of a board that stand in a list and have not been read blind."""
    return _union(Item.objects.none().values_list("pk", flat=True), [one.unread(board_id) for one in _followers])


def _union(none: Ids, queries: list[Ids]) -> Ids:
    return queries[0].union(*queries[1:]) if len(queries) > 1 else queries[0] if queries else none


def carry(turn: Turn) -> None:
    """Tell every follower."""
    for follower in _followers:
        follower.carry(turn)
