"""Forget draws in which nobody saw anything, thirty days after they were read. Their number stays in the figures."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from paxweb.accounts.access import machine
from paxweb.frame.clock import now
from paxweb.intake.models import Item
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.signals.actions.count_figures import FORGOTTEN
from paxweb.signals.models import Figure, FirstAnswer, Seen, State

MACHINE: Final = "machine:retention"
KEPT = timedelta(days=30)


def forget_draws(board_id: str, at: datetime) -> int:
    """Delete whole the draws answered "no" that long ago, unless somebody is still to read one again; how many."""
    with machine(MACHINE), transaction.atomic():
        old = FirstAnswer.objects.filter(
            item__board_id=board_id, item__origin__drawn=True, item__work__state=State.CLEARED,
            again=False, answer=Seen.NO, answered_at__lte=at - KEPT,
        )  # fmt: skip
        old = old.exclude(item__second__isnull=False, item__second__answered_at=None)
        old = old.exclude(item__answers__again=True, item__answers__answer=Seen.YES)
        found = dict(old.values_list("item_id", "item__family"))
        for family, number in Counter(found.values()).items():
            kept, _ = Figure.objects.get_or_create(
                board_id=board_id, family=family, rule_id="", kind=FORGOTTEN,
                defaults={"read": 0, "yes": 0, "counted_at": now()},
            )  # fmt: skip
            Figure.objects.filter(pk=kept.pk).update(read=kept.read + number, counted_at=now())
        Item.objects.filter(pk__in=found).delete()
        if found:
            write_change(
                Line(kind=Kind.MACHINE, act="draw.forget", machine=MACHINE, board=board_id, items=tuple(found))
            )
    return len(found)
