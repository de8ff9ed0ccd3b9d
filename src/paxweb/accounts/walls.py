"""Walls are made once per set of labels; recusals are written here and nowhere else."""

from collections.abc import Collection, Iterable
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from paxweb.accounts.models import Board, Label, Recusal, Wall, WallLabel

NO_PROVISION = "none"
_STEP = 500


def wall_of(board_id: str, provisions: Collection[str]) -> Wall:
    """The wall of a board's items under these secrecy provisions; made the first time it is asked for."""
    return _interned(board_id, sorted(set(provisions)) or [NO_PROVISION])


def nobody(board_id: str) -> Wall:
    """The board's wall without labels, which nobody sees through: where things lie that are still arriving."""
    return _interned(board_id, [])


def recuse_pairs(pairs: Iterable[tuple[int, UUID]], *, declared: bool = False) -> None:
    """Keep each of these people away from their item, from now on. A pair that is there already stays.

    `declared`: because they said so themselves, and so far for nothing else; what registers say overrules that.
    """
    rows = [Recusal(user_id=user_id, item_id=item_id, declared=declared) for user_id, item_id in pairs]
    Recusal.objects.bulk_create(rows, ignore_conflicts=True)
    if declared or not rows:
        return
    said = Recusal.objects.filter(declared=True, user__in={row.user_id for row in rows})
    for user_id in set(said.values_list("user_id", flat=True)):
        items = [row.item_id for row in rows if row.user_id == user_id]
        for start in range(0, len(items), _STEP):
            said.filter(user=user_id, item_id__in=items[start : start + _STEP]).update(declared=False)


def let_back(user_id: int, items: Collection[UUID]) -> None:
    """What somebody had declared is ended: they are no longer kept away from these for that. Other reasons stand."""
    found = list(items)
    for start in range(0, len(found), _STEP):
        part = found[start : start + _STEP]
        Recusal.objects.filter(user=user_id, item_id__in=part, declared=True).delete()


def _interned(board_id: str, provisions: list[str]) -> Wall:
    key = sha256("\n".join([board_id, *provisions]).encode()).hexdigest()
    found = Wall.objects.filter(key=key).first()
    return found if found is not None else _made(key, board_id, provisions)


def _made(key: str, board_id: str, provisions: list[str]) -> Wall:
    """A new wall and its labels, all or nothing. Two at once make one: the key is unique."""
    with transaction.atomic():
        wall, new = Wall.objects.get_or_create(key=key, defaults={"board": Board.objects.get(pk=board_id)})
        if new:
            labels = [Label.objects.get_or_create(board_id=board_id, provision=each)[0] for each in provisions]
            WallLabel.objects.bulk_create(WallLabel(wall=wall, label=label) for label in labels)
    return wall
