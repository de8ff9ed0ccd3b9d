"""What a line of the retention plan lets go: old enough, ended, and held back by nothing. For machines."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from paxweb.cases.models import Case
from paxweb.frame.clock import today
from paxweb.intake.models import Item
from paxweb.rights.models import Hold, PersonRequest, Record, RecordsRequest, Stage, VolumeRoot
from paxweb.rights.planning import PlanLine
from paxweb.signals.models import State, Work

_ENDED = (State.WAITING, State.CLEARED)
Rows = QuerySet[Any]


def chosen(board_id: str, line: PlanLine, before: date) -> list[tuple[type[Model], Rows]]:
    """Models and rows that go by a line, up to and including a day."""
    match line.what:
        case "items":
            return [(Item, _items(board_id, before))]
        case "cases":
            return [(Case, _cases(board_id, before))]
    return [(PersonRequest, _requests(board_id, before)), (RecordsRequest, _records(board_id, before))]


def _items(board_id: str, before: date) -> Rows:
    open_work = Work.objects.exclude(state__in=_ENDED).values("item_id")
    again = Work.objects.filter(item__second__isnull=False, item__second__answered_at=None).values("item_id")
    old = Item.objects.filter(board_id=board_id, live=False, next_run=None, arrived_on__lte=before, cases=None)
    return old.exclude(pk__in=open_work).exclude(pk__in=again).exclude(pk__in=held_back(board_id))


def _cases(board_id: str, before: date) -> Rows:
    ended = Case.objects.filter(board_id=board_id, ended_on__isnull=False, ended_on__lte=before)
    return ended.exclude(pk__in=held_back(board_id))


def _requests(board_id: str, before: date) -> Rows:
    """Answered, with no volume that others still answer for, and no correction that waits."""
    closed = PersonRequest.objects.filter(board_id=board_id, stage=Stage.CLOSED, closed_at__date__lte=before)
    return closed.exclude(volumes__state__in=("draft", "proposed"), volumes__team_only=True).exclude(
        corrections__verdict="proposed"
    )


def _records(board_id: str, before: date) -> Rows:
    return RecordsRequest.objects.filter(board_id=board_id, closed_at__date__lte=before)


def held_back(board_id: str) -> set[UUID]:
    """Items and cases that must stay: on hold, or asked for in a request that is not answered."""
    holds = Hold.objects.filter(board_id=board_id, ended_at=None, until__gte=today())
    asked = PersonRequest.objects.filter(board_id=board_id).exclude(stage=Stage.CLOSED).values("volumes__pk")
    wanted = Record.objects.filter(board_id=board_id, request__closed_at=None, root_id__isnull=False)
    roots = {
        *holds.values_list("root_id", flat=True),
        *VolumeRoot.objects.filter(volume_id__in=asked).values_list("root_id", flat=True),
        *wanted.values_list("root_id", flat=True),
    }
    of_item = Case.objects.filter(Q(item__in=roots) | Q(pk__in=roots)).values_list("pk", "item_id")
    return {root for root in roots if root} | {one for pair in of_item for one in pair if one}
