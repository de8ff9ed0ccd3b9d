"""Who comes: the first households of the town, and those who move in from elsewhere or from abroad later."""

import numpy as np

from pax.town.calibration import REGION_SHARES
from pax.town.days import NO_DAY, YEAR, Bools, Ints
from pax.town.frames import NOBODY
from pax.town.life import QUEUE, Life, elsewhere
from pax.town.vacancies import Vacancies

_KEPT_FREE = 0.03  # share of dwellings that stand empty. Assumed
_FROM_ABROAD = 0.30  # share of households that come from abroad. Assumed
_KIN_MISSING = 0.60  # share of lone immigrants without any recorded kin. Assumed
_QUARTER = 91
OUTSIDE_EUROPE = 3
"""The region whose households are crowded most often (Boverket 2018): they get smaller homes, and wait longer."""


def first_households(life: Life, start: int, chance: np.random.Generator) -> None:
    """Fill the empty town: everyone has lived where they live for some years already."""
    vacancies = Vacancies.of(life, start, chance)
    count = round(vacancies.count * (1 - _KEPT_FREE))
    since = start - (chance.exponential(7 * YEAR, count)).astype(int) - 1
    _households(life, since, np.zeros(count, bool), chance, vacancies, start)


def arrive(life: Life, start: int, chance: np.random.Generator, vacancies: Vacancies) -> None:
    """New households fill the dwellings that stand empty, but for a few."""
    count = max(0, vacancies.count - round(life.homes.count * _KEPT_FREE))
    day = start + chance.integers(0, _QUARTER, count)
    _households(life, day, chance.random(count) < _FROM_ABROAD, chance, vacancies, start)


def _households(
    life: Life, since: Ints, abroad: Bools, chance: np.random.Generator, vacancies: Vacancies, today: int
) -> None:
    small, large = vacancies.small(len(since)), vacancies.large(len(since))
    share = len(small) / max(1, len(small) + len(large))
    small = small[: round(len(since) * share) + 1]
    places = np.concatenate([small, large])[: len(since)]
    since, abroad = since[: len(places)], abroad[: len(places)]
    heads = _adults(life, since, abroad, chance, today)
    crowding = life.region[heads] == OUTSIDE_EUROPE
    places = _smaller_first(life, places, crowding, chance)
    rooms = life.homes.rooms[places]
    usual = np.select([rooms >= 3, rooms == 2], [0.85, 0.35], 0.03)
    crowded = np.select([rooms >= 3, rooms == 2], [0.92, 0.90], 0.55)
    often = np.where(crowding, crowded, usual)
    paired = chance.random(len(places)) < often
    chosen = heads[paired]
    partners = _partners(life, chosen, since[paired], abroad[paired], chance)
    life.pair(chosen, partners)
    _marry(life, chosen, partners, since[paired], abroad[paired], chance)
    everyone, at = np.concatenate([heads, partners]), np.concatenate([places, places[paired]])
    life.move(everyone, at, np.concatenate([since, since[paired]]))
    life.settle(places, heads, since, np.full(len(heads), QUEUE))
    parents = np.where(paired, 0.62, 0.12) * ((since - life.birth[heads]) < 55 * YEAR)
    _children(life, heads[chance.random(len(heads)) < parents], since, places, chance, today)


def _smaller_first(life: Life, places: Ints, first: Bools, chance: np.random.Generator) -> Ints:
    """The same places in another order: the smaller ones mostly to those who come `first`."""
    by_size = np.argsort(life.homes.rooms[places] + 2.5 * chance.random(len(places)), kind="stable")
    by_turn = np.argsort(-(first + 0.8 * chance.random(len(places))), kind="stable")
    given = np.empty_like(places)
    given[by_turn] = places[by_size]
    return given


def _adults(life: Life, since: Ints, abroad: Bools, chance: np.random.Generator, today: int) -> Ints:
    people = life.grow(len(since))
    settled = since < today - _QUARTER
    old = settled & (chance.random(len(since)) < 0.75)
    young = 20 + chance.gamma(2.0, 7.0, len(since))
    age = np.where(old, 24 + 48 * chance.random(len(since)), young)
    life.birth[people] = since - (np.minimum(age, 90) * YEAR).astype(int)
    life.male[people] = chance.random(len(people)) < 0.5
    shares = np.array(list(REGION_SHARES.values()))
    born = chance.choice(len(shares), len(people), p=shares)
    foreign = chance.choice(len(shares) - 1, len(people), p=shares[1:] / shares[1:].sum()) + 1
    life.region[people] = np.where(abroad, foreign, born)
    life.arrived[people] = np.where(abroad, since, NO_DAY)
    life.kinless[people] = abroad & (chance.random(len(people)) < _KIN_MISSING)
    return people


