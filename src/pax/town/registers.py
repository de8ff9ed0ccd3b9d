"""The population register of an ordinary life: persons, groups, relations and residences out of `life`."""

from dataclasses import dataclass

import numpy as np

from pax.town import numbers
from pax.town.calibration import PROTECTED_SHARE
from pax.town.days import NO_DAY, YEAR, Bools, Ints
from pax.town.frames import NOBODY, Chunk, Words
from pax.town.homes import Homes, property_name
from pax.town.life import DIED, EMIGRATED, HERE, Life, municipality_code
from pax.town.names import REGIONS, Pools, given_names, surnames

KEPT_YEARS = 5  # persons who left longer ago are no longer delivered. Assumed
MARKS = ("none", "sekretessmarkering", "skyddad_folkbokforing")
MISSING_MARK = 3  # the mark is not there at all, which protects
ID_KINDS = ("personnummer", "samordningsnummer")
KINDS = ("B", "MO", "FA", "F", "V", "VF", "M", "P")
_CHILD, _MOTHER, _FATHER, _GUARDIAN, _WARD, _SPOUSE = 0, 1, 2, 4, 5, 6
PLACEMENTS = ("dwelling", "property", "municipality", "unknown")
CIVIL = ("OG", "G", "Ä", "S")
OLD_NUMBER_SHARE = 0.10  # immigrants who first had a coordination number. Assumed
CHANGED_NUMBER_SHARE = 0.001  # persons whose personal number was changed. Assumed


@dataclass(frozen=True, slots=True)
class Ordinary:
    """The people of `life` who are delivered, and the numbers that stand beside them.

    Numbers 0 … life.count-1 are persons; then parents who live elsewhere; then numbers that were replaced.
    """

    kept: Bools
    protection: Ints  # per person, index into MARKS, or MISSING_MARK
    parents: Ints  # per parent elsewhere: the person whose parent it is
    parent_is_father: Bools
    parent_birth: Ints
    renumbered: Ints  # persons who had another number
    old_form: Ints  # the form of that number

    @property
    def size(self) -> int:
        """How many numbers there are."""
        return len(self.kept) + len(self.parents) + len(self.renumbered)

    def old_numbers(self) -> Ints:
        """The index of the replaced number of each of `renumbered`."""
        return len(self.kept) + len(self.parents) + np.arange(len(self.renumbered))


def choose(life: Life, as_of: int, chance: np.random.Generator) -> Ordinary:
    """Who is delivered, who is protected, whose parents and old numbers are known."""
    count = life.count
    kept = (life.gone[:count] == HERE) | (life.gone_on[:count] >= as_of - int(KEPT_YEARS * YEAR))
    born, region = life.birth[:count], life.region[:count]
    orphan = kept & (life.mother[:count] == NOBODY) & (life.kinless[:count] == 0) & (born > -int(25 * YEAR))
    foreign_alone = (region > 0) & (life.married[:count] == NO_DAY) & (chance.random(count) < 0.5)
    lone = np.flatnonzero(orphan & ((region == 0) | foreign_alone))
    parents = np.repeat(lone, 2)
    is_father = np.tile([False, True], len(lone))
    ages = (20 + 18 * chance.random(len(parents))) * YEAR
    draw = chance.random(count)
    arrived = life.arrived[:count] != NO_DAY
    old = np.flatnonzero(kept & np.where(arrived, draw < OLD_NUMBER_SHARE, draw < CHANGED_NUMBER_SHARE))
    form = np.where(arrived[old], numbers.COORDINATION, numbers.PERSONAL)
    unknown = arrived[old] & (chance.random(len(old)) < 0.05)
    form = np.where(
        unknown, chance.choice([numbers.COORDINATION_NO_MONTH, numbers.COORDINATION_NO_DAY], len(old)), form
    )
    return Ordinary(
        kept, _protected(life, kept, chance), parents, is_father, (born[parents] - ages).astype(np.int32), old, form
    )


def _protected(life: Life, kept: Bools, chance: np.random.Generator) -> Ints:
    """Half of the protected by whole households, half alone."""
    count = life.count
    homes = chance.random(life.homes.count) < PROTECTED_SHARE / 2
    home = life.home[:count]
    together = (home >= 0) & homes[np.maximum(home, 0)]
    hidden = kept & (together | (chance.random(count) < PROTECTED_SHARE / 2))
    return np.where(hidden, chance.choice([1, 2, MISSING_MARK], count, p=[0.68, 0.28, 0.04]), 0)


def persons(life: Life, who: Ordinary, names: Pools, as_of: int, chance: np.random.Generator) -> list[Chunk]:
    """Rows of `persons`: the newest numbers, then the replaced ones."""
    count = life.count
    region, male = life.region[:count], life.male[:count] == 1
    family = np.arange(count)
    family = np.where(
        life.father[:count] >= 0, life.father[:count], np.where(life.mother[:count] >= 0, life.mother[:count], family)
    )
    family = family[family]  # a child is called as its parent is called
    called = given_names(names, region, male, chance)
    surname = surnames(names, region[family], family)
    civil, civil_since = _civil(life)
    gone = life.gone[:count]
    died_or_left = (gone == DIED) | (gone == EMIGRATED)
    full: Chunk = {
        "person_id": np.arange(count),
        "id_kind": Words(np.zeros(count, int), ID_KINDS),
        "given_name": called,
        "surname": surname,
        "birth_date": life.birth[:count],
        "protection": Words(np.where(who.protection == MISSING_MARK, -1, who.protection), MARKS),
        "deregistration_code": Words(np.where(died_or_left, gone - 1, -1), ("AV", "UV")),
        "deregistration_date": np.where(died_or_left, life.gone_on[:count], NO_DAY),
        "civil_status": Words(civil, CIVIL),
        "civil_status_date": civil_since,
    }
    kept = np.flatnonzero(who.kept)
    return [taken(full, kept), _old_rows(life, who, full, as_of)]


