"""AD-01 more adults than the dwelling is for, AD-04 many care of, AD-05 a home that is none."""

from typing import Unpack

from pax.town.answers import Key, home
from pax.town.homes import OTHER_LANDLORD, property_name
from pax.town.office import trigger
from pax.town.stage import Kind, Stage

AWAY = ("away_by_law", "away in hospital, treatment or for at most a year as planned, and still registered")
CAUSES = ("tip", "returned_mail", "request", "application", "follow_up", "own_stock")


def because(stage: Stage, dwelling: int, days: int | None = None) -> int:
    """Something that gave cause to look at the dwelling, within the year; the dwelling."""
    cause = CAUSES[stage.between(0, len(CAUSES) - 1)]
    trigger(stage, cause, "dwelling", home(dwelling), stage.ago(stage.between(0, 300) if days is None else days))
    return dwelling


def crowd(stage: Stage, adults: int, rooms: int | None = 2, days: int = 90, **kind: Unpack[Kind]) -> int:
    """So many unrelated adults, the last for so many days."""
    dwelling = stage.dwelling(rooms, landlord=OTHER_LANDLORD, **kind)
    stage.strangers(dwelling, adults, stage.for_days(days))
    return dwelling


def families(stage: Stage, groups: int, each: int) -> int:
    """So many families of grown people in two rooms."""
    dwelling = stage.dwelling(2, landlord=OTHER_LANDLORD)
    for nth in range(groups):
        mother = stage.person(stage.between(45, 60), male=0)
        stage.lives(mother, dwelling, stage.ago(900 - 7 * nth))
        for _ in range(each - 1):
            stage.lives(stage.child(stage.between(19, 24), mother), dwelling, stage.ago(900 - 7 * nth))
    return dwelling


def ad_01(stage: Stage) -> None:
    """One adult more than rooms and two, or a dozen; as many, two families, children, a day too few, no cause."""
    key = Key(stage, "AD-01", "dwelling")
    key.asked(home(because(stage, crowd(stage, 5))), "", "five unrelated adults for 90 days in two rooms")
    many = crowd(stage, stage.between(9, 13), 2, 200)
    key.asked(
        home(because(stage, many, 364)), "", "a dozen unrelated adults in two rooms; the tip is almost a year old"
    )
    key.asked(home(because(stage, families(stage, 3, 2))), "", "six adults of three families in two rooms")
    unknown = crowd(stage, 6, None, area_m2=47)
    key.asked(home(because(stage, unknown)), "", "rooms unknown: six adults on 47 square metres")
    _by_other_roads(stage, key)
    key.counted(home(crowd(stage, 6)), "", "six unrelated adults in two rooms, but nothing gave cause to look")
    late = crowd(stage, 6)
    key.counted(home(because(stage, late, 366)), "", "the tip is older than a year")
    key.silent(home(because(stage, crowd(stage, 4))), "", "four adults in two rooms: rooms and two")
    key.silent(home(because(stage, crowd(stage, 5, days=89))), "new_arrivals", "the last has lived there for 89 days")
    key.silent(home(because(stage, families(stage, 2, 4))), "large_family", "eight adults of two families")
    _children(stage, key)
    key.silent(home(because(stage, crowd(stage, 6, None, area_m2=48))), "", "rooms unknown: eight square metres each")
    key.silent(home(because(stage, crowd(stage, 9, None, area_m2=None))), "", "rooms and area unknown")
    key.silent(home(because(stage, crowd(stage, 9, category="student"))), "shared_housing", "student dwelling")
    key.silent(home(because(stage, crowd(stage, 9, known="reception"))), "shared_housing", "a reception centre")
    for explained, why in (
        ("friends", "friends share a home and its costs"),
        ("kin_not_recorded", "cousins: their kinship is in no register"),
        ("alternating", "students who live elsewhere during the terms are counted where they are registered"),
        ("wrong_rooms", "two flats were joined, and the number of rooms is old"),
        AWAY,
    ):
        key.lawful(home(because(stage, crowd(stage, stage.between(5, 8)))), "", explained, why)
    hidden = crowd(stage, 8)
    stage.lives(stage.person(protection="skyddad_folkbokforing"), hidden, stage.ago(300))
    key.silent(home(because(stage, hidden)), "protected", "one of the residents is protected")


def _by_other_roads(stage: Stage, key: Key) -> None:
    """A trigger on a person counts for where they lived on the day it arrived."""
    dwelling = stage.dwelling(1, landlord=OTHER_LANDLORD)
    people = stage.strangers(dwelling, 5, stage.ago(200))
    trigger(stage, "returned_mail", "person", people[0], stage.ago(100))
    key.asked(home(dwelling), "", "a letter to one of five unrelated adults in one room came back")
    before = stage.dwelling(1, landlord=OTHER_LANDLORD)
    stage.strangers(before, 5, stage.ago(200))
    moved = stage.person()
    stage.lives(moved, before, stage.ago(500), stage.ago(101))
    stage.away(moved, stage.ago(100))
    trigger(stage, "returned_mail", "person", moved, stage.ago(100))
    key.counted(home(before), "", "the letter came back the day after the person had moved out")


def _children(stage: Stage, key: Key) -> None:
    dwelling = stage.dwelling(2, landlord=OTHER_LANDLORD)
    for nth in range(4):
        mother = stage.person(stage.between(28, 40), male=0)
        stage.lives(mother, dwelling, stage.ago(400 + 9 * nth))
        child = stage.child(stage.between(2, 10), mother)
        stage.lives(child, dwelling, max(stage.ago(390), stage.at(child)))
    key.silent(
        home(because(stage, dwelling)), "large_family", "four adults and four children: children are not counted"
    )


