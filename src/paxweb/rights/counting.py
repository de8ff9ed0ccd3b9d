"""How many requests there are and how old: figures without anybody in them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from paxweb.accounts.access import Actor, machine
from paxweb.accounts.models import Board
from paxweb.frame.clock import today
from paxweb.rights.models import (
    Correction,
    Deletion,
    DeletionState,
    PersonRequest,
    RecordsRequest,
    Stage,
    Told,
    Verdict,
    Volume,
    VolumeState,
)

Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of a board, as far as the actor may see what is counted."""

    open: int
    late: int
    to_sign: int
    corrections: int
    untold: int
    records: int
    oldest_record: int
    deletions: int


def counts(actor: Actor, board: Board) -> Counts:
    """Eight counts: to whoever answers requests of what they may see, to the data protection officer of everything."""
    if actor.may_at(board.pk, "rights.read"):
        return _counts(
            board,
            *(model.objects.visible_to(actor) for model in (PersonRequest, Volume, Correction, RecordsRequest, Told)),
        )
    with machine("machine:intake"):
        return _counts(
            board, *(model.objects.all() for model in (PersonRequest, Volume, Correction, RecordsRequest, Told))
        )


def _counts(board: Board, asked: Rows, volumes: Rows, corrections: Rows, records: Rows, told: Rows) -> Counts:
    day = today()
    requests = asked.filter(board=board).exclude(stage=Stage.CLOSED)
    waiting = records.filter(board=board, closed_at=None)
    oldest = waiting.order_by("received_on").values_list("received_on", flat=True).first()
    untold = told.filter(correction__board=board, told_on=None, impossible="", correction__verdict=Verdict.CORRECTED)
    return Counts(
        open=requests.count(),
        late=requests.filter(due_on__lt=day).count(),
        to_sign=volumes.filter(board=board, state=VolumeState.PROPOSED).count(),
        corrections=corrections.filter(board=board, verdict=Verdict.PROPOSED).count(),
        untold=untold.count(),
        records=waiting.count(),
        oldest_record=(day - oldest).days if oldest else 0,
        deletions=Deletion.objects.filter(board=board, state=DeletionState.PROPOSED).count(),
    )