def _old_rows(life: Life, who: Ordinary, full: Chunk, as_of: int) -> Chunk:
    old = who.renumbered
    rows = dict(taken(full, old))
    coordination = who.old_form != numbers.PERSONAL
    known = who.old_form <= numbers.COORDINATION
    since = np.where(coordination, life.arrived[old] + 150, life.birth[old] + int(9 * YEAR))
    rows |= {
        "person_id": who.old_numbers(),
        "replaced_by": old,
        "id_kind": Words(coordination.astype(int), ID_KINDS),
        "birth_date": np.where(known, life.birth[old], NO_DAY),
        "deregistration_code": Words(coordination.astype(int), ("GN", "GS")),
        "deregistration_date": np.minimum(since, as_of - 1),
    }
    return rows


def taken(chunk: Chunk, rows: Ints) -> Chunk:
    """Some rows of a chunk of arrays and words."""
    return {
        name: Words(values.codes[rows], values.words) if isinstance(values, Words) else np.asarray(values)[rows]
        for name, values in chunk.items()
    }


def _civil(life: Life) -> tuple[Ints, Ints]:
    """Civil status and its date of everyone, from the marriages that hold or have ended."""
    status, since = np.zeros(life.count, int), np.full(life.count, NO_DAY)
    for one, other, start, end in life.marriages:
        over = end != NO_DAY
        for person, spouse in ((one, other), (other, one)):
            widowed = over & (life.gone[spouse] == DIED) & (life.gone_on[spouse] == end)
            status[person] = np.where(over, np.where(widowed, 2, 3), 1)
            since[person] = np.where(over, end, start)
    married = np.flatnonzero(life.married[: life.count] != NO_DAY)
    status[married], since[married] = 1, life.married[married]
    return status, since


def groups(life: Life, who: Ordinary) -> Chunk:
    """Rows of `person_groups`, which the fairness report alone may read."""
    kept = np.flatnonzero(who.kept)
    return {
        "person_id": kept,
        "sex": Words(life.male[kept], ("K", "M")),
        "birth_region": Words(life.region[kept], REGIONS),
    }


def relations(life: Life, who: Ordinary, as_of: int) -> list[Chunk]:
    """Rows of `relations` as Navet lists them: each side of the family in each person's own post."""
    rows = []
    count = life.count
    for column, kind in ((life.mother[:count], _MOTHER), (life.father[:count], _FATHER)):
        child = np.flatnonzero(column >= 0)
        rows += _both(who, child, column[child], life.birth[child], NO_DAY, kind, _CHILD)
        minor = child[life.birth[child] > as_of - 18 * YEAR]
        rows += _both(who, minor, column[minor], life.birth[minor], NO_DAY, _GUARDIAN, _WARD)
    elsewhere = count + np.arange(len(who.parents))
    kinds = np.where(who.parent_is_father, _FATHER, _MOTHER)
    rows.append(_rows(who.parents, elsewhere, kinds, life.birth[who.parents], NO_DAY))
    for one, other, start, end in life.marriages:
        rows += _both(who, one, other, start, end, _SPOUSE, _SPOUSE)
    return rows


def _both(who: Ordinary, one: Ints, other: Ints, start: Ints, end: Ints | int, kind: int, back: int) -> list[Chunk]:
    ends = np.broadcast_to(np.asarray(end), one.shape)
    mine, theirs = who.kept[one], who.kept[other]
    return [
        _rows(one[mine], other[mine], np.full(int(mine.sum()), kind), start[mine], ends[mine]),
        _rows(other[theirs], one[theirs], np.full(int(theirs.sum()), back), start[theirs], ends[theirs]),
    ]


def _rows(person: Ints, related: Ints, kind: Ints, start: Ints, end: Ints | int) -> Chunk:
    return {
        "person_id": person,
        "related_id": related,
        "kind": Words(kind, KINDS),
        "from_date": start,
        "to_date": np.broadcast_to(np.asarray(end), person.shape),
    }


def residences(life: Life, who: Ordinary, stays: tuple[Ints, Ints, Ints, Ints], homes: Homes) -> Chunk:
    """Rows of `residences`. Whoever has skyddad folkbokföring is registered in the municipality without an address."""
    person, start, end, place = stays
    kept = who.kept[person]
    person, start, end, place = person[kept], start[kept], end[kept], place[kept]
    hidden = (who.protection[person] == 2) & (end == NO_DAY) & (place >= 0)
    codes, where = np.unique(np.minimum(place, -1), return_inverse=True)
    dwelling = np.where(hidden, -1, np.maximum(place, -1))
    return {
        "person_id": person,
        "from_date": start,
        "to_date": end,
        "dwelling_id": dwelling,
        "property_id": Words(
            np.where(dwelling >= 0, homes.prop[np.maximum(dwelling, 0)], -1),
            [property_name(index) for index in range(homes.properties)],
        ),
        "municipality_code": Words(where, ["0999" if place == -1 else municipality_code(place) for place in codes]),
        "placement": Words(np.where(hidden, 2, np.where(place >= 0, 0, 3)), PLACEMENTS),
    }
