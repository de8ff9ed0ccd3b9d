"""The work that waits: folders to take in, by whom, and what happens when whoever held one is gone.

A holder gives a sign of life with every step. One that has given none for `LEASE` is taken for dead: its folder goes
back to the queue and is continued, and after `ATTEMPTS` tries swept away. A holder that was only slow notices at its
next step that the folder is no longer its own, and that step is undone.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from pax.api.runs import board_keys
from pax.vocabulary import PaxError, WrongUse
from paxweb.accounts.access import machine
from paxweb.accounts.models import Board
from paxweb.frame.clock import now
from paxweb.intake.arriving import Pause, receive_run
from paxweb.intake.jobs_state import ATTEMPTS, LEASE
from paxweb.intake.models import Arrival, ArrivalState, Run, RunState
from paxweb.intake.tidying import sweep


class LeaseLost(Exception):
    """Somebody else has been given this folder."""


@dataclass(frozen=True, slots=True)
class Lease:
    """Tells how far a folder has come, and holds it: `step` refuses when the folder is another's."""

    arrival: UUID
    holder: str

    def step(self, text: str, done: int, of: int) -> None:
        """A sign of life, inside the step's own transaction."""
        mine = Arrival.objects.filter(pk=self.arrival, holder=self.holder, state=ArrivalState.RUNNING)
        if not mine.update(stage=text, done=done, of=of, heartbeat_at=now()):
            raise LeaseLost


def queue(path: Path, board: Board) -> Arrival:
    """Put a folder in the queue. The same folder waiting already stays where it is."""
    waiting = Arrival.objects.filter(path=str(path), board=board, state=ArrivalState.QUEUED).first()
    if waiting:
        return waiting
    with transaction.atomic():
        arrival = Arrival.objects.create(board=board, path=str(path), queued_at=now())
        take_in.enqueue(str(arrival.pk))
    return arrival


@task()
def take_in(arrival_id: str) -> str:
    """The task: take in one folder, and say how it ended."""
    with machine("machine:intake"):
        return str(run_arrival(UUID(arrival_id), arrival_id))


def run_arrival(arrival_id: UUID, holder: str, pause: Pause = lambda: None) -> ArrivalState:
    """Take a queued folder in as `holder`; how it stands then. Errors become words on the arrival, with no value."""
    arrival = _claimed(arrival_id, holder)
    if arrival is None:
        return ArrivalState.QUEUED
    try:
        keys = board_keys(_keys_of(arrival.board_id), arrival.board_id)
        run = receive_run(Path(arrival.path), arrival.board, keys, Lease(arrival_id, holder), pause)
    except LeaseLost:
        return ArrivalState.QUEUED
    except PaxError as error:
        return _ended(arrival, holder, ArrivalState.REFUSED, problem=str(error))
    except Exception as error:
        Arrival.objects.filter(pk=arrival_id, holder=holder).update(
            state=ArrivalState.QUEUED, holder="", problem=type(error).__name__
        )
        return ArrivalState.QUEUED
    return _ended(arrival, holder, ArrivalState.DONE, run=run)


def _keys_of(board_id: str) -> Path:
    if not settings.PAX_KEYS:
        raise WrongUse("the office knows no folder of keys", ask="the technician", then="set PAX_KEYS")
    return Path(settings.PAX_KEYS) / board_id


def _claimed(arrival_id: UUID, holder: str) -> Arrival | None:
    """The arrival, now the holder's; None when it is not waiting, or the board takes in another."""
    try:
        with transaction.atomic():
            at = now()
            taken = Arrival.objects.filter(pk=arrival_id, state=ArrivalState.QUEUED).update(
                state=ArrivalState.RUNNING, holder=holder, heartbeat_at=at, started_at=at, attempts=F("attempts") + 1
            )
    except IntegrityError:
        return None
    return Arrival.objects.select_related("board").get(pk=arrival_id) if taken else None


def _ended(
    arrival: Arrival, holder: str, state: ArrivalState, *, run: Run | None = None, problem: str = ""
) -> ArrivalState:
    Arrival.objects.filter(pk=arrival.pk, holder=holder).update(
        state=state, run=run, problem=problem, ended_at=now(), holder=""
    )
    return state


def reap(at: datetime) -> int:
    """Find folders whose holder is gone and put them back, or sweep them away; how many. Then all wait in the queue."""
    gone = Arrival.objects.filter(state=ArrivalState.RUNNING, heartbeat_at__lt=at - LEASE)
    found = list(gone.values_list("pk", flat=True))
    Arrival.objects.filter(pk__in=found, heartbeat_at__lt=at - LEASE).update(state=ArrivalState.QUEUED, holder="")
    for arrival in Arrival.objects.filter(state=ArrivalState.QUEUED, attempts__gte=ATTEMPTS):
        _give_up(arrival)
    _requeue(at)
    return len(found)


def _give_up(arrival: Arrival) -> None:
    problem = WrongUse(
        f"the run could not be taken in, {ATTEMPTS} times",
        ask="the technician",
        then="look at the disk and the log",
    )
    Arrival.objects.filter(pk=arrival.pk).update(
        state=ArrivalState.SWEPT, ended_at=now(), problem=f"{problem} {arrival.problem}".strip()
    )
    for run in Run.objects.filter(board=arrival.board_id, state=RunState.ARRIVING):
        sweep(run)


def _requeue(at: datetime) -> None:
    """A task that says it runs while its folder waits is dead; every folder that waits has a task that is ready."""
    waiting = {str(pk) for pk in Arrival.objects.filter(state=ArrivalState.QUEUED).values_list("pk", flat=True)}
    running = DBTaskResult.objects.filter(task_path=take_in.module_path, status=TaskResultStatus.RUNNING)
    dead = [one.pk for one in running if set(map(str, one.args_kwargs["args"])) & waiting]
    DBTaskResult.objects.filter(pk__in=dead).update(
        status=TaskResultStatus.FAILED, finished_at=at, exception_class_path="paxweb.intake.jobs.LeaseLost"
    )
    ready = DBTaskResult.objects.filter(task_path=take_in.module_path, status=TaskResultStatus.READY)
    for arrival_id in sorted(waiting - {str(one.args_kwargs["args"][0]) for one in ready}):
        take_in.enqueue(arrival_id)
