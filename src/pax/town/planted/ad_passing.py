"""AD-02 many people through one dwelling, AD-03 one that frequent movers pass, AD-06 one people pass through."""

from typing import Unpack

from pax.town.answers import Key, home
from pax.town.homes import OTHER_LANDLORD
from pax.town.planted.ad_crowd import AWAY, because
from pax.town.stage import Kind, Stage

WINDOW = 720  # within twenty-four months, whatever their length


def through(stage: Stage, people: int, groups: int, *, last: int = 0, **kind: Unpack[Kind]) -> int:
    """So many people of so many families arrived in turn within two years and stayed for half a year; the dwelling."""
    dwelling = stage.dwelling(12, landlord=OTHER_LANDLORD, **kind)
    mothers = [stage.person(stage.between(45, 60), male=0) for _ in range(groups)]
    children = [stage.child(stage.between(19, 24), mothers[nth % groups]) for nth in range(people - groups)]
    step = (WINDOW - last) // people
    for nth, person in enumerate([*mothers, *children]):
        since = stage.ago(WINDOW - nth * step)
        until = since + 150
        if until < stage.as_of:
            stage.lives(person, dwelling, since, until)
            stage.away(person, until + 1, code=30 + nth)
        else:
            stage.lives(person, dwelling, since)
    return dwelling


def ad_02(stage: Stage) -> None:
    """Ten people in five groups, or twenty; nine, four groups, seven at once, a student house, no cause to look."""
    key = Key(stage, "AD-02", "dwelling")
    key.asked(home(because(stage, through(stage, 10, 5))), "", "ten people of five families arrived in two years")
    many = through(stage, stage.between(16, 20), 14)
    key.asked(home(because(stage, many)), "", "many people arrived in two years, never more than six at once")
    key.counted(home(through(stage, 11, 8)), "", "eleven people arrived, but nothing gave cause to look")
    key.silent(home(because(stage, through(stage, 9, 6))), "few_households", "nine people")
    _born_there(stage, key)
    key.silent(home(because(stage, through(stage, 12, 4))), "few_households", "twelve people of four families")
    full = through(stage, 12, 9)
    for _ in range(6):
        stage.lives(stage.person(), full, stage.ago(stage.between(1500, 2500)))
    key.silent(home(because(stage, full)), "large_home", "more than six lived there at once")
    key.silent(home(because(stage, through(stage, 12, 9, category="student"))), "shared_housing", "student dwelling")
    key.silent(home(because(stage, through(stage, 12, 9, known="company"))), "shared_housing", "company housing")
    for explained, why in (
        ("short_lets", "lawful lets of half a year, one after the other"),
        ("family_home", "someone who has opened their home to refugees"),
        ("kin_not_recorded", "cousins: their kinship is in no register"),
        AWAY,
    ):
        key.lawful(home(because(stage, through(stage, stage.between(10, 13), 7))), "", explained, why)
    hidden = through(stage, 12, 9)
    stage.lives(stage.person(protection="skyddad_folkbokforing"), hidden, stage.ago(90))
    key.silent(home(because(stage, hidden)), "protected", "one of the residents is protected")


def _born_there(stage: Stage, key: Key) -> None:
    dwelling = through(stage, 8, 5)
    mother = stage.person(30, male=0)
    stage.lives(mother, dwelling, stage.ago(725))
    for age in (0.2, 1.5):
        child = stage.child(age, mother)
        stage.lives(child, dwelling, stage.at(child))
    key.silent(home(because(stage, dwelling)), "births", "two of eleven were born there, and do not count as arrived")


def mover(stage: Stage, dwelling: int, moves: int, nth: int, kin: int | None = None) -> None:
    """Someone who made so many moves within the year, one of them to this dwelling, for some weeks."""
    person = stage.person(stage.between(20, 50)) if kin is None else stage.child(stage.between(20, 28), kin)
    late = 4 * nth  # whoever moves in on the same day is taken to belong together
    stage.away(person, stage.ago(1200), stage.ago(341 - late), code=100 + nth)
    days = [stage.ago(340 - 60 * step - late) for step in range(moves)]
    for step, since in enumerate(days):
        until = days[step + 1] - 1 if step + 1 < moves else None
        if step == 1:
            stage.lives(person, dwelling, since, until)
        else:
            stage.away(person, since, until, code=200 + 10 * nth + step)


def passed_by(stage: Stage, movers: int, moves: int, *, related: bool = False, known: str | None = None) -> int:
    """So many people of so many moves passed the dwelling; the dwelling."""
    dwelling = stage.dwelling(3, landlord=OTHER_LANDLORD, known=known)
    mother = stage.person(60, male=0) if related else None
    for nth in range(movers):
        mover(stage, dwelling, moves, nth, mother)
    return dwelling


