"""What somebody holds today: clearances in force, the walls they open, and the acts they allow."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from paxweb.accounts.actor import Actor
from paxweb.accounts.models import Clearance, Glass, Role, StaffKey, User, WallLabel
from paxweb.accounts.roles import ACTS_OF, CONTENT, INSIDE
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


def actor_of(user: User, today: date, *, strong: bool) -> Actor:
    """The person as they stand on this day. `strong`: a second factor was seen in this session. Three queries."""
    if not (strong and user.is_active):
        return Actor(id=user.pk, name=user.name, today=today)
    clearances = list(counting(user.pk, today))
    held = _held(clearance for clearance in clearances if clearance.item_id is None)
    boards = _boards(clearances)
    acts = _walls(held, boards)
    return Actor(
        id=user.pk,
        name=user.name,
        today=today,
        walls=frozenset(acts),
        acts=acts,
        boards=boards,
        strong=True,
        handled=_handled(clearances),
        glass=_glass(user.pk, boards),
    )


def _held(clearances: Iterable[Clearance]) -> Held:
    roles: dict[int, set[Role]] = defaultdict(set)
    for clearance in clearances:
        if clearance.role != Role.PROTECTED_HANDLER:
            roles[clearance.label_id].add(Role(clearance.role))
    return {label: frozenset(held) for label, held in roles.items()}


def _boards(clearances: Iterable[Clearance]) -> dict[str, frozenset[str]]:
    acts: dict[str, frozenset[str]] = defaultdict(frozenset)
    for clearance in clearances:
        if clearance.item_id is None and clearance.role != Role.PROTECTED_HANDLER:
            acts[clearance.label.board_id] |= ACTS_OF[Role(clearance.role)]
    return dict(acts)


def _walls(held: Held, boards: Iterable[str]) -> dict[int, frozenset[str]]:
    labels: dict[int, set[int]] = defaultdict(set)
    stones = WallLabel.objects.filter(wall__board_id__in=list(boards)).values_list("wall_id", "label_id")
    for wall, label in stones:
        labels[wall].add(label)
    opens = {label: roles & INSIDE for label, roles in held.items()}
    return {wall: _allowed(opens, stones) for wall, stones in labels.items() if all(opens.get(s) for s in stones)}


def _allowed(opens: Held, stones: Iterable[int]) -> frozenset[str]:
    """The acts that the roles on every label of a wall allow."""
    each = [frozenset[str]().union(*(ACTS_OF[role] for role in opens[label])) for label in stones]
    return frozenset.intersection(*each)


def _handled(clearances: Iterable[Clearance]) -> frozenset[UUID]:
    return frozenset(
        clearance.item_id
        for clearance in clearances
        if clearance.item_id is not None
        and clearance.role == Role.PROTECTED_HANDLER
        and clearance.to_date - clearance.from_date <= HANDLING
    )


def _glass(user_id: int, boards: Mapping[str, frozenset[str]]) -> dict[UUID, str]:
    leading = [board for board, acts in boards.items() if "break_glass.open" in acts]
    at = now()
    broken = Glass.objects.filter(user_id=user_id, board_id__in=leading, opened_at__lte=at, closes_at__gt=at)
    return dict(broken.filter(closes_at__lte=F("opened_at") + timedelta(hours=24)).values_list("item_id", "board_id"))
