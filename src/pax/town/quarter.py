"""What happens in a quarter: births, deaths, partings, unions, moves. Each dwelling sees one event at most.

Hazards are assumed unless a source is named; they give a population that holds for twenty years.
"""

import numpy as np

from pax.town.arrivals import OUTSIDE_EUROPE, arrive
from pax.town.days import NO_DAY, YEAR, Bools, Ints
from pax.town.frames import NOBODY
from pax.town.life import DIED, EMIGRATED, EXCHANGED, INTERNAL, MOVED_OUT, QUEUE, TRANSFERRED, Life, elsewhere
from pax.town.vacancies import Vacancies, too_many

QUARTER = 91
_SETTLED = 200  # days before a household moves on
_MINOR = 18 * YEAR


def live(life: Life, start: int, chance: np.random.Generator) -> None:
    """All events of the quarter that begins on `start`."""
    life.busy[:] = False
    vacancies = Vacancies.of(life, start, chance)
    _deaths(life, start, chance)
    _births(life, start, chance)
    _partings(life, start, chance, vacancies)
    _unions(life, start, chance)
    _weddings(life, start, chance)
    _leavings(life, start, chance, vacancies)
    _moves(life, start, chance, vacancies)
    _departures(life, start, chance)
    arrive(life, start, chance, vacancies)


def _days(start: int, count: int, chance: np.random.Generator) -> Ints:
    return start + chance.integers(0, QUARTER, count)


def _ages(life: Life, start: int, people: Ints) -> Ints:
    return (start - life.birth[people]) / YEAR


def _one_per_home(life: Life, people: Ints) -> Ints:
    """Of these, one for each dwelling that has seen nothing yet; the dwelling counts as busy from now on."""
    people = people[~life.busy[life.home[people]]]
    _, first = np.unique(life.home[people], return_index=True)
    people = people[np.sort(first)]
    life.busy[life.home[people]] = True
    return people


def _deaths(life: Life, start: int, chance: np.random.Generator) -> None:
    here = np.flatnonzero(life.home[: life.count] >= 0)
    hazard = 0.000025 * np.exp(0.095 * np.minimum(_ages(life, start, here), 105)) / 4  # Gompertz
    dead = here[chance.random(len(here)) < hazard]
    # Whoever alone cares for a minor lives on: what becomes of orphans is no part of this town.
    caring = _lone_heads_with_minors(life, start)
    dead = _one_per_home(life, dead[~caring[dead]])
    day = _days(start, len(dead), chance)
    day = np.maximum(day, life.since[dead] + 1)
    homes, partner = life.home[dead], life.partner[dead]
    led = life.head[homes] == dead
    paired = partner != NOBODY
    life.part(dead[paired], day[paired])
    life.depart(dead, DIED, day)
    widowed = led & paired
    life.take_over(homes[widowed], partner[widowed], day[widowed])
    _inherit(life, homes[led & ~paired], day[led & ~paired])


def _lone_heads_with_minors(life: Life, start: int) -> Bools:
    minors = np.flatnonzero((life.home[: life.count] >= 0) & (life.birth[: life.count] > start - _MINOR - QUARTER))
    heads = life.head[life.home[minors]]
    alone = np.zeros(life.count, bool)
    alone[heads[life.partner[heads] == NOBODY]] = True
    return alone


def _inherit(life: Life, dwellings: Ints, day: Ints) -> None:
    """The oldest who is left leads the home; where nobody is left, it is free."""
    chosen = np.zeros(life.homes.count, bool)
    chosen[dwellings] = True
    left = life.members(chosen)
    left = left[np.lexsort((left, life.birth[left], life.home[left]))]
    homes, first = np.unique(life.home[left], return_index=True)
    when = np.full(life.homes.count, NO_DAY)
    when[dwellings] = day
    life.take_over(homes, left[first], when[homes])
    chosen[homes] = False
    empty = np.flatnonzero(chosen)
    life.vacate(empty, when[empty])


def _births(life: Life, start: int, chance: np.random.Generator) -> None:
    count = life.count
    women = np.flatnonzero((life.home[:count] >= 0) & (life.male[:count] == 0) & (life.partner[:count] >= 0))
    age = _ages(life, start, women)
    fertile = women[(age > 21) & (age < 43)]
    mothers = _one_per_home(life, fertile[chance.random(len(fertile)) < 0.028])
    day = _days(start, len(mothers), chance)
    children = life.grow(len(mothers))
    life.birth[children] = day
    life.male[children] = chance.random(len(children)) < 0.514  # SCB's long-run share of boys; assumed to hold here
    life.region[children] = 0
    life.mother[children] = mothers
    life.father[children] = life.partner[mothers]
    life.home[children] = life.home[mothers]
    life.since[children] = day


def _free_heads(life: Life) -> Ints:
    """Heads of dwellings that have seen nothing this quarter."""
    return np.extract((life.head >= 0) & ~life.busy, life.head)


def _couple_heads(life: Life) -> Ints:
    heads = _free_heads(life)
    return np.extract(life.partner[heads] != NOBODY, heads)


def _single_heads(life: Life) -> Ints:
    heads = _free_heads(life)
    return np.extract(life.partner[heads] == NOBODY, heads)


