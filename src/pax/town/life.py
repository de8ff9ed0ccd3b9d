"""Twenty years of a town: who lives where, and since when. One household per dwelling, led by its head.

The events of a quarter are in `quarter`; this module keeps the books. Days are integers, a place is a dwelling's index
or, below zero, another municipality (`elsewhere`).
"""

from dataclasses import dataclass, field

import numpy as np

from pax.town.days import NO_DAY, Bools, Ints
from pax.town.frames import NOBODY
from pax.town.homes import Homes

HERE, DIED, EMIGRATED, MOVED_OUT = range(4)
"""What has become of a person."""

QUEUE, EXCHANGED, TRANSFERRED, TAKEN_OVER, INTERNAL, UNKNOWN = range(6)
ACQUIRED = ("queue", "exchange", "transfer", "takeover", "internal", "unknown")
"""How a head came to a dwelling, as `tenancies.acquired_by` says it."""

NOWHERE = -1
_CODES = 900


def elsewhere(chance: np.random.Generator, count: int) -> Ints:
    """Places in other municipalities: minus the code, which no real municipality has."""
    return -(1000 + chance.integers(0, _CODES, count))


def municipality_code(place: int) -> str:
    """The four digits of a place in another municipality. Swedish codes end at 2584; these begin at 9000."""
    return str(8000 - place)


_PERSON = {
    "birth": NO_DAY,
    "male": 0,
    "region": 0,
    "mother": NOBODY,
    "father": NOBODY,
    "partner": NOBODY,
    "married": NO_DAY,
    "home": NOWHERE,
    "since": NO_DAY,
    "gone": HERE,
    "gone_on": NO_DAY,
    "arrived": NO_DAY,
    "kinless": 0,
}


@dataclass(slots=True)
class Life:
    """The state of everyone, and the log of what has ended."""

    homes: Homes
    birth: Ints
    male: Ints
    region: Ints
    mother: Ints
    father: Ints
    partner: Ints
    married: Ints
    home: Ints
    since: Ints
    gone: Ints
    gone_on: Ints
    arrived: Ints
    kinless: Ints
    head: Ints
    freed: Ints
    spell_from: Ints
    spell_with: Ints
    spell_how: Ints
    busy: Bools
    count: int = field(default=0, init=False)
    stays: list[tuple[Ints, Ints, Ints, Ints]] = field(default_factory=list, init=False)  # person, from, to, place
    spells: list[tuple[Ints, ...]] = field(default_factory=list, init=False)  # dwelling, head, with, from, to, how
    marriages: list[tuple[Ints, Ints, Ints, Ints]] = field(default_factory=list, init=False)  # one, other, from, to

    def grow(self, count: int) -> Ints:
        """Room for `count` new persons; their indices."""
        if self.count + count > len(self.birth):
            more = max(count, len(self.birth) // 2)
            for name, empty in _PERSON.items():
                old = getattr(self, name)
                setattr(self, name, np.concatenate([old, np.full(more, empty, old.dtype)]))
        people = np.arange(self.count, self.count + count)
        self.count += count
        return people

    def members(self, chosen: Bools) -> Ints:
        """Everyone who lives in a chosen dwelling (a truth value per dwelling)."""
        home = self.home[: self.count]
        return np.flatnonzero((home >= 0) & chosen[np.maximum(home, 0)])

    def dependants(self) -> Bools:
        """Who lives in a home that neither they nor their partner leads."""
        home = self.home[: self.count]
        lead = self.head[np.maximum(home, 0)]
        me = np.arange(self.count)
        led: Bools = (home >= 0) & (lead != me) & (self.partner[np.maximum(lead, 0)] != me)
        return led

    def leave(self, people: Ints, day: Ints) -> None:
        """Close the stay of each at the end of the day before."""
        self.stays.append((people, self.since[people], day - 1, self.home[people]))
        self.home[people] = NOWHERE

    def move(self, people: Ints, place: Ints, day: Ints) -> None:
        """Each leaves home, if they have one, and lives in the dwelling `place` from `day`."""
        settled = self.home[people] >= 0
        self.leave(people[settled], day[settled])
        self.home[people] = place
        self.since[people] = day

    def depart(self, people: Ints, what: int, day: Ints, place: Ints | None = None) -> None:
        """Each dies, emigrates or moves to another municipality (`place`) on `day`; nobody follows them further."""
        self.stays.append((people, self.since[people], day - (place is not None), self.home[people]))
        if place is not None:
            self.stays.append((people, day, np.full(len(people), NO_DAY), place))
        self.home[people] = NOWHERE
        self.gone[people] = what
        self.gone_on[people] = day

    def settle(self, dwellings: Ints, heads: Ints, day: Ints, how: Ints) -> None:
        """Give free dwellings a head each; whoever is their partner that day moves in with them."""
        self.head[dwellings] = heads
        self.spell_from[dwellings] = day
        self.spell_with[dwellings] = self.partner[heads]
        self.spell_how[dwellings] = how
        self.busy[dwellings] = True

    def vacate(self, dwellings: Ints, day: Ints) -> None:
        """End the spell of each head; the dwelling is free from `day`."""
        self._end(dwellings, day)
        self.head[dwellings] = NOBODY
        self.freed[dwellings] = day
        self.busy[dwellings] = True

    def take_over(self, dwellings: Ints, heads: Ints, day: Ints) -> None:
        """Another of the household leads each dwelling from `day`."""
        self._end(dwellings, day)
        self.settle(dwellings, heads, day, np.full(len(heads), TAKEN_OVER))
        self.spell_with[dwellings] = NOBODY

    def _end(self, dwellings: Ints, day: Ints) -> None:
        self.spells.append(
            (
                dwellings,
                self.head[dwellings],
                self.spell_with[dwellings],
                self.spell_from[dwellings],
                day - 1,
                self.spell_how[dwellings],
            )
        )

    def pair(self, one: Ints, other: Ints) -> None:
        """Make partners."""
        self.partner[one] = other
        self.partner[other] = one

    def part(self, people: Ints, day: Ints) -> None:
        """End the partnership of each with their partner, by death or by parting."""
        others = self.partner[people]
        married = self.married[people] != NO_DAY
        self.marriages.append((people[married], others[married], self.married[people[married]], day[married]))
        for side in (people, others):
            self.partner[side] = NOBODY
            self.married[side] = NO_DAY

    def close(self) -> None:
        """Write what still holds into the log, with an empty end."""
        here = np.flatnonzero(self.home[: self.count] >= 0)
        self.stays.append((here, self.since[here], np.full(len(here), NO_DAY), self.home[here]))
        led = np.flatnonzero(self.head >= 0)
        open_end = np.full(len(led), NO_DAY)
        self.spells.append(
            (led, self.head[led], self.spell_with[led], self.spell_from[led], open_end, self.spell_how[led])
        )
        paired = np.flatnonzero(self.partner[: self.count] > np.arange(self.count))
        wed = paired[self.married[paired] != NO_DAY]
        self.marriages.append((wed, self.partner[wed], self.married[wed], np.full(len(wed), NO_DAY)))


def empty_life(homes: Homes, capacity: int) -> Life:
    """Nobody yet, all dwellings free."""
    count = homes.count
    arrays = [np.full(capacity, empty, np.int32) for empty in _PERSON.values()]
    arrays += [np.full(count, empty, np.int32) for empty in (NOBODY, NO_DAY, NO_DAY, NOBODY, 0)]
    arrays.append(np.zeros(count, bool))
    return Life(homes, *arrays)  # in the order of the fields
