"""Days, periods and months: both ends count, and a month back never leaves the month."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pax.vocabulary import Period, last_possible_day, months_back

days = st.dates(date(1950, 1, 1), date(2050, 12, 31))


@given(days, st.integers(0, 2000), days)
def test_a_period_covers_as_many_days_as_it_is_long(start: date, length: int, as_of: date) -> None:
    period = Period(start, start + timedelta(length))
    assert period.days(as_of) == length + 1
    assert period.covers(start)
    assert period.covers(start + timedelta(length))
    assert not period.covers(start - timedelta(1))
    assert not period.covers(start + timedelta(length + 1))


@given(days, st.integers(0, 2000))
def test_an_open_period_lasts_to_the_day_asked_about(start: date, later: int) -> None:
    as_of = start + timedelta(later)
    assert Period(start).covers(as_of)
    assert Period(start).days(as_of) == Period(start, as_of).days(as_of)


@given(days, st.integers(1, 2000))
def test_a_period_cannot_end_before_it_begins(start: date, earlier: int) -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        Period(start, start - timedelta(earlier))


@given(days, st.integers(0, 120))
def test_months_back_keeps_the_day_or_takes_the_months_last(day: date, months: int) -> None:
    back = months_back(day, months)
    assert (day.year * 12 + day.month) - (back.year * 12 + back.month) == months
    assert back.day == day.day or (back.day < day.day and (back + timedelta(1)).day == 1)


@given(days, days, st.integers(0, 60))
def test_months_back_never_turns_two_days_round(first: date, second: date, months: int) -> None:
    assume(first <= second)
    assert months_back(first, months) <= months_back(second, months)


def test_a_month_back_from_the_thirty_first_of_march_is_the_last_of_february() -> None:
    assert months_back(date(2024, 3, 31), 1) == date(2024, 2, 29)
    assert months_back(date(2023, 3, 31), 1) == date(2023, 2, 28)
    assert months_back(date(2026, 1, 15), 24) == date(2024, 1, 15)


@given(days)
def test_an_incomplete_date_is_the_last_day_it_can_mean(day: date) -> None:
    assert last_possible_day(day.year, day.month, day.day) == day
    assert day <= last_possible_day(day.year, day.month, 0) <= last_possible_day(day.year, 0, 0)
    assert (last_possible_day(day.year, day.month, 0) + timedelta(1)).day == 1
    assert last_possible_day(day.year, 0, 0) == date(day.year, 12, 31)