def _partings(life: Life, start: int, chance: np.random.Generator, vacancies: Vacancies) -> None:
    heads = _couple_heads(life)
    heads = heads[(chance.random(len(heads)) < 0.0045) & (life.since[heads] < start - _SETTLED)]
    places = vacancies.small(len(heads))
    heads = _one_per_home(life, heads[: len(places)])
    places = places[: len(heads)]
    day = _days(start, len(heads), chance)
    others = life.partner[heads]
    head_leaves = chance.random(len(heads)) < 0.3
    life.part(heads, day)
    stayers, leavers = np.where(head_leaves, others, heads), np.where(head_leaves, heads, others)
    homes = life.home[heads]
    life.take_over(homes[head_leaves], stayers[head_leaves], day[head_leaves])
    life.move(leavers, places, day)
    life.settle(places, leavers, day, _how(len(leavers), chance))


def _how(count: int, chance: np.random.Generator) -> Ints:
    return chance.choice([QUEUE, EXCHANGED, TRANSFERRED, INTERNAL], count, p=[0.72, 0.10, 0.04, 0.14])


def _unions(life: Life, start: int, chance: np.random.Generator) -> None:
    singles = _single_heads(life)
    age = _ages(life, start, singles)
    willing = (age > 19) & (age < 68) & (chance.random(len(singles)) < 0.05)
    singles = singles[willing & (life.since[singles] < start - _SETTLED)]
    men, women = singles[life.male[singles] == 1], singles[life.male[singles] == 0]
    men, women = men[np.argsort(life.birth[men], kind="stable")], women[np.argsort(life.birth[women], kind="stable")]
    pairs = min(len(men), len(women))
    men, women = men[:pairs], women[:pairs]
    fit = np.abs(life.birth[men] - life.birth[women]) < 12 * YEAR
    men, women = men[fit], women[fit]
    rooms = life.homes.rooms
    to_her = rooms[life.home[women]] + chance.random(len(men)) > rooms[life.home[men]] + 0.5  # the larger home
    hosts, movers = np.where(to_her, women, men), np.where(to_her, men, women)
    day = _days(start, len(hosts), chance)
    when = np.full(life.homes.count, NO_DAY)
    target = np.full(life.homes.count, NOBODY)
    old = life.home[movers]
    when[old], target[old] = day, life.home[hosts]
    life.busy[life.home[hosts]] = True
    everyone = life.members(target >= 0)
    was = life.home[everyone]
    life.vacate(old, day)
    life.move(everyone, target[was], when[was])
    life.pair(hosts, movers)


def _weddings(life: Life, start: int, chance: np.random.Generator) -> None:
    heads = _couple_heads(life)
    heads = heads[(life.married[heads] == NO_DAY) & (chance.random(len(heads)) < 0.031)]
    day = _days(start, len(heads), chance)
    for side in (heads, life.partner[heads]):
        life.married[side] = np.maximum(day, life.since[side])


def _leavings(life: Life, start: int, chance: np.random.Generator, vacancies: Vacancies) -> None:
    grown = np.flatnonzero(life.dependants())
    age = _ages(life, start, grown)
    leaving = grown[(age > 18.7) & (chance.random(len(grown)) < np.where(age > 27, 0.25, 0.08))]
    leaving = _one_per_home(life, leaving[life.since[leaving] < start - _SETTLED])
    day = _days(start, len(leaving), chance)
    away = chance.random(len(leaving)) < 0.35
    life.depart(leaving[away], MOVED_OUT, day[away], elsewhere(chance, int(away.sum())))
    staying, day = leaving[~away], day[~away]
    places = vacancies.small(len(staying))
    staying, day = staying[: len(places)], day[: len(places)]
    life.move(staying, places, day)
    life.settle(places, staying, day, _how(len(staying), chance))


def _moves(life: Life, start: int, chance: np.random.Generator, vacancies: Vacancies) -> None:
    heads = _free_heads(life)
    age = _ages(life, start, heads)
    home = life.home[: life.count]
    size = np.bincount(home[home >= 0], minlength=life.homes.count)
    crowded = too_many(size, life.homes.rooms)[life.home[heads]]
    rate = np.where(age < 35, 0.030, np.where(age < 60, 0.012, 0.004))
    rate = np.where(crowded, np.where(life.region[heads] == OUTSIDE_EUROPE, 0.008, 0.30), rate)
    heads = heads[(chance.random(len(heads)) < rate) & (life.since[heads] < start - _SETTLED)]
    heads, places = vacancies.fitting(heads, size[life.home[heads]])
    day = _days(start, len(heads), chance)
    old = life.home[heads]
    when, target = np.full(life.homes.count, NO_DAY), np.full(life.homes.count, NOBODY)
    when[old], target[old] = day, places
    everyone = life.members(target >= 0)
    was = life.home[everyone]
    life.vacate(old, day)
    life.move(everyone, target[was], when[was])
    life.settle(places, heads, day, _how(len(heads), chance))


def _departures(life: Life, start: int, chance: np.random.Generator) -> None:
    heads = _free_heads(life)
    heads = heads[life.since[heads] < start - _SETTLED]
    age = _ages(life, start, heads)
    draw = chance.random(len(heads))
    rate = np.where(age < 35, 0.011, np.where(age < 60, 0.004, 0.001))
    abroad = draw < 0.0008
    heads, abroad = heads[draw < rate], abroad[draw < rate]
    day, places = _days(start, len(heads), chance), elsewhere(chance, len(heads))
    old = life.home[heads]
    row = np.full(life.homes.count, NOBODY)
    row[old] = np.arange(len(heads))
    everyone = life.members(row >= 0)
    nth = row[life.home[everyone]]
    far = abroad[nth]
    life.depart(everyone[far], EMIGRATED, day[nth[far]])
    life.depart(everyone[~far], MOVED_OUT, day[nth[~far]], places[nth[~far]])
    life.vacate(old, day)