def _partners(life: Life, heads: Ints, since: Ints, abroad: Bools, chance: np.random.Generator) -> Ints:
    people = life.grow(len(heads))
    apart = (chance.normal(0, 3.5, len(heads)) * YEAR).astype(int)
    youngest, oldest = since - int(19 * YEAR), since - int(90 * YEAR)
    life.birth[people] = np.clip(life.birth[heads] + apart, oldest, youngest)
    life.male[people] = 1 - life.male[heads]
    mixed = chance.random(len(heads)) < 0.15
    life.region[people] = np.where(mixed & ~abroad, 0, life.region[heads])
    life.arrived[people] = np.where(abroad, since, NO_DAY)
    life.kinless[people] = life.kinless[heads]
    return people


def _marry(life: Life, heads: Ints, partners: Ints, since: Ints, abroad: Bools, chance: np.random.Generator) -> None:
    """Two of three couples; a marriage made abroad is recorded for four of five."""
    wed = chance.random(len(heads)) < np.where(abroad, 0.80, 0.70)
    before = (chance.exponential(5 * YEAR, int(wed.sum()))).astype(int)
    day = np.maximum(since[wed] - before, life.birth[heads[wed]] + int(18 * YEAR))
    day = np.maximum(day, life.birth[partners[wed]] + int(18 * YEAR))
    for side in (heads[wed], partners[wed]):
        life.married[side] = day
        life.kinless[side] = 0


def _children(life: Life, heads: Ints, since: Ints, places: Ints, chance: np.random.Generator, today: int) -> None:
    many = chance.choice([1, 2, 3, 4], len(heads), p=[0.35, 0.43, 0.16, 0.06])
    room_for = 2 * (life.homes.rooms[life.home[heads]] - 2) + np.where(life.region[heads] == OUTSIDE_EUROPE, 6, 0)
    many = np.minimum(many, np.maximum(room_for, 0))
    parent = np.repeat(heads, many)
    nth = np.concatenate([np.arange(count) for count in many]) if len(many) else np.empty(0, int)
    women = np.where(life.male[parent] == 1, life.partner[parent], parent)
    oldest = np.where(women >= 0, life.birth[np.maximum(women, 0)], life.birth[parent])
    born = oldest + ((21 + 14 * chance.random(len(heads)))[np.repeat(np.arange(len(heads)), many)] * YEAR).astype(int)
    born = born + nth * 800 + chance.integers(0, 300, len(parent))
    arrival = life.since[parent]
    fits = (born < today) & (born > arrival - int(18.5 * YEAR))
    parent, born, arrival = parent[fits], born[fits], arrival[fits]
    children = life.grow(len(parent))
    other = life.partner[parent]
    head_is_man = life.male[parent] == 1
    life.birth[children] = born
    life.male[children] = chance.random(len(children)) < 0.514
    life.region[children] = np.where((life.arrived[parent] != NO_DAY) & (born < arrival), life.region[parent], 0)
    life.arrived[children] = np.where(born < arrival, life.arrived[parent], NO_DAY)
    life.mother[children] = np.where(head_is_man, other, parent)
    life.father[children] = np.where(head_is_man, parent, other)
    life.kinless[parent] = 0
    life.kinless[other[other != NOBODY]] = 0
    life.home[children] = life.home[parent]
    life.since[children] = np.maximum(born, arrival)


def earlier_stays(life: Life, chance: np.random.Generator) -> tuple[Ints, Ints, Ints, Ints]:
    """For everyone who came from elsewhere in the country: one earlier stay, in another municipality.

    Persons, from, to, place. Whoever was born here, or came from abroad, has none.
    """
    first = np.full(life.count, np.iinfo(np.int32).max)
    for people, since, _, place in life.stays:
        np.minimum.at(first, people[place >= 0], since[place >= 0])
    people = np.flatnonzero(
        (life.arrived[: life.count] == NO_DAY) & (first > life.birth[: life.count]) & (first < np.iinfo(np.int32).max)
    )
    length = 1 + (chance.exponential(8 * YEAR, len(people))).astype(int)
    start = np.maximum(first[people] - length, life.birth[people])
    return people, start, first[people] - 1, elsewhere(chance, len(people))
