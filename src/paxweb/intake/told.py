"""A folder's way in, in words for the technician."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pax.vocabulary import Text
from paxweb.intake.models import Arrival, ArrivalState

_STATES = {
    ArrivalState.QUEUED: Text("väntar", "waits"),
    ArrivalState.RUNNING: Text("tas in", "is taken in"),
    ArrivalState.DONE: Text("i kraft", "in force"),
    ArrivalState.REFUSED: Text("avvisad", "refused"),
    ArrivalState.SWEPT: Text("uppgiven och bortstädad", "given up and swept away"),
}
_STAGES = {
    "protected": Text("skyddade personer", "protected persons"),
    "conflicts": Text("jäv", "recusals"),
    "items": Text("frågor", "questions"),
    "evidence": Text("underlag", "evidence"),
    "context": Text("faktablad", "fact sheets"),
    "edges": Text("samband", "connections"),
    "area_counts": Text("områden", "areas"),
    "tidying": Text("städar", "tidying"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One folder: whose, how it stands, how far it has come (None when nothing is counted), and what went wrong."""

    id: UUID
    board: str
    state: str
    stage: str
    done: int | None
    of: int
    queued_at: datetime
    ended_at: datetime | None
    attempts: int
    problem: str
    again: bool


def told_of(arrival: Arrival, language: str) -> Told:
    """The words for one folder."""
    running = arrival.state == ArrivalState.RUNNING
    stage = _STAGES.get(arrival.stage) if running else None
    return Told(
        id=arrival.pk,
        board=arrival.board.name,
        state=_STATES[ArrivalState(arrival.state)].said(language),
        stage=stage.said(language) if stage else "",
        done=arrival.done if stage else None,
        of=arrival.of,
        queued_at=arrival.queued_at,
        ended_at=arrival.ended_at,
        attempts=arrival.attempts,
        problem=arrival.problem,
        again=arrival.state in (ArrivalState.REFUSED, ArrivalState.SWEPT),
    )
