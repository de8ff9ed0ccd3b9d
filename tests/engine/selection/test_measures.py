"""Intervals against published figures, and the rules that rest on them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pax.selection import Readings, fairness_ratio, is_fair, is_live, kappa, wilson


@pytest.mark.parametrize(
    ("yes", "read", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_agrees_with_newcombes_table(yes: int, read: int, low: float, high: float) -> None:
    """Newcombe (1998), Two-sided confidence intervals for the single proportion, table I, method 3."""
    found = wilson(Readings(yes, read))
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_nothing_read_says_nothing() -> None:
    assert (wilson(Readings(0, 0)).low, wilson(Readings(0, 0)).high) == (0.0, 1.0)


@given(st.integers(0, 400), st.integers(0, 400))
def test_the_interval_holds_the_share(yes: int, no: int) -> None:
    if yes + no:
        found = wilson(Readings(yes, yes + no))
        assert 0 <= found.low <= yes / (yes + no) <= found.high <= 1


def test_more_yes_than_read_is_refused() -> None:
    with pytest.raises(ValueError, match="readings"):
        Readings(3, 2)


def test_a_rule_is_live_when_it_clearly_beats_chance() -> None:
    assert is_live("HO-01", Readings(30, 50), Readings(5, 50))


@pytest.mark.parametrize(
    ("signals", "draws"),
    [
        (Readings(30, 49), Readings(5, 50)),  # too few signals
        (Readings(30, 50), Readings(5, 49)),  # too few draws
        (Readings(12, 50), Readings(9, 50)),  # better, but not clearly
        (Readings(5, 50), Readings(30, 50)),  # worse than chance
    ],
)
def test_a_rule_is_not_live_otherwise(signals: Readings, draws: Readings) -> None:
    assert not is_live("HO-01", signals, draws)


def test_ten_readings_are_enough_for_arithmetic() -> None:
    signals, draws = Readings(9, 10), Readings(1, 10)
    assert is_live("AI-01", signals, draws)
    assert not is_live("HO-01", signals, draws)


def test_the_ratio_of_two_groups() -> None:
    """Katz's log interval by hand: 30 of 100 against 15 of 100 is 2, from 1.15 to 3.48."""
    found = fairness_ratio(Readings(30, 100), Readings(15, 100))
    assert found is not None
    assert (round(found.low, 2), round(found.high, 2)) == (1.15, 3.48)


def test_an_empty_group_gives_no_ratio_and_a_group_without_any_gives_one() -> None:
    assert fairness_ratio(Readings(0, 0), Readings(1, 10)) is None
    found = fairness_ratio(Readings(10, 100), Readings(0, 100))
    assert found is not None
    assert found.low > 1


def test_a_clear_difference_is_unfair_whichever_group_bears_it() -> None:
    many, few = Readings(400, 1000), Readings(200, 1000)
    assert not is_fair(many, few)
    assert not is_fair(few, many)
    assert is_fair(Readings(210, 1000), few)
    assert is_fair(Readings(4, 10), Readings(2, 10))


def test_kappa_agrees_with_a_worked_example() -> None:
    """Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, table 18.1: 0.676, error 0.088."""
    cells = {
        ("p", "p"): 75, ("p", "n"): 1, ("p", "o"): 4,
        ("n", "p"): 5, ("n", "n"): 4, ("n", "o"): 1,
        ("o", "p"): 0, ("o", "n"): 0, ("o", "o"): 10,
    }  # fmt: skip
    found = kappa([cell for cell, count in cells.items() for _ in range(count)])
    assert found is not None
    assert found.pairs == 100
    assert found.kappa == pytest.approx(0.676, abs=0.001)
    assert (found.interval.high - found.interval.low) / 2 / 1.96 == pytest.approx(0.088, abs=0.001)


def test_kappa_of_nothing_and_of_one_answer_is_none() -> None:
    assert kappa([]) is None
    assert kappa([("no", "no")] * 20) is None


def test_kappa_is_one_for_full_and_about_zero_for_no_agreement() -> None:
    full = kappa([("yes", "yes"), ("no", "no")] * 10)
    none = kappa([("yes", "yes"), ("yes", "no"), ("no", "yes"), ("no", "no")] * 10)
    assert full is not None
    assert none is not None
    assert (full.kappa, full.interval.low) == (1.0, 1.0)
    assert none.kappa == pytest.approx(0.0)
