"""Households that a careless rule would name: lodgers, three generations, siblings who came apart, large families.

Each is written to `households.csv`, so that a test can count how many of them any rule names.
"""

from dataclasses import dataclass

import numpy as np

from pax.town import calibration
from pax.town.aidbook import open_case, own_account, pay_month
from pax.town.collective import settle_collective
from pax.town.days import NO_DAY, YEAR, Bools, Ints
from pax.town.frames import dwelling_id
from pax.town.homes import property_name
from pax.town.life import Life
from pax.town.numbers import COORDINATION, COORDINATION_NO_DAY, COORDINATION_NO_MONTH
from pax.town.office import trigger
from pax.town.registers import Ordinary
from pax.town.stage import Stage


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
    _alternating(stage, life)
    _lodgers(stage, life, hosts)
    _generations(stage, life, hosts)
    _sheltered(stage, life, hosts)
    for kind, count, settle in (
        ("cousins", calibration.COUSINS * households, _cousins),
        ("friends", calibration.FRIENDS_SHARING * households, _friends),
        ("large_family", calibration.LARGE_FAMILIES * households, _large_family),
        ("alternating", calibration.ALTERNATING_WITH_AID * households, _alternating_with_aid),
        ("unregistered", calibration.UNREGISTERED * people, _unregistered),
        ("returned", calibration.RETURNED * people, _returned),
    ):
        for nth in range(1 + round(count)):
            stage.households.append((kind, f"{kind} {nth}", tuple(settle(stage))))
    settle_collective(stage, people, households)
    _causes(stage, life)


def _sambo(stage: Stage, life: Life) -> None:
    parents = np.union1d(life.mother[: life.count], life.father[: life.count])
    heads = life.head[life.head >= 0]
    heads = heads[(life.partner[heads] >= 0) & (life.married[heads] == NO_DAY)]
    heads = heads[~np.isin(heads, parents) & ~np.isin(life.partner[heads], parents)]
    for head in heads.tolist():
        stage.households.append(("sambo", f"sambo-{head}", (head, int(life.partner[head]))))


def _alternating(stage: Stage, life: Life) -> None:
    """Children of parted parents who both live here: some live with both in turn, and are registered with one."""
    count = life.count
    mother, father = life.mother[:count], life.father[:count]
    home = life.home[:count]
    child = np.flatnonzero((home >= 0) & (mother >= 0) & (father >= 0) & (life.birth[:count] > stage.as_of - 18 * YEAR))
    child = child[
        (home[mother[child]] >= 0) & (home[father[child]] >= 0) & (home[mother[child]] != home[father[child]])
    ]
    for one in child[stage.chance.random(len(child)) < calibration.ALTERNATING].tolist():
        members = one, int(mother[one]), int(father[one])
        stage.households.append(("alternating", f"alternating-{one}", members))


def _home_of(life: Life, dwelling: int) -> tuple[int, str]:
    return dwelling, property_name(int(life.homes.prop[dwelling]))


def _lodgers(stage: Stage, life: Life, hosts: Hosts) -> None:
    for dwelling in hosts.lodgers.tolist():
        since = stage.ago(stage.between(20, 400))
        lodger = stage.person(stage.between(19, 60), kin=stage.between(0, 2) > 0, region=stage.between(0, 3))
        stage.lives_in(lodger, *_home_of(life, dwelling), since)
        _tip(stage, dwelling, 6)
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
        _tip(stage, dwelling, 6)
        stage.households.append(("three_generations", f"three_generations-{dwelling}", (elder, head)))


def _sheltered(stage: Stage, life: Life, hosts: Hosts) -> None:
    """Someone has fled to sheltered housing and stays registered at home, without a mark; half of them have aid."""
    for nth, dwelling in enumerate(hosts.sheltered.tolist()):
        who = int(life.head[dwelling])
        if nth % 2:
            case = open_case(stage, who, None, stage.ago(stage.between(40, 200)), rent=None, placement="shelter")
            pay_month(stage, case, who, 0, 5_400)
        stage.households.append(("sheltered", f"sheltered-{dwelling}", (who,)))


def _day(day: int) -> object:
    return np.datetime64(int(day), "D").astype(object)


def _tip(stage: Stage, dwelling: int, one_in: int = 3) -> None:
    """Of one home in so many someone has tipped, so that only the rules' own care keeps them from being named."""
    if stage.between(1, one_in) == 1:
        trigger(stage, "tip", "dwelling", dwelling_id(dwelling), stage.ago(stage.between(0, 300)))


