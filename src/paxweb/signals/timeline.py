"""A time line drawn on the server: every row with a day becomes a bar or a dot, in an SVG that needs no script."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from paxweb.intake.reading import Row
from paxweb.signals import shown, words
from paxweb.signals.naming import Naming

WIDTH, LEFT, LANE, TOP, RIGHT = 760, 220, 24, 26, 12
MOST = 7
"""Lanes that are drawn; older rows stand in the table only."""
_FROM = ("from_date", "opened_on", "period_from", "started_at", "deregistration_date")
_TO = ("to_date", "closed_on", "period_to", "ended_at")
_ON = ("pay_date", "reported_on", "shown_on", "issued_on", "invoice_date", "ordered_on", "arrived_on", "decided_at")


@dataclass(frozen=True, slots=True)
class Span:
    """What lasted from a day to a day; `to` None = still; `start` equal to `to` = that one day."""

    title: str
    says: str
    start: date
    to: date | None
    table: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A span on the drawing: where it stands, in the SVG's own units."""

    span: Span
    x: float
    y: float
    width: float
    dot: bool
    label: str

    @property
    def text_y(self) -> float:
        """Where its words stand."""
        return self.y + 12

    @property
    def dot_y(self) -> float:
        """Where a single day's dot stands."""
        return self.y + 7.5


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole time line."""

    bars: tuple[Bar, ...]
    years: tuple[tuple[int, float], ...]
    height: int
    left_out: int
    today: float
    width: int = WIDTH
    left: int = LEFT
    right: int = WIDTH - RIGHT


def spans(rows: Iterable[Row], naming: Naming) -> list[Span]:
    """The rows that have a day, those of a table together, oldest first."""
    found = [span for row in rows if (span := _span(row, naming)) is not None]
    return sorted(found, key=lambda span: (span.table, span.start, span.to or date.max, span.says))


def _span(row: Row, naming: Naming) -> Span | None:
    start = _first(row, _FROM)
    on = _first(row, _ON)
    if start is None and on is None:
        return None
    to = _first(row, _TO) if start else on
    open_ended = start is not None and any(name in row.facts for name in _TO)
    if start is not None and to is None and not open_ended:
        to = start
    return Span(words.table(row.table).said(naming.language), _who(row, naming), start or on or date.min, to, row.table)


def _first(row: Row, names: tuple[str, ...]) -> date | None:
    for name in names:
        given = row.facts.get(name)
        if shown.is_day(str(given)[:10] if given else None):
            return date.fromisoformat(str(given)[:10])
    return None


def _who(row: Row, naming: Naming) -> str:
    ends = naming.ends(row)
    told = [text for column, text in ends.items() if not naming.is_main(row, column)]
    amount = [shown.money(Decimal(str(row.facts["amount"])), naming.language)] if row.facts.get("amount") else []
    return ", ".join(dict.fromkeys([*told, *amount]))


def draw(found: list[Span], today: date) -> Drawing | None:
    """The drawing of the spans up to today; None when there is nothing to draw."""
    newest = sorted(found, key=lambda span: (span.to or date.max, span.start), reverse=True)[:MOST]
    kept = [span for span in found if span in newest][:MOST]
    if not kept:
        return None
    first = max(min(span.start for span in kept), date(today.year - 12, 1, 1))
    last = max(today, max(span.to or span.start for span in kept))
    days = max(1, (last - first).days)

    def x(day: date) -> float:
        inside = min(max(day, first), last)
        return round(LEFT + (inside - first).days / days * (WIDTH - RIGHT - LEFT), 1)

    bars = []
    for n, span in enumerate(kept):
        left, right = x(span.start), x(span.to or last)
        dot = span.to == span.start
        label = f"{span.title}: {span.says}" if span.says else span.title
        bars.append(Bar(span, left, TOP + n * LANE, max(3.0, round(right - left, 1)), dot, _cut(label)))
    return Drawing(tuple(bars), _years(first, last, x), TOP + len(kept) * LANE + 8, len(found) - len(kept), x(today))


def _cut(text: str, most: int = 31) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip(' ,')}…"


def _years(first: date, last: date, x: Callable[[date], float]) -> tuple[tuple[int, float], ...]:
    every = [year for year in range(first.year + 1, last.year + 1)]
    step = max(1, len(every) // 6)
    return tuple((year, x(date(year, 1, 1))) for year in every[::step])
