"""Rows no item needs any more go away, in steps: those of a run that another has followed, or that never arrived."""

from collections.abc import Callable
from uuid import UUID

from django.db import models, transaction
from django.db.models import F, Q

from pax.vocabulary import Report
from paxweb.intake.models import (
    AreaCount,
    Arrived,
    Conflict,
    Edge,
    Evidence,
    Item,
    Named,
    ProtectedKey,
    Question,
    Run,
    RunState,
    Sealed,
    SheetRow,
    Subject,
)

CONTENT: tuple[type[models.Model], ...] = (Subject, SheetRow, Question, Evidence, Edge, Named)
_OF_RUN: tuple[type[models.Model], ...] = (ProtectedKey, Conflict, AreaCount)
_ITEMS = 100
_ROWS = 2_000


def tidy(run: Run, report: Report, pause: Callable[[], None]) -> None:
    """After a run has come into force: of its items, the rows of runs before; of the runs before, their lists.

    Goes on where it was killed. Items the run does not hold keep the rows they have.
    """
    run.refresh_from_db()
    if run.state != RunState.IN_FORCE or run.stage != "tidying":
        return
    met = Arrived.objects.filter(run=run, new=False).order_by("pk")
    total = met.count()
    while batch := list(met.filter(pk__gt=run.position).values_list("pk", "item_id")[:_ITEMS]):
        run.position = batch[-1][0]
        with transaction.atomic():
            Run.objects.filter(pk=run.pk).update(position=run.position)
            report.step("tidying", min(total, run.position), total)
            drop_stale([item for _, item in batch])
        pause()
    for older in Run.objects.filter(board=run.board, state=RunState.SUPERSEDED).exclude(pk=run.pk):
        _drop_lists(older)
    Run.objects.filter(pk=run.pk).update(stage="done", position=0)


def drop_stale(items: list[UUID]) -> None:
    """Rows of these items that are neither in force nor waiting, and what was sealed from them."""
    for model in CONTENT:
        stale = model._default_manager.filter(item__in=items).exclude(
            Q(run=F("item__run")) | Q(item__next_run__isnull=False, run=F("item__next_run"))
        )
        if model is not Named:
            gone = [str(pk) for pk in stale.filter(withheld=True).values_list("pk", flat=True)]
            Sealed.objects.filter(model=model._meta.label, row__in=gone).delete()
        model._default_manager.filter(pk__in=list(stale.values_list("pk", flat=True))).delete()


def sweep(run: Run) -> None:
    """Take away every row of a run that did not arrive; the items it would have brought, and nothing else.

    Who was kept away from those items is forgotten with them by the database; intake itself may let nobody in again.
    """
    while batch := list(Arrived.objects.filter(run=run).values_list("pk", "item_id", "new")[:_ITEMS]):
        items = [item for _, item, _ in batch]
        new = [item for _, item, is_new in batch if is_new]
        with transaction.atomic():
            for content in CONTENT:
                content._default_manager.filter(run=run, item__in=items).delete()
            Item.objects.filter(pk__in=new, run=run).delete()
            Arrived.objects.filter(pk__in=[pk for pk, _, _ in batch]).delete()
    _drop_lists(run)
    Run.objects.filter(pk=run.pk).update(state=RunState.SWEPT, stage="", position=0)


def _drop_lists(run: Run) -> None:
    lists: tuple[type[models.Model], ...] = (*_OF_RUN, Arrived)
    for model in lists:
        rows = model._default_manager.filter(run=run)
        while found := list(rows.values_list("pk", flat=True)[:_ROWS]):
            with transaction.atomic():
                rows.filter(pk__in=found).delete()
