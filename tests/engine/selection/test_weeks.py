"""A week's list: enough chance in it, rank where there is rank, and an order that tells nothing."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pax.selection import Chosen, Draw, Record, Signal, choose, ranked, right, weekly

KEY = b"k" * 32
DAY = date(2026, 6, 1)


def signal(name: str, rule: str = "HO-01", subject: str = "", days: int = 0) -> Signal:
    return Signal(name, rule, ("person", subject or f"about {name}"), DAY + timedelta(days=days))


def draw(name: str, subject: str = "") -> Draw:
    return Draw(name, ("person", subject or f"about {name}"))


def about(*items: Signal | Draw) -> dict[str, tuple[str, str]]:
    return {one.item: one.subject for one in items}


def many(count: int, rule: str = "HO-01") -> list[Signal]:
    return [signal(f"{rule} s{number}", rule) for number in range(count)]


def drawn(count: int) -> list[Draw]:
    return [draw(f"d{number}") for number in range(count)]


def week(signals: list[Signal], draws: list[Draw], capacity: int = 20, week: str = "w", key: bytes = KEY) -> Chosen:
    return choose(signals, draws, {}, capacity=capacity, key=key, week=week)


@pytest.mark.parametrize(("capacity", "draws"), [(1, 1), (5, 1), (10, 1), (11, 2), (20, 2), (200, 20)])
def test_a_tenth_of_the_week_is_chance_and_at_least_one(capacity: int, draws: int) -> None:
    found = week(many(400), drawn(100), capacity)
    assert (len(found.order), len(found.draws)) == (capacity, draws)
    assert len(found.sample) == min(draws, capacity - draws)
    assert weekly(capacity) == draws


def test_the_same_key_and_week_give_the_same_list_and_another_gives_another() -> None:
    signals, draws = many(100), drawn(30)
    first = week(signals, draws)
    assert first == week(list(reversed(signals)), list(reversed(draws)))
    assert first.order != week(signals, draws, week="next").order
    assert first.order != week(signals, draws, key=b"x" * 32).order


def test_the_sample_is_of_signals_and_the_draws_are_of_draws() -> None:
    found = week(many(50), drawn(20))
    assert all(item.startswith("d") for item in found.draws)
    assert all(item.startswith("HO-01") for item in found.sample)
    assert found.draws | found.sample <= set(found.order)


def test_the_sample_does_not_follow_rank() -> None:
    """Of two rules, one often right and one never, the sample takes from both alike."""
    signals = many(50, "HO-01") + many(50, "HO-02")
    records = {"HO-01": Record(hits=90, misses=10), "HO-02": Record(hits=0, misses=100)}
    taken: Counter[str] = Counter()
    for number in range(600):
        found = choose(signals, drawn(20), records, capacity=20, key=KEY, week=f"week {number}")
        taken.update(item[:5] for item in found.sample)
    assert 0.45 < taken["HO-01"] / taken.total() < 0.55


def test_every_signal_is_as_likely_to_be_sampled() -> None:
    taken: Counter[str] = Counter()
    for number in range(2_000):
        taken.update(week(many(10), drawn(10), 10, f"week {number}").sample)
    assert len(taken) == 10
    assert max(taken.values()) < 1.5 * min(taken.values())


def test_what_is_asked_anew_is_never_in_the_sample() -> None:
    known = [Signal(f"s{n}", "HO-01", ("person", f"p{n}"), DAY, again=n > 0) for n in range(20)]
    found = week(known, drawn(20), 20)
    assert found.sample == {"s0"}
    assert {one.item for one in known[:17]} & set(found.order)


def test_position_tells_nothing() -> None:
    """Over many weeks, a draw stands as often in the first half as in the second."""
    places = [
        found.order.index(item)
        for number in range(1_000)
        for found in [week(many(30), drawn(20), 20, f"week {number}")]
        for item in found.draws
    ]
    assert abs(sum(places) / len(places) - 9.5) < 0.5


def test_alice_reads_the_rule_that_is_most_often_right_first_and_the_newest_of_it() -> None:
    signals = [signal("old", "HO-01", days=-9), signal("new", "HO-01"), signal("other", "HO-02", days=5)]
    records = {"HO-01": Record(hits=3, misses=1), "HO-02": Record(hits=1, misses=3)}
    assert [one.item for one in ranked(signals, records, KEY, "w")] == ["new", "old", "other"]


def test_a_rule_nobody_has_read_stands_between_good_and_bad() -> None:
    assert right(Record(hits=0, misses=2)) < right(Record()) < right(Record(hits=2, misses=0))
    assert str(right(Record(hits=1, misses=1))) == "0.5"


def test_a_signal_carries_no_amount_to_sort_on() -> None:
    assert not any("amount" in name for name in Signal.__dataclass_fields__)


def test_a_subject_already_in_the_weeks_signals_is_drawn_anew() -> None:
    signals = many(20)
    draws = [draw(f"d{number}", signals[number].subject[1]) for number in range(19)] + [draw("free")]
    assert week(signals, draws, 20).draws <= {"free"} | {one.item for one in draws}
    found = week(signals, draws, 18)
    known = about(*signals, *draws)
    assert len({known[item] for item in found.order}) == len(found.order) == 18


def test_where_draws_run_out_signals_fill_the_week() -> None:
    found = week(many(50), drawn(1), 20)
    assert (len(found.order), len(found.draws), len(found.sample)) == (20, 1, 1)


def test_where_signals_run_out_draws_do_not_fill_the_week() -> None:
    found = week(many(3), drawn(50), 20)
    assert (len(found.draws), len(found.order)) == (2, 5)


@pytest.mark.parametrize("capacity", [0, -3])
def test_no_capacity_no_list(capacity: int) -> None:
    assert week(many(5), drawn(5), capacity).order == ()


_SUBJECTS = st.sampled_from("abcdefg")


@given(
    signals=st.lists(st.tuples(_SUBJECTS, st.sampled_from(["HO-01", "HO-02"]), st.integers(-5, 5)), max_size=12),
    draws=st.lists(_SUBJECTS, max_size=12),
    capacity=st.integers(0, 15),
)
def test_whatever_waits_no_item_twice_no_subject_twice_never_over_capacity(
    signals: list[tuple[str, str, int]], draws: list[str], capacity: int
) -> None:
    asked = [signal(f"s{n}", rule, subject, days) for n, (subject, rule, days) in enumerate(signals)]
    by_chance = [draw(f"d{n}", subject) for n, subject in enumerate(draws)]
    found = week(asked, by_chance, capacity)
    known = about(*asked, *by_chance)
    assert len(found.order) == len({known[item] for item in found.order}) <= capacity
    assert found.draws | found.sample <= set(found.order)
    assert len(found.sample) <= max(1, len(found.draws), weekly(capacity))
    if asked and capacity > len(known):
        assert {known[one.item] for one in asked} <= {known[item] for item in found.order}
