"""How a request for records has gone: TF 2 kap. wants it answered at once or as soon as possible (skyndsamt)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from pax.vocabulary import Text
from paxweb.rights.models import Record, RecordsRequest
from paxweb.rights.telling import SWEDEN

_CAME = Text("Begäran kom in", "Request came")
_ENTERED = Text("Registrerad", "Registered")
_SEARCHED = Text("Sökt", "Searched")
_REVIEWED = Text("Granskad", "Reviewed")
_TAKEN = Text("Utlämnad", "Given")
_DECIDED = Text("Skriftligt beslut", "Written decision")
_CLOSED = Text("Avslutad", "Closed")


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened, and how many days after the request came."""

    on: date
    what: str
    days: int


def timeline(asked: RecordsRequest, records: Iterable[Record], language: str) -> list[Moment]:
    """What happened, in its order."""
    found: list[tuple[date | datetime | None, str]] = [
        (asked.received_on, _CAME.said(language)),
        (asked.opened_at, _ENTERED.said(language)),
        (asked.searched_at, _SEARCHED.said(language)),
        (asked.signed_at, _DECIDED.said(language)),
        (asked.closed_at, _CLOSED.said(language)),
    ]
    for record in records:
        found.append((record.at, f"{_REVIEWED.said(language)}: {record.label}"))
        found.append((record.taken_at, f"{_TAKEN.said(language)}: {record.label}"))
    known = sorted(((when, what) for when, what in found if when is not None), key=lambda each: _moment(each[0]))
    return [Moment(_day(when), what, (_day(when) - asked.received_on).days) for when, what in known]


def _moment(when: date | datetime) -> datetime:
    """The moment itself; of a day alone, its beginning."""
    return when if isinstance(when, datetime) else datetime.combine(when, time.min, SWEDEN)


def _day(when: date | datetime) -> date:
    return when.astimezone(SWEDEN).date() if isinstance(when, datetime) else when
