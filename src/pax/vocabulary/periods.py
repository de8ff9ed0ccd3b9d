"""Days and periods. A period includes both its ends; an empty end means still true."""

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` to `end`, both included; `end` None = still true."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError("a period ends before it begins")

    def covers(self, day: date) -> bool:
        """True when the day lies within the period."""
        return self.start <= day and (self.end is None or day <= self.end)

    def days(self, as_of: date) -> int:
        """Length in days; an empty end reads as the as-of date."""
        return ((self.end or as_of) - self.start).days + 1


def months_back(day: date, months: int) -> date:
    """The same day of month `months` months before, or that month's last day."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def last_possible_day(year: int, month: int, day: int) -> date:
    """An incomplete date (month or day 0) as the last day it can mean (`registers`: incomplete dates of Navet)."""
    if month == 0:
        return date(year, 12, 31)
    if day == 0:
        return date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day)
