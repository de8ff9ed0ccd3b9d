"""Tables as they leave the office, whatever they are written as."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
Cell = str | int | Decimal | date | datetime | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a word for its file, its caption, columns and rows. `widths`: shares of a page's width, one a column."""

    word: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()

    @property
    def written(self) -> tuple[tuple[str, ...], ...]:
        """The rows as text."""
        return tuple(tuple(said(cell) for cell in row) for row in self.rows)


def said(cell: Cell) -> str:
    """A cell as it is read: times to the minute in Stockholm, days as 2026-12-31, nothing as nothing."""
    match cell:
        case None:
            return ""
        case datetime():
            return cell.astimezone(STOCKHOLM).strftime("%Y-%m-%d %H:%M")
        case date():
            return cell.isoformat()
        case Decimal():
            return f"{cell:.2f}"
        case _:
            return str(cell)
