"""Which week it is, and the week's lists as one person sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from paxweb.accounts.access import Actor
from paxweb.intake.models import Item
from paxweb.signals.models import Place, SecondReading, State, Week, Work

STOCKHOLM = ZoneInfo("Europe/Stockholm")
DRAWN_AT = time(6)
"""The week's list is drawn on Monday at six in Stockholm."""


def week_of(at: datetime) -> date:
    """The Monday whose list holds at that time: before Monday 06:00 it is still last week's."""
    local = at.astimezone(STOCKHOLM)
    monday = local.date() - timedelta(days=local.weekday())
    return monday - timedelta(days=7) if local.weekday() == 0 and local.time() < DRAWN_AT else monday


def reserve(capacity: int) -> int:
    """How many stand behind the list, so that whoever is kept from some still has a list of the same length."""
    return 0 if capacity == 0 else max(2, capacity // 5)


class Stage(Enum):
    """How an item stands to the person who looks at it."""

    WAITING = "waiting"
    FREE = "free"
    MINE = "mine"
    OTHERS = "others"
    OPEN = "open"


def stage(actor: Actor, work: Work | None, second: SecondReading | None) -> Stage:
    """What the person may do. One who is to read a second time sees what they would see of an item never read."""
    if second is not None and second.answered_at is None and second.first_user_id != actor.id:
        return _held(actor, second.taken_by_id)
    if work is None or work.state == State.WAITING:
        return Stage.WAITING
    if work.state in (State.IN_WEEK, State.TAKEN):
        return _held(actor, work.taken_by_id)
    return Stage.OPEN


def _held(actor: Actor, by: int | None) -> Stage:
    if by is None:
        return Stage.FREE
    return Stage.MINE if by == actor.id else Stage.OTHERS


@dataclass(frozen=True, slots=True)
class Row:
    """An unread item of the list: its number there, and how it stands. Nothing of what it asks."""

    item: Item
    number: int
    stage: Stage
    who: str
    version: int


@dataclass(frozen=True, slots=True)
class FamilyList:
    """One family's list of the week."""

    family: str
    capacity: int
    rows: tuple[Row, ...]
    read: int

    @property
    def free(self) -> int:
        """How many nobody has taken."""
        return sum(1 for row in self.rows if row.stage is Stage.FREE)


def lists(actor: Actor, board_id: str, starts_on: date) -> list[FamilyList]:
    """The board's lists of a week: per family as many as were drawn for, whomever one is kept from. Two queries."""
    weeks = list(Week.objects.filter(board_id=board_id, starts_on=starts_on).order_by("family"))
    places = (
        Place.objects.visible_to(actor)
        .filter(week__in=weeks)
        .select_related("item__work__taken_by", "item__second__taken_by")
        .order_by("week_id", "position")
    )
    by_week: dict[int, list[Place]] = {}
    for place in places:
        by_week.setdefault(place.week_id, []).append(place)
    return [_family(actor, week, by_week.get(week.pk, [])[: week.capacity]) for week in weeks]


def _family(actor: Actor, week: Week, places: Iterable[Place]) -> FamilyList:
    rows, read = [], 0
    for number, place in enumerate(places, start=1):
        work, second = getattr(place.item, "work", None), getattr(place.item, "second", None)
        found = stage(actor, work, second)
        if found in (Stage.OPEN, Stage.WAITING):
            read += 1
            continue
        holder = (second if work is not None and work.state == State.CLEARED else work) or None
        who = holder.taken_by.name if holder and holder.taken_by else ""
        rows.append(Row(place.item, number, found, who, work.version if work else 0))
    return FamilyList(week.family, week.capacity, tuple(rows), read)
