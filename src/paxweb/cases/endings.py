"""What became of items that were carried further in a case: for `outcomes.csv`, and so for the rules' hit rates.

Only what stands counts: a case that goes, or was opened again, has no finding; a changed outcome replaces an older one.
"""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Sum

from paxweb.cases.models import Case, Hours, Outcome
from paxweb.frame.clock import day_of
from paxweb.signals.endings import Ending


def endings_of(items: Collection[UUID]) -> dict[UUID, Ending]:
    """Item → the outcome of its newest case, as a machine."""
    cases = {
        item_id: (case_id, ended_on)
        for case_id, item_id, ended_on in Case.objects.filter(item_id__in=list(items))
        .order_by("opened_on", "number")
        .values_list("pk", "item_id", "ended_on")
    }
    ids = [case_id for case_id, _ in cases.values()]
    newest = {one.case_id: one for one in Outcome.objects.filter(case_id__in=ids).order_by("pk")}
    spent = dict(Hours.objects.filter(case_id__in=ids).values_list("case_id").annotate(Sum("minutes")))
    found = {}
    for item_id, (case_id, ended_on) in cases.items():
        outcome = newest.get(case_id) if ended_on else None
        minutes = spent.get(case_id, 0)
        if outcome is None:
            found[item_id] = Ending("", "", None, minutes)
        else:
            day = outcome.decided_on or day_of(outcome.at)
            found[item_id] = Ending(outcome.finding, outcome.cause, day, minutes)
    return found