def care_of(stage: Stage, people: int, groups: int | None = None, **kind: Unpack[Kind]) -> int:
    """So many residents with c/o, in so many families."""
    dwelling = stage.dwelling(12, landlord=OTHER_LANDLORD, **kind)
    mothers = [stage.person(stage.between(40, 50), male=0) for _ in range(groups or people)]
    for nth, mother in enumerate(mothers):
        stage.lives(mother, dwelling, stage.ago(500 - 11 * nth), care_of="c/o Ek")
    for nth in range(people - len(mothers)):
        mother = mothers[nth % len(mothers)]
        stage.lives(stage.child(stage.between(3, 22), mother), dwelling, stage.ago(20 + 9 * nth), care_of="c/o Ek")
    return dwelling


def ad_04(stage: Stage) -> None:
    """Eight with c/o in four groups, or a dozen; seven, three groups, a student house, no cause to look."""
    key = Key(stage, "AD-04", "dwelling")
    key.asked(home(because(stage, care_of(stage, 8, 4))), "", "eight residents care of, of four families")
    key.asked(home(because(stage, care_of(stage, stage.between(11, 14)))), "", "a dozen unrelated residents care of")
    key.counted(home(care_of(stage, 9)), "", "nine residents care of, but nothing gave cause to look")
    key.silent(home(because(stage, care_of(stage, 7))), "few_lodgers", "seven residents care of")
    key.silent(home(because(stage, care_of(stage, 9, 3))), "one_family", "three families")
    key.silent(home(because(stage, care_of(stage, 9, category="student"))), "shared_housing", "a student dwelling")
    key.silent(home(because(stage, care_of(stage, 9, known="care"))), "shared_housing", "a home for care")
    for explained, why in (
        ("name_on_door", "a shared house whose door bears one name"),
        ("helper", "someone gives post and shelter to people without a home"),
        ("kin_not_recorded", "cousins: their kinship is in no register"),
        ("alternating", "students who live elsewhere during the terms"),
        AWAY,
    ):
        key.lawful(home(because(stage, care_of(stage, stage.between(8, 11)))), "", explained, why)
    hidden = care_of(stage, 10)
    stage.lives(stage.person(protection="sekretessmarkering"), hidden, stage.ago(90), care_of="c/o Ek")
    key.silent(home(because(stage, hidden)), "protected", "one of the residents is protected")


def no_home(stage: Stage, days: int = 90, usage: str = "non_residential") -> tuple[int, str]:
    """Someone has been registered for so many days in a place that is no home; place and property."""
    dwelling = stage.dwelling(None, usage=usage, landlord=None)
    stage.lives(stage.person(), dwelling, stage.for_days(days))
    return dwelling, stage.property_of(dwelling)


def not_in_register(stage: Stage, built: int, days: int = 200) -> tuple[int, str]:
    """Someone is registered in a dwelling that the register lacks, in a property whose house is so many days old."""
    prop = stage.new_property()
    stage.dwelling(2, prop=prop, built=stage.ago(built), landlord=OTHER_LANDLORD)
    missing = stage.unlisted_dwelling(prop)
    stage.lives(stage.person(), missing, stage.for_days(days))
    return missing, property_name(prop)


def ad_05(stage: Stage) -> None:
    """Premises, or an id no register has; a house newly built, 89 days, an ordinary home, no cause to look."""
    key = Key(stage, "AD-05", "dwelling")
    for dwelling, prop in (no_home(stage), no_home(stage, stage.between(300, 900))):
        key.asked(home(because(stage, dwelling)), prop, "someone is registered in premises that are no home")
    dwelling, prop = not_in_register(stage, 366)
    key.asked(home(because(stage, dwelling)), prop, "registered in a dwelling that the register lacks")
    dwelling, prop = no_home(stage)
    key.counted(home(dwelling), prop, "premises, but nothing gave cause to look")
    dwelling, _ = no_home(stage, 89)
    key.silent(home(because(stage, dwelling)), "newly_registered", "registered there for 89 days")
    dwelling, _ = not_in_register(stage, 365)
    key.silent(home(because(stage, dwelling)), "new_house", "the youngest house is 365 days old")
    dwelling, _ = no_home(stage, usage="residential")
    key.silent(home(because(stage, dwelling)), "", "an ordinary home")
    _lawful_homes(stage, key)
    dwelling, _ = no_home(stage)
    stage.lives(stage.person(protection="sekretessmarkering"), dwelling, stage.ago(200))
    key.silent(home(because(stage, dwelling)), "protected", "one of the residents is protected")


def _lawful_homes(stage: Stage, key: Key) -> None:
    care = stage.dwelling(None, usage="non_residential", landlord=None, known="care")
    stage.lives(stage.person(), care, stage.ago(400))
    key.silent(home(because(stage, care)), "care_home", "premises of a home for care")
    prop = stage.new_property()
    stage.dwelling(None, usage="non_residential", landlord=None, prop=prop)
    person = stage.person()
    stage.on_property(person, prop, stage.ago(400))
    trigger(stage, "returned_mail", "person", person, stage.ago(30))
    key.silent(home(stage.unlisted_dwelling(prop)), "property_only", "registered on the property, in no dwelling")
    for explained, why in (
        ("lawful_use", "a caretaker's home: the premises may be lived in"),
        ("old_list", "the house was rebuilt, and the list of dwellings is old"),
        ("wrong_number", "a wrong number in the report of the move"),
        AWAY,
    ):
        premises, name = no_home(stage, stage.between(100, 500))
        key.lawful(home(because(stage, premises)), name, explained, why)


SCENES = (ad_01, ad_04, ad_05)
