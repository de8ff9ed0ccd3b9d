"""Who on the staff is kept away from which items: from the run's own list, and from what officials declare."""

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from uuid import UUID

from django.db import transaction

from paxweb.accounts.access import machine
from paxweb.accounts.binding import when_bound
from paxweb.accounts.clearances.actions.declare import when_declared, when_ended
from paxweb.accounts.models import Declared, StaffKey
from paxweb.accounts.walls import let_back, recuse_pairs
from paxweb.intake.models import Conflict, Named, Run, RunState

_STEP = 2_000
_KEYS = 400

Pair = tuple[int, UUID]
"""(user id, item id)."""


def recuse_run(run: Run, pause: Callable[[], None]) -> None:
    """Before a run comes into force: everyone on the staff whom its items, or those held from before, concern."""
    people = dict(StaffKey.objects.filter(board=run.board).values_list("key", "user_id"))
    _write(_pairs(run, people), pause)
    for user_id in sorted(set(people.values())):
        _write(_declared(user_id), pause, declared=True)


def recuse_person(user_id: int) -> None:
    """Somebody's key was bound or they declared something: every item held that concerns them, at once.

    Looks at the run in force and at the one arriving, of every board. Inside a request it is the machine's part of it.
    """
    with machine("machine:intake"):
        _recuse(user_id)


def _recuse(user_id: int) -> None:
    for board_id, key in StaffKey.objects.filter(user=user_id).values_list("board_id", "key"):
        for run in Run.objects.filter(board=board_id, state__in=(RunState.IN_FORCE, RunState.ARRIVING)):
            _write(_pairs(run, {key: user_id}), lambda: None)
    _write(_declared(user_id), lambda: None, declared=True)


def let_go(user_id: int, keys: Collection[str]) -> None:
    """What somebody had declared is ended: every item it named, but those that what they still declare names."""
    with machine("machine:intake"):
        named = Named.objects.filter(subject_key__in=list(keys)).values_list("item_id", flat=True)
        still = {item_id for _, item_id in _declared(user_id)}
        let_back(user_id, set(named) - still)


def _pairs(run: Run, people: dict[str, int]) -> Iterator[Pair]:
    staff = sorted(people)
    for start in range(0, len(staff), _KEYS):
        close = Conflict.objects.filter(run=run, staff_key__in=staff[start : start + _KEYS])
        users: dict[str, set[int]] = {}
        for staff_key, subject_key in close.values_list("staff_key", "subject_key"):
            users.setdefault(subject_key, set()).add(people[staff_key])
        yield from _items(run.board_id, users)


def _declared(user_id: int) -> Iterator[Pair]:
    keys = Declared.objects.filter(user=user_id, withdrawn_at=None).values_list("subject_key", flat=True)
    return _items(None, {key: {user_id} for key in keys})


def _items(board_id: str | None, users: dict[str, set[int]]) -> Iterator[Pair]:
    keys = sorted(users)
    for start in range(0, len(keys), _KEYS):
        found = Named.objects.filter(subject_key__in=keys[start : start + _KEYS])
        if board_id is not None:
            found = found.filter(item__board=board_id)
        for key, item_id in found.values_list("subject_key", "item_id").distinct():
            for user_id in users[key]:
                yield user_id, item_id


def _write(pairs: Iterable[Pair], pause: Callable[[], None], *, declared: bool = False) -> None:
    rest = iter(pairs)
    while step := list(islice(rest, _STEP)):
        with transaction.atomic():
            recuse_pairs(step, declared=declared)
        pause()


def make_ready() -> None:
    """Register with accounts."""
    when_bound(recuse_person)
    when_declared(recuse_person)
    when_ended(let_go)
