"""Set a task, and tick it off."""

from datetime import date

from django.db import transaction

from paxweb.accounts.access import Actor
from paxweb.cases.actions.reasons import NOT_AVAILABLE
from paxweb.cases.actions.shared import leave_line, must_may
from paxweb.cases.colleagues import may_carry
from paxweb.cases.models import Case, Task
from paxweb.frame.clock import now
from paxweb.signals.actions.refused import CHANGED, Refused


def set_task(actor: Actor, case: Case, text: str, whose: int, due: date) -> Task:
    """Something to do, by somebody who may work on the case."""
    must_may(actor, "case.task", case)
    if not may_carry(whose, case, actor.today):
        raise Refused(NOT_AVAILABLE)
    with transaction.atomic():
        task = Task.objects.create(case=case, text=text, whose_id=whose, due=due, made_at=now())
        leave_line(actor, case, "case.task", to=whose)
    return task


def tick_off(actor: Actor, case: Case, task_id: int) -> None:
    """The task is done. `Refused` when it is done already."""
    must_may(actor, "case.task", case)
    with transaction.atomic():
        undone = Task.objects.visible_to(actor).filter(case=case, pk=task_id, done_at__isnull=True)
        if not undone.update(done_at=now()):
            raise Refused(CHANGED)
        leave_line(actor, case, "case.task_done")
