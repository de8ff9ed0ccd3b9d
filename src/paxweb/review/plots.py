"""Small plots as rectangles for a template to draw. Each stands beside a table that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from paxweb.review.patterns import Pattern

WIDTH, ROW, LABEL, TOP_ROWS = 480, 20, 48, 12
COLUMN_HEIGHT = 72


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar, its label, where the text stands, and where the colleagues' median is marked."""

    x: float
    y: float
    width: float
    height: float
    label: str
    text: str
    middle: float | None = None
    marked: bool = False

    @property
    def baseline(self) -> float:
        """Where text stands beside a lying bar."""
        return self.y + self.height - 4


@dataclass(frozen=True, slots=True)
class Plot:
    """Bars in a box."""

    width: int
    height: int
    bars: tuple[Bar, ...]


def lying(pattern: Pattern) -> Plot:
    """The largest dozen of a pattern as lying bars."""
    rows = pattern.rows[:TOP_ROWS]
    most = max((max(row.value, row.median or 0) for row in rows), default=0) or 1
    room = WIDTH - LABEL - 48
    bars = tuple(
        Bar(
            LABEL,
            at * ROW + 3,
            round(room * row.value / most, 1),
            ROW - 6,
            row.letters,
            str(row.value),
            None if row.median is None else round(LABEL + room * row.median / most, 1),
            row.stands_out,
        )
        for at, row in enumerate(rows)
    )
    return Plot(WIDTH, max(ROW, len(rows) * ROW), bars)


def standing(values: Sequence[tuple[str, int, bool]]) -> Plot:
    """Columns in order: label, value, marked."""
    most = max((value for _, value, _ in values), default=0) or 1
    step = WIDTH / max(1, len(values))
    bars = tuple(
        Bar(
            round(at * step, 1),
            round(COLUMN_HEIGHT - COLUMN_HEIGHT * value / most, 1),
            round(step * 0.8, 1),
            round(COLUMN_HEIGHT * value / most, 1),
            label,
            str(value),
            marked=marked,
        )
        for at, (label, value, marked) in enumerate(values)
    )
    return Plot(WIDTH, COLUMN_HEIGHT + 16, bars)
