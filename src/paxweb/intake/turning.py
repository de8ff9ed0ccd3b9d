"""The one short transaction that puts an arrived run in force. Before it nobody sees the run, after it everybody."""

from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from paxweb.frame.clock import today
from paxweb.intake.carrying import Ids, Turn, carry, open_items, unread
from paxweb.intake.models import Arrived, Item, ProtectedKey, Run, RunState, Withheld
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind

MACHINE = "machine:intake"


def put_in_force(run: Run, at: datetime) -> None:
    """Turn to the run: its items and rows are the ones in force, what is gone is marked, later rooms are told.

    An item that stands unread in a list keeps the rows it was listed with (`next_run` waits), signal or draw alike.
    """
    with transaction.atomic():
        Run.objects.filter(board=run.board, state=RunState.IN_FORCE).update(state=RunState.SUPERSEDED)
        Run.objects.filter(pk=run.pk).update(state=RunState.IN_FORCE, in_force_at=at, stage="tidying", position=0)
        arrived = Arrived.objects.filter(run=run)
        ids = arrived.values("item_id")
        here = Item.objects.filter(board=run.board)
        waiting = unread(run.board_id)
        behind = Subquery(arrived.filter(item=OuterRef("pk")).values("behind_id")[:1])
        here.filter(pk__in=waiting).filter(pk__in=ids).update(next_run=run, behind=behind, wall=behind)
        vanished = here.filter(live=True).exclude(pk__in=ids).exclude(pk__in=waiting)
        vanished.exclude(pk__in=open_items(run.board_id)).update(live=False)
        here.filter(pk__in=ids).exclude(pk__in=waiting).update(
            run=run, next_run=None, behind=behind, wall=behind, live=True, arrived_on=today()
        )
        carry(Turn(run, _changed(arrived, run), _asked(vanished).values_list("pk", flat=True)))
        _mark_ended(run, at)
        write_change(
            Line(Kind.MACHINE, "intake.in_force", machine=MACHINE, board=run.board_id, detail={"run": str(run.pk)})
        )


def _changed(arrived: QuerySet[Arrived], run: Run) -> Ids:
    return arrived.filter(changed=True, item__run=run).values_list("item_id", flat=True)


def _asked(items: QuerySet[Item]) -> QuerySet[Item]:
    return items.filter(origin__drawn=False)


def _mark_ended(run: Run, at: datetime) -> None:
    """Protection that this run no longer names has ended, until a newer one names it again. Nothing is lifted."""
    held = Withheld.objects.filter(item__board=run.board, lifted_at=None)
    named = ProtectedKey.objects.filter(run=run).values("subject_key")
    held.exclude(subject_key__in=named).filter(ended_at=None).update(ended_at=at)
    held.filter(subject_key__in=named).update(ended_at=None)
