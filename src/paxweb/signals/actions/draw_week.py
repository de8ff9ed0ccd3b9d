"""Draw a family's list of the week: what is left from last week, then new ones to capacity, some of them by chance."""

from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q

from paxweb.accounts.access import GuardedQuerySet, machine
from paxweb.frame.clock import now
from paxweb.intake.choosing import choose
from paxweb.intake.models import Item
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.signals.actions.chance import begins_at
from paxweb.signals.models import Place, Sample, SecondReading, State, Week, Work
from paxweb.signals.rooms import changed
from paxweb.signals.weeks import UNREAD, reserve

MACHINE: Final = "machine:intake"


def draw_week(board_id: str, family: str, capacity: int, starts_on: date) -> int:
    """Draw the list, once; how many stand in it. A week that is drawn already stays as it is (and says 0)."""
    with machine(MACHINE), transaction.atomic():
        week, made = Week.objects.get_or_create(
            board_id=board_id, family=family, starts_on=starts_on, defaults={"capacity": capacity, "drawn_at": now()}
        )
        if not made:
            return 0
        left = _left_over(board_id, family)
        room = max(0, capacity + reserve(capacity) - len(left))
        chosen = choose(board_id, family, room, starts_on, waiting(board_id, family), hits_and_misses(board_id, family))
        items = [*left, *(item for item in chosen.items if item not in set(left))]
        Place.objects.bulk_create(Place(week=week, item_id=item, position=n) for n, item in enumerate(items))
        _into_the_week(chosen.items)
        Sample.objects.bulk_create([Sample(week=week, item_id=item) for item in chosen.sample], ignore_conflicts=True)
        write_change(
            Line(
                kind=Kind.MACHINE, act="week.draw", machine=MACHINE, board=board_id, items=tuple(items),
                detail={"family": family, "week": starts_on.isoformat(), "capacity": capacity},
            )
        )  # fmt: skip
        changed("week.draw", items)
    return len(items)


def waiting(board_id: str, family: str) -> GuardedQuerySet:
    """Items of the run in force that stand in no list and are nobody's work."""
    busy = Work.objects.filter(item_id=OuterRef("pk")).exclude(state=State.WAITING)
    return Item.objects.filter(board_id=board_id, family=family, live=True, team_only=False).exclude(Exists(busy))


def _left_over(board_id: str, family: str) -> list[UUID]:
    """What earlier lists hold unread, and what is to be read a second time, in the order it stood."""
    unread = Q(item__work__state__in=UNREAD) | Q(item__second__isnull=False, item__second__answered_at=None)
    places = Place.objects.filter(unread, week__board_id=board_id, week__family=family, item__live=True)
    ordered = places.order_by("week__starts_on", "position").values_list("item_id", flat=True)
    return list(dict.fromkeys(ordered))


def _into_the_week(items: tuple[UUID, ...]) -> None:
    anew = Work.objects.filter(item_id__in=items, state=State.WAITING, asked_anew=True)
    SecondReading.objects.filter(item__in=anew.values("item_id"), answered_at=None).delete()
    anew.update(round=F("round") + 1)
    Work.objects.bulk_create([Work(item_id=item, version=begins_at(item)) for item in items], ignore_conflicts=True)
    Work.objects.filter(item_id__in=items, state=State.WAITING).update(
        state=State.IN_WEEK, taken_by=None, taken_at=None, version=F("version") + 1
    )


def hits_and_misses(board_id: str, family: str) -> dict[str, tuple[int, int]]:
    """Per rule, how often reading a signal led on (hit) and how often it was cleared (miss): ranking learns from it."""
    rows = (
        Work.objects.filter(item__board_id=board_id, item__family=family, item__origin__drawn=False)
        .values("item__origin__rule_id")
        .annotate(
            hits=Count("item_id", filter=Q(state__in=(State.MORE, State.HANDED_OVER))),
            misses=Count("item_id", filter=Q(state=State.CLEARED)),
        )
    )
    return {row["item__origin__rule_id"]: (row["hits"], row["misses"]) for row in rows}
