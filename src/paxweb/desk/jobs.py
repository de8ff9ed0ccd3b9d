"""Words made anew outside a request: after a run has come into force, and when the technician asks."""

from django.db.models import F, Q
from django_tasks import task

from paxweb.accounts.access import machine
from paxweb.cases.models import Case
from paxweb.desk.laying import STEP, lay_case, lay_items
from paxweb.desk.models import ItemWord
from paxweb.signals.models import State, Work


@task()
def lay_stale(board_id: str) -> int:
    """Items of a board whose words are another run's, or lie behind another wall; how many. Done in steps."""
    done = 0
    with machine("machine:intake"):
        words = ItemWord.objects.filter(item__board=board_id)
        stale = words.filter(~Q(run_id=F("item__run_id")) | ~Q(wall_id=F("item__wall_id")))
        while found := list(stale.order_by("item_id").values_list("item_id", flat=True).distinct()[:STEP]):
            lay_items(found)
            done += len(found)
    return done


def lay_all() -> tuple[int, int]:
    """The words of every item that has been listed and of every case; how many of each."""
    with machine("machine:intake"):
        items = list(Work.objects.exclude(state=State.WAITING, item__opened=False).values_list("item_id", flat=True))
        cases = list(Case.objects.values_list("pk", flat=True))
        lay_items(items)
        for case in cases:
            lay_case(case)
    return len(items), len(cases)
