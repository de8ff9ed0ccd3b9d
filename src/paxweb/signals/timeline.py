"""A time line drawn on the server: every row with a day becomes a bar or a dot, in an SVG that needs no script."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import accumulate

from paxweb.intake.reading import Row
from paxweb.signals import shown, words
from paxweb.signals.naming import Naming

WIDTH, LEFT, LANE, TOP, RIGHT = 760, 220, 24, 26, 12
MOST = 7
"""Lanes that are drawn; older rows stand in the table only."""
GLANCE_HEIGHT, GLANCE_YEARS = 170, 4
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
    height: float = 15

    @property
    def text_y(self) -> float:
        """Where its words stand."""
        return self.y + self.height / 2 + 4.5

    @property
    def dot_y(self) -> float:
        """Where a single day's dot stands."""
        return self.y + self.height / 2


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
    scale = _Scale.of(kept, today)
    bars = [scale.bar(span, TOP + n * LANE, _cut(_label(span))) for n, span in enumerate(kept)]
    return scale.drawing(bars, TOP + len(kept) * LANE + 8, len(found) - len(kept))


def glance(found: list[Span], today: date, room: int) -> Drawing | None:
    """The newest at a glance, in as many words as there is room for: a lane for each row, or for each kind of row.

    None when not even one lane fits, or there is nothing to draw.
    """
    newest = sorted(found, key=lambda span: (span.to or date.max, span.start), reverse=True)
    kinds: dict[str, list[Span]] = {}
    for span in newest:
        kinds.setdefault(span.title, []).append(span)
    each = [(_cut(_label(span), 29), [span]) for span in newest[:MOST]]
    lanes = _fitting(each, room - GLANCE_YEARS)
    if len(lanes) < len(each):
        lanes = _fitting([(_cut(title), spans) for title, spans in kinds.items()], room)
    if not lanes:
        return None
    years = min(GLANCE_YEARS, room - sum(len(label.split()) for label, _ in lanes))
    lane = max(30, GLANCE_HEIGHT // max(3, len(lanes)))
    scale = _Scale.of([span for _, spans in lanes for span in spans], today)
    bars = [
        replace(scale.bar(span, TOP + n * lane, "" if m else label), height=lane * 0.55)
        for n, (label, spans) in enumerate(lanes)
        for m, span in enumerate(spans)
    ]
    return scale.drawing(bars, TOP + len(lanes) * lane, 0, years)


def _fitting(lanes: list[tuple[str, list[Span]]], room: int) -> list[tuple[str, list[Span]]]:
    """As many of the first lanes as their labels' words leave room for."""
    words = list(accumulate(len(label.split()) for label, _ in lanes))
    return [lane for lane, so_far in zip(lanes[:MOST], words, strict=False) if so_far <= room]


def _label(span: Span) -> str:
    return f"{span.title}: {span.says}" if span.says else span.title


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days → places on the drawing."""

    first: date
    last: date
    today: date

    @classmethod
    def of(cls, drawn: list[Span], today: date) -> "_Scale":
        """From the oldest start, at most twelve years back, to today or the last end."""
        first = max(min(span.start for span in drawn), date(today.year - 12, 1, 1))
        return cls(first, max(today, max(span.to or span.start for span in drawn)), today)

    def x(self, day: date) -> float:
        """Where a day stands; what lies outside stands at the edge."""
        inside = min(max(day, self.first), self.last)
        days = max(1, (self.last - self.first).days)
        return round(LEFT + (inside - self.first).days / days * (WIDTH - RIGHT - LEFT), 1)

    def bar(self, span: Span, y: float, label: str) -> Bar:
        """A span in its lane."""
        left, right = self.x(span.start), self.x(span.to or self.last)
        return Bar(span, left, y, max(3.0, round(right - left, 1)), span.to == span.start, label)

    def drawing(self, bars: list[Bar], height: int, left_out: int, years: int = 6) -> Drawing:
        """The bars with at most so many years above them, and today."""
        every = list(range(self.first.year + 1, self.last.year + 1))
        step = max(1, -(-len(every) // max(1, years)))
        told = tuple((year, self.x(date(year, 1, 1))) for year in every[::step][:years])
        return Drawing(tuple(bars), told, height, left_out, self.x(self.today))


def _cut(text: str, most: int = 31) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip(' ,')}…"
