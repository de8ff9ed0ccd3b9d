"""Where a notice leads: to the exact place where what it tells of is done, for as long as it waits there.

Rooms above say so of their own kinds. A place is told only to somebody who may see it, and only while it waits.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from django.urls import reverse

from paxweb.accounts.access import Actor
from paxweb.accounts.models import Notice

Where = Callable[[Actor, Sequence[Notice], str], Mapping[int, str]]
"""(who reads, notices of one kind, language) → notice id → address; a notice left out leads nowhere."""

_rooms: dict[str, Where] = {}


def leads(kind: str, where: Where) -> None:
    """Ask `where` for the addresses of notices of this kind."""
    _rooms[kind] = where


def addresses(actor: Actor, notices: Iterable[Notice], language: str) -> dict[int, str]:
    """Notice id → where it leads, for those that lead somewhere. A few queries for each kind there is."""
    kinds: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        kinds[notice.kind].append(notice)
    found: dict[int, str] = {}
    for kind, of_kind in kinds.items():
        if kind in _rooms:
            found.update(_rooms[kind](actor, of_kind, language))
    return found


def _papers(actor: Actor, notices: Sequence[Notice], language: str) -> dict[int, str]:
    return {notice.pk: reverse("accounts:papers", args=[language]) for notice in notices}


def _boards(actor: Actor, notices: Sequence[Notice], language: str) -> dict[int, str]:
    return {
        notice.pk: reverse("accounts:board", args=[language, notice.board_id])
        for notice in notices
        if actor.may_at(notice.board_id, "access.grant") or actor.may_at(notice.board_id, "access.confirm")
    }


leads("signature.asked", _papers)
leads("clearance.waits", _boards)
leads("proposal.made", _boards)