def _cousins(stage: Stage) -> list[int]:
    """Four to eight grown siblings and cousins in two rooms, who came to the country apart; nobody recorded their kin.

    Half of them have aid, each a case of their own, all paid to one account.
    """
    count = stage.between(4, 8)
    home = stage.dwelling(2)
    since = stage.ago(stage.between(1500, 2500))
    people = [stage.person(stage.between(20, 45), kin=False, region=3, immigrated=True) for _ in range(count)]
    apart = stage.chance.choice(np.arange(100, 1400), count, replace=False)  # no two on one day: that would tie them
    for nth, person in enumerate(people):
        stage.lives(person, home, since if nth == 0 else stage.ago(int(apart[nth])))
    stage.lease(people[0], home, since, rent=8_400)
    if stage.between(0, 1):
        for person in people:
            case = open_case(stage, person, home, stage.ago(stage.between(30, 90)), rent=1_000)
            pay_month(stage, case, person, 0, 4_900, account=own_account(people[0]))
    _tip(stage, home)
    return people


def _friends(stage: Stage) -> list[int]:
    """Friends who moved in together, crowded or not."""
    home = stage.dwelling(stage.between(1, 3))
    people = [stage.person(stage.between(20, 32)) for _ in range(stage.between(2, 5))]
    since = stage.ago(stage.between(100, 900))
    for person in people:
        stage.lives(person, home, since)
    stage.lease(people[0], home, since)
    _tip(stage, home)
    return people


def _large_family(stage: Stage) -> list[int]:
    """Seven in three rooms: parents and five children. Some have aid, the grown ones by themselves."""
    mother, father = stage.person(stage.between(38, 46), male=0), stage.person(stage.between(38, 50), male=1)
    stage.married(mother, father, stage.ago(stage.between(7000, 8000)))
    oldest = 14 + 8 * float(stage.chance.random())
    children = [stage.child(oldest - 2.3 * nth, mother, father) for nth in range(5)]
    home = stage.dwelling(3)
    since = stage.ago(stage.between(200, 1200))
    for person in (mother, father, *children):
        stage.lives(person, home, max(since, stage.at(person)))
    stage.lease([mother, father], home, since, rent=9_100)
    if stage.between(0, 2) == 0:
        opened = stage.ago(stage.between(40, 150))
        grown = [child for child in children if stage.at(child) <= opened - 18.1 * YEAR]
        minors = [child for child in children if child not in grown]
        case = open_case(stage, mother, home, opened, partner=father, children=minors, rent=9_100)
        pay_month(stage, case, mother, 0, 21_300)
        for child in grown:
            open_case(stage, child, home, opened, rent=0)
    _tip(stage, home)
    return [mother, father, *children]


def _alternating_with_aid(stage: Stage) -> list[int]:
    """Parted parents with aid, whose child lives with both in turn and counts by half in both cases."""
    mother, father = stage.person(stage.between(33, 44), male=0), stage.person(stage.between(33, 44), male=1)
    child = stage.child(stage.between(4, 14), mother, father)
    for person in (mother, father):
        home = stage.dwelling(2, landlord=None)
        stage.lives(person, home, stage.ago(900))
        if person is mother:
            stage.lives(child, home, stage.ago(890))
        case = open_case(stage, person, home, stage.ago(300), children=[child], share=0.5, rent=8_000)
        pay_month(stage, case, person, 0, 8_800)
    return [mother, father, child]


def _unregistered(stage: Stage) -> list[int]:
    """A person with a coordination number and no residence here; of some the birth date is unknown."""
    form = (COORDINATION, COORDINATION, COORDINATION_NO_MONTH, COORDINATION_NO_DAY)[stage.between(0, 3)]
    return [stage.person(stage.between(19, 60), kin=False, region=stage.between(1, 3), form=form)]


def _returned(stage: Stage) -> list[int]:
    """Emigrated for some years, and came back to another home."""
    person = stage.person(stage.between(30, 65))
    left, back = stage.ago(stage.between(2500, 4000)), stage.ago(stage.between(900, 2000))
    stage.lives(person, stage.dwelling(2, landlord=None), left - 1500, left)
    stage.lives(person, stage.dwelling(2, landlord=None), back)
    return [person]


def _causes(stage: Stage, life: Life) -> None:
    """What reaches the address officer in a year: letters that came back, and tips, about ordinary people and homes."""
    here = np.flatnonzero(life.home[: life.count] >= 0)
    letters = calibration.WRONG_ADDRESS_SHARE * calibration.RETURNED_LETTERS_PER_WRONG_ADDRESS
    for person in here[stage.chance.random(len(here)) < letters].tolist():
        trigger(stage, "returned_mail", "person", person, stage.ago(stage.between(0, 700)))
    homes = np.flatnonzero(stage.chance.random(life.homes.count) < calibration.TIPS_PER_DWELLING)
    for dwelling in homes.tolist():
        trigger(stage, "tip", "dwelling", dwelling_id(dwelling), stage.ago(stage.between(0, 700)))
