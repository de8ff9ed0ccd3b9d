"""What purposes and states of machines are called."""

from datetime import date
from enum import StrEnum
from typing import Final

from pax.vocabulary import Text
from paxweb.api.models import Purpose, Token
from paxweb.api.tokens import is_kept, stands

PURPOSES: Final = {
    Purpose.CASEWORK: Text("Handläggning i nämndens eget system", "Casework in the board's own system"),
    Purpose.FOLLOW_UP: Text("Uppföljning och statistik", "Follow-up and statistics"),
}


class State(StrEnum):
    """How it is with a machine."""

    WAITS = "waits"
    REFUSED = "refused"
    TO_FETCH = "to_fetch"
    HOLDS = "holds"
    ENDED = "ended"
    OVER = "over"
    FELL = "fell"


STATES: Final = {
    State.WAITS: Text("väntar på beslut", "waits for a decision"),
    State.REFUSED: Text("nekad", "refused"),
    State.TO_FETCH: Text("godkänd, inte hämtad", "granted, not fetched"),
    State.HOLDS: Text("gäller", "in force"),
    State.ENDED: Text("avslutad", "ended"),
    State.OVER: Text("tiden är ute", "its time is over"),
    State.FELL: Text("slut: den ansvarigas behörighet har upphört", "over: the clearance it rests on has ended"),
}


def state_of(token: Token, today: date) -> State:
    """How it is with a machine today."""
    if token.ended_at is not None:
        return State.ENDED
    if token.granted is None:
        return State.WAITS
    if not token.granted:
        return State.REFUSED
    if token.to_date is None or token.to_date < today:
        return State.OVER
    if token.secret_hash is None:
        return State.TO_FETCH
    return State.HOLDS if is_kept(token, today) and stands(token, today) else State.FELL
