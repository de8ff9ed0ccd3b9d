"""Which week it is, and the week's lists as one person sees them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from paxweb.accounts.access import Actor
from paxweb.intake.models import Item
from paxweb.signals.models import Place, SecondReading, State, Week, Work

STOCKHOLM = ZoneInfo("Europe/Stockholm")
DRAWN_AT = time(6)
"""The week's list is drawn on Monday at six in Stockholm."""

PAGE = 50
"""Rows of a list that a page shows. A longer list is shown as what is left to read of it, so many at a time."""

UNREAD = (State.IN_WEEK, State.TAKEN)


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
    """One family's list of the week; of a list longer than a page one page, and nothing of what is read.

    `page`: which, from 1; 0 when the whole list stands here. `more`: whether another page comes after it.
    """

    family: str
    capacity: int
    rows: tuple[Row, ...]
    read: int
    page: int = 0
    more: bool = False

    @property
    def free(self) -> int:
        """How many nobody has taken."""
        return sum(1 for row in self.rows if row.stage is Stage.FREE)


def lists(actor: Actor, board_id: str, starts_on: date, pages: Mapping[str, int] | None = None) -> list[FamilyList]:
    """The board's lists of a week: per family as many as were drawn for, whomever one is kept from.

    `pages`: family → the page to show of a list longer than one (the first); without it every list is given whole. Two
    queries for the short ones together, and one for each long one, two where its end is on the page.
    """
    weeks = list(Week.objects.filter(board_id=board_id, starts_on=starts_on).order_by("family"))
    long = {week.pk for week in weeks if pages is not None and week.capacity > PAGE}
    by_week: dict[int, list[Place]] = {}
    for place in _places(actor, [week.pk for week in weeks if week.pk not in long]):
        by_week.setdefault(place.week_id, []).append(place)
    return [
        _page(actor, week, max(1, (pages or {}).get(week.family, 1)))
        if week.pk in long
        else _family(actor, week, by_week.get(week.pk, [])[: week.capacity])
        for week in weeks
    ]


def _places(actor: Actor, weeks: list[int]) -> QuerySet[Place]:
    """Their places the actor sees, each with its item and who has it."""
    return (
        Place.objects.visible_to(actor)
        .filter(week__in=weeks)
        .select_related("item__work__taken_by", "item__second__taken_by")
        .order_by("week_id", "position")
    )


def _page(actor: Actor, week: Week, page: int) -> FamilyList:
    """One page of what is left to read: a long list is not read through to show its first rows."""
    again = Q(item__second__isnull=False, item__second__answered_at=None) & ~Q(item__second__first_user=actor.id)
    unread = _places(actor, [week.pk]).filter(Q(item__work__state__in=UNREAD) | again)
    begins = (page - 1) * PAGE
    places = list(unread[begins : begins + PAGE + 1])
    if any(place.position >= week.capacity for place in places):
        listed = _reserve_listed(actor, week)
        places = [place for place in places if place.position < week.capacity or place.pk in listed]
    family = _family(actor, week, places[:PAGE], begins)
    return FamilyList(family.family, family.capacity, family.rows, 0, page, len(places) > PAGE)


def _reserve_listed(actor: Actor, week: Week) -> frozenset[int]:
    """Places of the reserve that stand in for those the actor is kept from, so that the list is as long for all."""
    seen = Place.objects.visible_to(actor).filter(week=week)
    room = week.capacity - seen.filter(position__lt=week.capacity).count()
    behind = seen.filter(position__gte=week.capacity).order_by("position")
    return frozenset(behind.values_list("pk", flat=True)[: max(0, room)])


def _family(actor: Actor, week: Week, places: Iterable[Place], before: int = 0) -> FamilyList:
    rows, read = [], 0
    for number, place in enumerate(places, start=before + 1):
        work, second = getattr(place.item, "work", None), getattr(place.item, "second", None)
        found = stage(actor, work, second)
        if found in (Stage.OPEN, Stage.WAITING):
            read += 1
            continue
        holder = (second if work is not None and work.state == State.CLEARED else work) or None
        who = holder.taken_by.name if holder and holder.taken_by else ""
        rows.append(Row(place.item, number, found, who, work.version if work else 0))
    return FamilyList(week.family, week.capacity, tuple(rows), read)
