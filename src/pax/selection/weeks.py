"""A family's list for one week: some drawn by chance, as many signals drawn by chance to compare, the rest by rank.

Chance is the HMAC of the week and the item under a key: nobody can choose, anyone with the key can check.
"""

import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from hashlib import sha256
from typing import TypeVar

SHARE = Decimal("0.10")
"""Of a family's weekly capacity, what is drawn from everyone a rule could have asked about (`access.md`)."""

Subject = tuple[str, str]
"""(kind, id or key): enough to tell whether two items are about the same."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the readings of a rule's signals came to: how many needed correcting (hits), how many did not (misses)."""

    hits: int = 0
    misses: int = 0


@dataclass(frozen=True, slots=True)
class Signal:
    """A waiting signal. It has no amount on purpose: what is at stake is shown, never sorted on.

    `again`: it is asked anew with other facts, so its reader may know the question: never in the sample.
    """

    item: str
    rule_id: str
    subject: Subject
    first_seen_on: date
    again: bool = False


@dataclass(frozen=True, slots=True)
class Draw:
    """A waiting draw that no week has used."""

    item: str
    subject: Subject


_One = TypeVar("_One", Signal, Draw)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A week's list. `order` holds every item once, in an order that tells nothing; `draws` and `sample` are secret."""

    order: tuple[str, ...]
    draws: frozenset[str]
    sample: frozenset[str]


def weekly(capacity: int) -> int:
    """Draws a week: a tenth of the family's capacity, at least one."""
    return max(1, int((capacity * SHARE).to_integral_value(ROUND_CEILING)))


def right(record: Record) -> Decimal:
    """The probability that anything needs correcting: the mean of Beta(1 + hits, 1 + misses)."""
    return Decimal(1 + record.hits) / Decimal(2 + record.hits + record.misses)


def ranked(signals: Iterable[Signal], records: Mapping[str, Record], key: bytes, week: str) -> list[Signal]:
    """Signals, the rule most often right first, then the newest, then by chance."""
    odds = {rule: right(record) for rule, record in records.items()}
    unread = right(Record())

    def place(signal: Signal) -> tuple[Decimal, int, bytes]:
        return (
            -odds.get(signal.rule_id, unread),
            -signal.first_seen_on.toordinal(),
            _chance(key, week, "rank", signal.item),
        )

    return sorted(signals, key=place)


def choose(
    signals: Sequence[Signal],
    draws: Sequence[Draw],
    records: Mapping[str, Record],
    *,
    capacity: int,
    key: bytes,
    week: str,
) -> Chosen:
    """At most `capacity` items: draws, an equal uniform sample of the signals, the rest of the signals by rank.

    A subject stands in the list at most once: of its signals the sampled or best ranked is taken, and a draw about a
    subject of the week's signals is passed over for the next. `week` names board, family and week. Where there are too
    few draws, signals fill their places; never the other way round, so that the share of chance stays what it is.
    """
    if capacity < 1:
        return Chosen((), frozenset(), frozenset())
    chance = min(weekly(capacity), capacity, len(draws))
    asked = capacity - chance
    fresh = [one for one in signals if not one.again]
    sample = _once(sorted(fresh, key=lambda one: _chance(key, week, "sample", one.item)), set(), min(chance, asked))
    taken = {signal.subject for signal in sample}
    picked = {signal.item for signal in sample}
    rest = [one for one in ranked(signals, records, key, week) if one.item not in picked]
    best = _once(rest, taken, asked - len(sample))
    taken |= {signal.subject for signal in best}
    by_chance = sorted(draws, key=lambda one: _chance(key, week, "draw", one.item))
    drawn = _once(by_chance, taken, chance)
    taken |= {draw.subject for draw in drawn}
    more = _once(rest, taken, chance - len(drawn))
    items = [one.item for one in (*sample, *best, *more)] + [one.item for one in drawn]
    return Chosen(
        order=tuple(sorted(items, key=lambda item: _chance(key, week, "place", item))),
        draws=frozenset(draw.item for draw in drawn),
        sample=frozenset(picked),
    )


def _once(ordered: Sequence[_One], taken: set[Subject], most: int) -> list[_One]:
    """The first `most` whose subject is neither taken nor already among them."""
    found: dict[Subject, _One] = {}
    for one in ordered:
        if len(found) >= most:
            break
        if one.subject not in taken:
            found.setdefault(one.subject, one)
    return list(found.values())


def _chance(key: bytes, week: str, use: str, item: str) -> bytes:
    return hmac.digest(key, "\n".join(("week", week, use, item)).encode(), sha256)
