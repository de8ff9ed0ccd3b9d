"""What the answers say: intervals, whether a rule may be called live, whether two groups bear alike, agreement."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

Z = 1.959963984540054
"""The normal quantile of a two-sided 95 per cent interval."""

ARITHMETIC = frozenset({"AI-01", "AI-04", "HO-02", "HO-03", "IN-01", "CP-01"})
"""Rules that only count: ten readings are enough (`access.md`)."""

FEW, MANY = 10, 50
MOST_UNFAIR = 1.25
"""The lower bound of the ratio of needless checks between two groups stays under this."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A lower and an upper bound, both 95 per cent, two-sided."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Readings:
    """Of `read` first answers, `yes` said that something needs looking into (or, for groups, were needless)."""

    yes: int
    read: int

    def __post_init__(self) -> None:
        if not 0 <= self.yes <= self.read:
            raise ValueError("of the readings, between none and all can be yes")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Cohen's kappa of two readers over `pairs` items, and its interval."""

    kappa: float
    interval: Interval
    pairs: int


def wilson(readings: Readings) -> Interval:
    """Wilson's score interval of a share (Wilson 1927); nothing read says nothing: 0 to 1."""
    n = readings.read
    if n == 0:
        return Interval(0.0, 1.0)
    share, z2 = readings.yes / n, Z * Z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    low = 0.0 if readings.yes == 0 else max(0.0, middle - half)
    high = 1.0 if readings.yes == n else min(1.0, middle + half)
    return Interval(low, high)


def is_live(rule_id: str, signals: Readings, draws: Readings) -> bool:
    """Whether a rule points better than chance: enough of both are read, and the signals' lower bound lies above the
    draws' upper. `signals` are the first answers on the rule's sampled signals, `draws` those on its family's draws."""
    enough = FEW if rule_id in ARITHMETIC else MANY
    if signals.read < enough or draws.read < enough:
        return False
    return wilson(signals).low > wilson(draws).high


def fairness_ratio(one: Readings, other: Readings) -> Interval | None:
    """The ratio of two groups' needless checks per person, as a 95 per cent interval; None when a group is empty.

    The log method (Katz 1978); where one group had none, a half is added to every count and one to every size.
    """
    if one.read == 0 or other.read == 0:
        return None
    extra = 0.5 if 0 in (one.yes, other.yes) else 0.0
    a, n, b, m = one.yes + extra, one.read + 2 * extra, other.yes + extra, other.read + 2 * extra
    middle = log((a / n) / (b / m))
    half = Z * sqrt(max(0.0, 1 / a - 1 / n + 1 / b - 1 / m))
    return Interval(exp(middle - half), exp(middle + half))


def is_fair(one: Readings, other: Readings) -> bool:
    """Neither group bears clearly more needless checks than the other: the lower bound is under 1.25 both ways."""
    ratios = fairness_ratio(one, other), fairness_ratio(other, one)
    return all(ratio is None or ratio.low < MOST_UNFAIR for ratio in ratios)


def kappa(pairs: Sequence[tuple[str, str]]) -> Agreement | None:
    """Cohen's kappa (1960) with the large-sample interval of Fleiss, Cohen and Everitt (1969).

    None when there is nothing to compare: no pair, or both readers gave one and the same answer to everything, so that
    chance alone explains all agreement.
    """
    n = len(pairs)
    if n == 0:
        return None
    rows = {answer: count / n for answer, count in Counter(first for first, _ in pairs).items()}
    columns = {answer: count / n for answer, count in Counter(second for _, second in pairs).items()}
    cells = {cell: count / n for cell, count in Counter(pairs).items()}
    by_chance = sum(share * columns.get(answer, 0.0) for answer, share in rows.items())
    if by_chance >= 1.0:
        return None
    agreed = sum(share for (first, second), share in cells.items() if first == second)
    found = (agreed - by_chance) / (1 - by_chance)
    error = sqrt(max(0.0, _variance(cells, rows, columns, agreed, by_chance)) / n)
    return Agreement(found, Interval(max(-1.0, found - Z * error), min(1.0, found + Z * error)), n)


def _variance(
    cells: dict[tuple[str, str], float],
    rows: dict[str, float],
    columns: dict[str, float],
    agreed: float,
    by_chance: float,
) -> float:
    """Fleiss, Cohen and Everitt's variance of kappa times the number of pairs."""
    total = -((agreed * by_chance - 2 * by_chance + agreed) ** 2)
    for (first, second), share in cells.items():
        if first == second:
            weight = rows[first] + columns[first]
            total += share * ((1 - by_chance) - weight * (1 - agreed)) ** 2
        else:
            weight = columns.get(first, 0.0) + rows.get(second, 0.0)
            total += share * (1 - agreed) ** 2 * weight**2
    return total / (1 - by_chance) ** 4
