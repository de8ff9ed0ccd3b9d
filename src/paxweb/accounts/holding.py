"""What somebody holds today: clearances in force, the walls they open, and the acts they allow."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from paxweb.accounts.actor import Actor
from paxweb.accounts.models import Clearance, Glass, Role, StaffKey, User, WallLabel
from paxweb.accounts.roles import ACTS_OF, CONTENT, DESK, INSIDE
from paxweb.frame.clock import now

UNCONFIRMED = timedelta(days=7)
"""How long the first access officer's clearance holds before a second person confirms it."""

HANDLING = timedelta(days=30)
"""How long somebody may at most open one item's protected fields."""

Held = Mapping[int, frozenset[Role]]
"""Label id → roles held on it today."""


def in_force(today: date) -> Q:
    """Clearances that count on a day: within their dates, not ended, confirmed where they need it."""
    confirmed = Q(needs_confirmation=False) | Q(confirmed_at__isnull=False)
    first = Q(granted_by__isnull=True, granted_at__gt=now() - UNCONFIRMED)
    return Q(from_date__lte=today, to_date__gte=today, ended_at__isnull=True) & (confirmed | first)


def counting(user_id: int, today: date) -> QuerySet[Clearance]:
    """A person's clearances that count today; for content only where their staff key is bound at the board."""
    bound = StaffKey.objects.filter(user_id=user_id, board_id=OuterRef("label__board_id"))
    return (
        Clearance.objects.filter(in_force(today), Q(Exists(bound)) | ~Q(role__in=CONTENT), user_id=user_id)
        .filter(user__is_active=True)
        .select_related("label")
    )


@dataclass(frozen=True, slots=True)
class _Stone:
    """One row of what bears on somebody today: a clearance, a label of a wall at their boards, or a broken glass."""

    role: str
    board: str
    label: int
    wall: int
    item: UUID | None
    from_date: date
    to_date: date


_WALL, _GLASS = "wall", "glass"
"""What stands where a clearance has its role."""


def actor_of(user: User, today: date, *, strong: bool) -> Actor:
    """The person as they stand on this day. `strong`: a second factor was seen in this session. One query."""
    if not (strong and user.is_active):
        return Actor(id=user.pk, name=user.name, today=today)
    stones = _stones(user.pk, today)
    clearances = [stone for stone in stones if stone.role not in (_WALL, _GLASS)]
    held = _held(clearance for clearance in clearances if clearance.item is None)
    boards = _boards(clearances)
    walls = _labels(stone for stone in stones if stone.role == _WALL and stone.board in boards)
    acts = _walls(held, walls, INSIDE)
    return Actor(
        id=user.pk,
        name=user.name,
        today=today,
        walls=frozenset(acts),
        acts=acts,
        boards=boards,
        strong=True,
        handled=_handled(clearances),
        glass=_glass((stone for stone in stones if stone.role == _GLASS), boards),
        desks=_walls(held, walls, DESK),
    )


def machine_of(owner: User, today: date, clearances: Collection[int], acts: frozenset[str], name: str) -> Actor:
    """A machine that asks in its owner's name, as they stand on this day. One query.

    It has of these clearances of theirs what counts today, and of what those allow `acts`, and no more: it is not named
    to a team, breaks no glass, handles nobody protected. `name` stands in the log. What its owner is kept away from, it
    is kept away from too.
    """
    stones = [stone for stone in _stones(owner.pk, today, clearances) if stone.role != _GLASS and stone.item is None]
    held = _held(stone for stone in stones if stone.role != _WALL)
    boards = _boards(stone for stone in stones if stone.role != _WALL)
    walls = _walls(held, _labels(stone for stone in stones if stone.role == _WALL and stone.board in boards), INSIDE)
    allowed = {wall: each & acts for wall, each in walls.items()}
    return Actor(
        id=owner.pk,
        name=name,
        today=today,
        walls=frozenset(allowed),
        acts=allowed,
        boards={board: each & acts for board, each in boards.items()},
        strong=True,
        machine=name,
    )


def _stones(user_id: int, today: date, only: Collection[int] | None = None) -> list[_Stone]:
    """The person's counting clearances (or these), the walls of the boards they are held at, the glass they broke."""
    clearances = counting(user_id, today)
    if only is not None:
        clearances = clearances.filter(pk__in=list(only))
    held = clearances.order_by().values_list(
        "role",
        "label__board_id",
        "label_id",
        Cast(Value(None), models.BigIntegerField()),
        "item_id",
        "from_date",
        "to_date",
    )
    no_item, no_day = Value(None, models.UUIDField()), Value(None, models.DateField())
    walls = WallLabel.objects.filter(wall__board_id__in=clearances.values("label__board_id")).values_list(
        Value(_WALL), "wall__board_id", "label_id", "wall_id", no_item, no_day, no_day
    )
    at = now()
    broken = Glass.objects.filter(user_id=user_id, opened_at__lte=at, closes_at__gt=at)
    glass = broken.filter(closes_at__lte=F("opened_at") + timedelta(hours=24)).values_list(
        Value(_GLASS), "board_id", Value(None, models.BigIntegerField()), Value(None, models.BigIntegerField()),
        "item_id", no_day, no_day,
    )  # fmt: skip
    return [_Stone(*row) for row in held.union(walls, glass, all=True)]


def _held(clearances: Iterable[_Stone]) -> Held:
    roles: dict[int, set[Role]] = defaultdict(set)
    for clearance in clearances:
        if clearance.role != Role.PROTECTED_HANDLER:
            roles[clearance.label].add(Role(clearance.role))
    return {label: frozenset(held) for label, held in roles.items()}


def _boards(clearances: Iterable[_Stone]) -> dict[str, frozenset[str]]:
    acts: dict[str, frozenset[str]] = defaultdict(frozenset)
    for clearance in clearances:
        if clearance.item is None and clearance.role != Role.PROTECTED_HANDLER:
            acts[clearance.board] |= ACTS_OF[Role(clearance.role)]
    return dict(acts)


def _labels(stones: Iterable[_Stone]) -> Mapping[int, set[int]]:
    labels: dict[int, set[int]] = defaultdict(set)
    for stone in stones:
        labels[stone.wall].add(stone.label)
    return labels


def _walls(held: Held, labels: Mapping[int, set[int]], roles: frozenset[Role]) -> dict[int, frozenset[str]]:
    opens = {label: each & roles for label, each in held.items()}
    return {wall: _allowed(opens, each) for wall, each in labels.items() if all(opens.get(label) for label in each)}


def _allowed(opens: Held, labels: Iterable[int]) -> frozenset[str]:
    """The acts that the roles on every label of a wall allow."""
    each = [frozenset[str]().union(*(ACTS_OF[role] for role in opens[label])) for label in labels]
    return frozenset.intersection(*each)


def _handled(clearances: Iterable[_Stone]) -> frozenset[UUID]:
    return frozenset(
        clearance.item
        for clearance in clearances
        if clearance.item is not None
        and clearance.role == Role.PROTECTED_HANDLER
        and clearance.to_date - clearance.from_date <= HANDLING
    )


def _glass(broken: Iterable[_Stone], boards: Mapping[str, frozenset[str]]) -> dict[UUID, str]:
    """Items behind broken glass of the boards the person leads → the board."""
    return {
        stone.item: stone.board
        for stone in broken
        if stone.item is not None and "break_glass.open" in boards.get(stone.board, ())
    }
