"""Days as integers since 1970-01-01, the unit every part of the town reckons in."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

# numpy's own element types change with every operation (int64 + int32, where, choice); the names say what is meant.
Ints = npt.NDArray[Any]
Bools = npt.NDArray[Any]

NO_DAY = int(np.iinfo(np.int32).min)
"""No day known: an empty date."""

YEAR = 365.25
_EPOCH = date(1970, 1, 1)


def to_day(when: date) -> int:
    """The number of a date."""
    return (when - _EPOCH).days


def to_date(day: int) -> date:
    """The date of a number."""
    return _EPOCH + timedelta(days=int(day))


def iso(day: int) -> str:
    """A day as YYYY-MM-DD."""
    return to_date(day).isoformat()


def calendar(days: Ints) -> tuple[Ints, Ints, Ints]:
    """Year, month and day of many days at once."""
    stamps = days.astype("datetime64[D]")
    months = stamps.astype("datetime64[M]")
    years = stamps.astype("datetime64[Y]").astype(np.int64) + 1970
    return years, months.astype(np.int64) % 12 + 1, (stamps - months).astype(np.int64) + 1


def years_before(day: int, years: int) -> int:
    """The same date `years` earlier; 29 February becomes the 28th."""
    when = to_date(day)
    try:
        return to_day(when.replace(year=when.year - years))
    except ValueError:
        return to_day(when.replace(year=when.year - years, day=28))


def months_before(day: int, months: int) -> int:
    """The same day of month `months` earlier, or that month's last."""
    when = to_date(day)
    year, month = divmod(when.year * 12 + when.month - 1 - months, 12)
    first = date(year, month + 1, 1)
    last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - first).days
    return to_day(first.replace(day=min(when.day, last)))


def month_start(day: int, months: int = 0) -> int:
    """The first day of the month of `day`, `months` later (or earlier, if negative)."""
    when = to_date(day)
    year, month = divmod(when.year * 12 + when.month - 1 + months, 12)
    return to_day(date(year, month + 1, 1))


def month_end(day: int, months: int = 0) -> int:
    """The last day of the month of `day`, `months` later."""
    return month_start(day, months + 1) - 1
