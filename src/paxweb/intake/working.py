"""The process of jobs: one after the other, as the machine that takes runs in, until told to stop."""

from collections.abc import Callable

from django.db import connections
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from paxweb.accounts.access import machine
from paxweb.frame.clock import now
from paxweb.frame.stopping import Stopping
from paxweb.intake.jobs import reap

EVERY = 2.0
"""Seconds between looks at an empty queue."""


def work(holder: str, stopped: Callable[[], bool] = lambda: False) -> int:
    """Do everything that waits now, or until `stopped` between two jobs; how many jobs."""
    done = 0
    with machine("machine:intake"):
        reap(now())
        while not stopped() and one(holder):
            done += 1
    return done


def work_for_ever(holder: str) -> None:
    """Work, rest, work, until the process is asked to end; a job that has begun is finished first."""
    stopping = Stopping()
    while not stopping.asked:
        if not work(holder, lambda: stopping.asked):
            connections.close_all()
            stopping.rest(EVERY)


def one(holder: str) -> bool:
    """Take the next job that is ready and do it; False when there is none. A job's error is kept as its kind alone."""
    ready = DBTaskResult.objects.ready()
    with exclusive_transaction(ready.db):
        found = ready.get_locked()
        if found is None:
            return False
        found.claim(holder[:64])
    try:
        value = found.task.call(*found.args_kwargs["args"], **found.args_kwargs["kwargs"])
    except Exception as error:
        DBTaskResult.objects.filter(pk=found.pk).update(
            status=TaskResultStatus.FAILED, finished_at=now(), exception_class_path=type(error).__qualname__
        )
    else:
        found.set_successful(value)
    return True
