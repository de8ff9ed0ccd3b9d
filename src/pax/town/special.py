"""Households that a careless rule would name: lodgers, three generations, siblings who came apart, large families.

Each is written to `households.csv`, so that a test can count how many of them any rule names.
"""

from dataclasses import dataclass

import numpy as np

from pax.town import calibration
from pax.town.days import NO_DAY, YEAR, Bools, Ints
from pax.town.homes import property_name
from pax.town.life import Life
from pax.town.registers import Ordinary
from pax.town.stage import Stage

_LONGEST = 12 * 365


@dataclass(frozen=True, slots=True)
class Hosts:
    """Ordinary homes that others move in to: dwellings by kind, and which are taken."""

    lodgers: Ints
    generations: Ints
    sheltered: Ints
    taken: Bools  # per dwelling

    @classmethod
    def choose(cls, life: Life, who: Ordinary, people: int, chance: np.random.Generator) -> "Hosts":
        """Some homes of people who have lived there for a year or more, and are not protected."""
        households = int((life.head >= 0).sum())
        head = np.maximum(life.head, 0)
        hidden = np.zeros(life.homes.count, bool)
        marked = np.flatnonzero(who.protection > 0)
        hidden[life.home[marked][life.home[marked] >= 0]] = True
        fit = (life.head >= 0) & ~hidden & (life.homes.rooms >= 2)
        fit &= (life.spell_from < life.since.max() - 500) & (life.since[head] < life.since.max() - 500)
        order = chance.permutation(np.flatnonzero(fit))
        shares = (calibration.LODGER_HOUSEHOLDS, calibration.THREE_GENERATIONS, calibration.SHELTERED)
        cuts = np.cumsum([1 + round(share * households) for share in shares])
        lodgers, generations, sheltered = np.split(order[: cuts[-1]], cuts[:-1])
        taken = np.zeros(life.homes.count, bool)
        taken[order[: cuts[-1]]] = True
        return cls(np.sort(lodgers), np.sort(generations), np.sort(sheltered), taken)


def settle_special(stage: Stage, life: Life, hosts: Hosts, people: int) -> None:
    """All special households of a town of this size."""
    households = int((life.head >= 0).sum())
    _sambo(stage, life)
    _lodgers(stage, life, hosts)
    _generations(stage, life, hosts)
    for kind, share, settle in (
        ("cousins", calibration.COUSINS, _cousins),
        ("friends", calibration.FRIENDS_SHARING, _friends),
        ("large_family", calibration.LARGE_FAMILIES, _large_family),
    ):
        for nth in range(1 + round(share * households)):
            stage.households.append((kind, f"{kind}-{nth}", tuple(settle(stage))))


def _sambo(stage: Stage, life: Life) -> None:
    heads = life.head[life.head >= 0]
    heads = heads[(life.partner[heads] >= 0) & (life.married[heads] == NO_DAY)]
    parents = set(life.mother[: life.count].tolist()) & set(life.mother[heads].tolist())
    for head in heads.tolist():
        other = int(life.partner[head])
        if head not in parents and other not in parents:
            stage.households.append(("sambo", f"sambo-{head}", (head, other)))


def _home_of(life: Life, dwelling: int) -> tuple[int, str]:
    return dwelling, property_name(int(life.homes.prop[dwelling]))


def _lodgers(stage: Stage, life: Life, hosts: Hosts) -> None:
    for dwelling in hosts.lodgers.tolist():
        since = stage.ago(stage.between(20, 400))
        lodger = stage.person(stage.between(19, 60), kin=stage.between(0, 2) > 0, region=stage.between(0, 3))
        stage.lives_in(lodger, *_home_of(life, dwelling), since)
        stage.households.append(("lodger", f"lodger-{dwelling}", (lodger, int(life.head[dwelling]))))


def _generations(stage: Stage, life: Life, hosts: Hosts) -> None:
    for dwelling in hosts.generations.tolist():
        head = int(life.head[dwelling])
        elder = stage.person(born=int(life.birth[head]) - int(stage.between(21, 35) * YEAR), kin=False)
        since = stage.ago(stage.between(20, 450))
        kind = "FA" if stage.male[-1] else "MO"
        stage.row("relations", person_id=elder, related_id=head, kind="B", from_date=_day(life.birth[head]))
        stage.row("relations", person_id=head, related_id=elder, kind=kind, from_date=_day(life.birth[head]))
        stage.lives_in(elder, *_home_of(life, dwelling), since)
        stage.households.append(("three_generations", f"three_generations-{dwelling}", (elder, head)))


def _day(day: int) -> object:
    return np.datetime64(int(day), "D").astype(object)


def _cousins(stage: Stage) -> list[int]:
    """Three to five grown siblings or cousins who came to the country apart, and of whom no kin is recorded."""
    count = stage.between(3, 5)
    home = stage.dwelling(max(2, count - 2), landlord=None)
    people = []
    for _ in range(count):
        person = stage.person(stage.between(20, 45), kin=False, region=3, immigrated=True)
        stage.lives(person, home, stage.ago(stage.between(30, 2500)))
        people.append(person)
    return people


def _friends(stage: Stage) -> list[int]:
    home = stage.dwelling(3)
    people = [stage.person(stage.between(20, 32)) for _ in range(stage.between(2, 3))]
    since = stage.ago(stage.between(100, 900))
    for person in people:
        stage.lives(person, home, since)
    stage.lease(people[0], home, since)
    return people


def _large_family(stage: Stage) -> list[int]:
    """Seven in three rooms: parents and five children, some of them grown."""
    mother, father = stage.person(stage.between(38, 46), male=0), stage.person(stage.between(38, 50), male=1)
    stage.married(mother, father, stage.ago(stage.between(7000, 8000)))
    oldest = stage.between(14, 19)
    children = [stage.child(oldest - 2.3 * nth, mother, father) for nth in range(5)]
    home = stage.dwelling(3)
    since = stage.ago(stage.between(200, 1200))
    for person in (mother, father, *children):
        stage.lives(person, home, max(since, stage.at(person)))
    stage.lease([mother, father], home, since)
    return [mother, father, *children]
