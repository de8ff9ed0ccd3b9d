"""What requests, corrections and retention bring to a person's first page: answers due, and what waits for whom.

An extract or a correction is answered within a month (GDPR 12.3). Public records have no number of days: the answer is
given at once or as soon as it can be (TF 2:15), a copy promptly (2:16), so they stand there from the day they came.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import CharField, Exists, F, OuterRef, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.desk.rooms import Brought, Due, Row, bring
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

MOST = 100
PROMPTLY = timedelta(days=3)
"""A request for public records older than this is marked as late: a few days, as the ombudsman reads the act."""

_DUE = {
    "access": Text("Registerutdrag: svara senast", "Extract: answer by"),
    "correction": Text("Begäran om rättelse: svara senast", "Request for correction: answer by"),
    "records": Text("Allmänna handlingar: skyndsamt, kom in", "Public records: promptly, came in"),
    "untold": Text("Rättelse: underrätta mottagarna, rättat", "Correction: tell the receivers, corrected"),
}
_SIGN = {
    "extract": Text("ett registerutdrag", "an extract"),
    "sign_correction": Text("en rättelse", "a correction"),
    "refusal": Text("ett beslut om allmänna handlingar", "a decision on public records"),
    "deletion": Text("en gallring", "a deletion"),
}
_ACT = {
    "access": "rights.collect",
    "correction": "rights.collect",
    "records": "records.handle",
    "untold": "rights.correct",
}
_PLACE = {
    "access": "request", "correction": "request", "records": "records", "untold": "correction", "extract": "sign",
    "sign_correction": "sign_correction", "refusal": "sign_refusal",
}  # fmt: skip


@dataclass(slots=True)
class _Paper:
    """One row of what is not done. `day`: due, came in, corrected or put forward, as its kind has it."""

    kind: str
    id: UUID
    board: str
    wall_id: int
    number: str
    day: date
    by_id: int | None
    by: str

    def late(self, today: date) -> bool:
        """Whether the answer is overdue."""
        return self.day + (PROMPTLY if self.kind in ("records", "untold") else timedelta(0)) < today


def duties(actor: Actor, language: str) -> Brought:
    """What of this room waits for the person, and what they wait for. One query, and only for whoever may see some.

    Whoever answers requests has every answer's day; who signs, those that are overdue.
    """
    rows = list(_rows(actor))
    due = [row for row in rows if row.kind in _DUE and _answers(actor, row)]
    signs = [row for row in rows if row.kind in _SIGN]
    to_sign = [row for row in signs if row.by_id != actor.id and _may_sign(actor, row)]
    awaited = [row for row in signs if row.by_id == actor.id]
    return Brought(
        due=tuple(_due(row, actor.today, language) for row in due),
        to_sign=tuple(_row(row, language) for row in to_sign),
        awaited=tuple(_row(row, language) for row in awaited),
        shown=tuple(row.id for row in (*due, *to_sign, *awaited)),
        more=len(rows) >= MOST,
    )


def _answers(actor: Actor, row: _Paper) -> bool:
    return actor.may(_ACT[row.kind], row) or (row.late(actor.today) and actor.may("rights.sign", row))


def _may_sign(actor: Actor, row: _Paper) -> bool:
    return actor.may_at(row.board, "retention.decide") if row.kind == "deletion" else actor.may("rights.sign", row)


def _due(row: _Paper, today: date, language: str) -> Due:
    return Due(row.day, row.late(today), row.number, _DUE[row.kind].said(language), _href(row, language))


def _row(row: _Paper, language: str) -> Row:
    return Row(row.number, _href(row, language), (_SIGN[row.kind].said(language), row.by))


def _href(row: _Paper, language: str) -> str:
    if row.kind == "deletion":
        return reverse("rights:deletion", args=[language, row.board, row.id])
    return reverse(f"rights:{_PLACE[row.kind]}", args=[language, row.id])


def _rows(actor: Actor) -> Iterator[_Paper]:
    """Everything not done that the actor may see, oldest first."""
    boards = sorted(board for board in actor.boards if actor.may_at(board, "rights.read"))
    if not boards:
        return
    parts = list(_parts(actor, boards))
    found = parts[0].union(*parts[1:], all=True).order_by("day_", "pk_")[:MOST]
    for kind, pk, board, wall, number, day, by_id, by in found:
        yield _Paper(kind, UUID(pk), board, wall, number, date.fromisoformat(day[:10]), by_id, by)


def _parts(actor: Actor, boards: list[str]) -> Iterator[Any]:
    asked = PersonRequest.objects.visible_to(actor).filter(board__in=boards).exclude(stage=Stage.CLOSED)
    records = RecordsRequest.objects.visible_to(actor).filter(board__in=boards, closed_at=None)
    corrections = Correction.objects.visible_to(actor).filter(board__in=boards)
    unreached = Told.objects.filter(correction=OuterRef("pk"), told_on=None, impossible="")
    untold = corrections.filter(Exists(unreached), verdict=Verdict.CORRECTED)
    volumes = Volume.objects.visible_to(actor).filter(board__in=boards, state=VolumeState.PROPOSED)
    refusals = RecordsRequest.objects.visible_to(actor).filter(board__in=boards, signed_at=None)
    deletions = Deletion.objects.filter(board__in=boards, state=DeletionState.PROPOSED)
    yield _told(asked, F("kind"), "diary_number", "due_on", "opened_by")
    yield _told(records, Value("records"), "diary_number", "received_on", "opened_by")
    yield _told(untold, Value("untold"), "request__diary_number", "signed_at", "by")
    yield _told(volumes, Value("extract"), "request__diary_number", "proposed_at", "proposed_by")
    proposed = corrections.filter(verdict=Verdict.PROPOSED)
    yield _told(proposed, Value("sign_correction"), "request__diary_number", "at", "by")
    refused = refusals.exclude(decision_digest="")
    yield _told(refused, Value("refusal"), "diary_number", "decided_at", "decided_by")
    yield _told(deletions, Value("deletion"), "diary_number", "proposed_at", "proposed_by", wall=Value(0))


def _told(rows: Any, kind: Any, number: str, day: str, by: str, wall: Any = None) -> Any:  # noqa: ANN401  any model's rows
    text = CharField()
    named = rows.order_by().annotate(
        kind_=Cast(kind, text), pk_=Cast("pk", text), wall_=wall or F("wall_id"), day_=Cast(day, text),
        number_=Coalesce(Cast(number, text), Value("")), by_name=F(f"{by}__name"),
    )  # fmt: skip
    return named.values_list("kind_", "pk_", "board_id", "wall_", "number_", "day_", f"{by}_id", "by_name")


def make_ready() -> None:
    """Register with the first page."""
    bring(duties)
