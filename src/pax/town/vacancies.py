"""Free dwellings of one quarter, handed out once each."""

from dataclasses import dataclass

import numpy as np

from pax.town.days import Bools, Ints
from pax.town.life import Life


def too_many(size: Ints, rooms: Ints) -> Bools:
    """Crowded by norm 2: more than two to a room, kitchen and living room apart; one person alone never is."""
    crowded: Bools = size > np.maximum(1, 2 * (rooms - 1))
    return crowded


@dataclass(slots=True)
class Vacancies:
    """Dwellings free since before the quarter: those of one or two rooms, and the larger."""

    few_rooms: Ints
    many_rooms: Ints
    rooms: Ints  # of every dwelling

    @classmethod
    def of(cls, life: Life, start: int, chance: np.random.Generator) -> "Vacancies":
        """Those of the town, in random order."""
        free = np.flatnonzero((life.head < 0) & (life.freed < start))
        free = chance.permutation(free)
        small = life.homes.rooms[free] <= 2
        return cls(free[small], free[~small], life.homes.rooms)

    @property
    def count(self) -> int:
        """How many are left."""
        return len(self.few_rooms) + len(self.many_rooms)

    def small(self, count: int) -> Ints:
        """At most `count` small ones; fewer when the town is full."""
        given, self.few_rooms = self.few_rooms[:count], self.few_rooms[count:]
        return given

    def large(self, count: int) -> Ints:
        """At most `count` large ones."""
        given, self.many_rooms = self.many_rooms[:count], self.many_rooms[count:]
        return given

    def fitting(self, heads: Ints, size: Ints) -> tuple[Ints, Ints]:
        """A dwelling for as many of the heads as there is room for: large ones for households of three and more."""
        big = heads[size >= 3]
        rest = heads[size < 3]
        big = big[np.argsort(-size[size >= 3], kind="stable")]
        for_big = self.large(len(big))
        for_big = for_big[np.argsort(-self.rooms[for_big], kind="stable")]
        for_rest = self.small(len(rest))
        served = np.concatenate([big[: len(for_big)], rest[: len(for_rest)]])
        return served, np.concatenate([for_big, for_rest])