def ad_03(stage: Stage) -> None:
    """Three who moved five times in a year, or more; two, four moves, three siblings, no cause to look."""
    key = Key(stage, "AD-03", "dwelling")
    key.asked(home(because(stage, passed_by(stage, 3, 5))), "", "three unrelated people who moved five times in a year")
    key.asked(home(because(stage, passed_by(stage, 5, 6))), "", "five unrelated people who moved six times in a year")
    key.counted(home(passed_by(stage, 4, 5)), "", "four such people, but nothing gave cause to look")
    key.silent(home(because(stage, passed_by(stage, 2, 6))), "one_family", "two such people")
    key.silent(home(because(stage, passed_by(stage, 4, 4))), "fewer_moves", "four moves each")
    key.silent(home(because(stage, passed_by(stage, 4, 5, related=True))), "one_family", "four siblings: one family")
    hostel = passed_by(stage, 4, 5, known="transitional")
    key.silent(home(because(stage, hostel)), "shared_housing", "a known collective home")
    for explained, why in (
        ("homeless", "people without a home stay with someone who helps them"),
        ("fleeing", "someone flees from violence without protected data"),
        ("work", "seasonal work in several towns"),
        ("kin_not_recorded", "cousins: their kinship is in no register"),
        AWAY,
    ):
        key.lawful(home(because(stage, passed_by(stage, stage.between(3, 5), 5))), "", explained, why)
    hidden = passed_by(stage, 4, 5)
    stage.lives(stage.person(protection="sekretessmarkering"), hidden, stage.ago(200))
    key.silent(home(because(stage, hidden)), "protected", "one of the residents is protected")


def short_stays(stage: Stage, people: int, groups: int, days: int = 120, **kind: Unpack[Kind]) -> int:
    """So many people of so many families stayed for so many days each; the dwelling."""
    dwelling = stage.dwelling(3, landlord=OTHER_LANDLORD, **kind)
    mothers = [stage.person(stage.between(45, 60), male=0) for _ in range(groups)]
    children = [stage.child(stage.between(19, 24), mothers[nth % groups]) for nth in range(people - groups)]
    for nth, person in enumerate([*mothers, *children]):
        since = stage.ago(700 - 60 * nth)
        stage.lives(person, dwelling, since, since + days - 1)
        stage.away(person, since + days, code=40 + nth)
    return dwelling


def ad_06(stage: Stage) -> None:
    """Six stays of 120 days in four groups, or nine short ones; five, 121 days, three groups, deaths, no cause."""
    key = Key(stage, "AD-06", "dwelling")
    key.asked(home(because(stage, short_stays(stage, 6, 4))), "", "six people of four families stayed for 120 days")
    key.asked(home(because(stage, short_stays(stage, 9, 9, 30))), "", "nine unrelated people stayed for a month each")
    key.counted(home(short_stays(stage, 7, 6, 60)), "", "seven short stays, but nothing gave cause to look")
    key.silent(home(because(stage, short_stays(stage, 5, 5))), "longer_stays", "five people")
    key.silent(home(because(stage, short_stays(stage, 8, 8, 121))), "longer_stays", "stays of 121 days")
    key.silent(home(because(stage, short_stays(stage, 8, 3))), "one_family", "eight people of three families")
    key.silent(home(because(stage, short_stays(stage, 8, 8, 60, category="student"))), "shared_housing", "student")
    key.silent(home(because(stage, short_stays(stage, 8, 8, 60, known="transitional"))), "shared_housing", "known")
    _deaths(stage, key)
    for explained, why in (
        ("short_lets", "lawful lets of three months"),
        ("first_home", "new arrivals stay with friends before they find a home"),
        ("kin_not_recorded", "cousins: their kinship is in no register"),
        AWAY,
    ):
        key.lawful(home(because(stage, short_stays(stage, stage.between(6, 9), 6, 90))), "", explained, why)
    hidden = short_stays(stage, 8, 7, 60)
    stage.lives(stage.person(protection="sekretessmarkering"), hidden, stage.ago(60))
    key.silent(home(because(stage, hidden)), "protected", "one of the residents is protected")


def _deaths(stage: Stage, key: Key) -> None:
    dwelling = short_stays(stage, 5, 5, 90)
    old = stage.person(88)
    stage.lives(old, dwelling, stage.ago(300))
    stage.gone(old, stage.ago(250))
    key.silent(home(because(stage, dwelling)), "life_and_death", "the sixth short stay ended by death")


SCENES = (ad_02, ad_03, ad_06)
