"""HO-01 does the holder live there, HO-05 a permit over, HO-07 unknown people registered."""

from typing import Unpack

from pax.town import numbers
from pax.town.answers import Key, home
from pax.town.days import iso
from pax.town.frames import NOBODY
from pax.town.office import permit, report
from pax.town.stage import Kind, Stage

Left = tuple[int, int, str]


def moved_out(stage: Stage, days: int, age: float = 0, form: int = numbers.PERSONAL) -> Left:
    """Dana kept the lease of a flat, but has been registered in another for so many days; Dana, flat, lease."""
    dana = stage.person(age or stage.between(22, 70), form=form)
    flat, other = stage.dwelling(2), stage.dwelling(3, landlord=None)
    stage.lives(dana, flat, stage.ago(days + 900), stage.ago(days))
    stage.lives(dana, other, stage.for_days(days))
    return dana, flat, stage.lease(dana, flat, stage.ago(days + 900))


def ho_01(stage: Stage) -> None:
    """Elsewhere for 90 days, or years; for 89, with family at home, with a permit, in care, at eighty."""
    key = Key(stage, "HO-01", "person")
    dana, _, lease = moved_out(stage, 90)
    key.asked(dana, lease, "registered elsewhere for 90 days, and nobody close lives in the flat")
    dana, flat, lease = moved_out(stage, stage.between(200, 1500))
    stage.strangers(flat, 1, stage.ago(150))
    key.asked(dana, lease, "registered elsewhere for long, and a stranger lives in the flat")
    _in_two_places(stage, key)
    dana, _, _ = moved_out(stage, 89)
    key.silent(dana, "just_moved", "registered elsewhere for 89 days")
    dana, _, lease = moved_out(stage, 400)
    permit(stage, lease, stage.ago(350), stage.ago(0), None)
    key.silent(dana, "permit", "a permit to sublet holds to the very day")
    dana, _, _ = moved_out(stage, 400, age=80.2)
    key.silent(dana, "in_care", "eighty years old")
    dana, _, _ = moved_out(stage, 400, form=numbers.COORDINATION_NO_MONTH)
    key.silent(dana, "in_care", "the birth date is unknown")
    _in_a_care_home(stage, key)
    _family_at_home(stage, key)
    for explained, why in (
        ("cares_for_someone", "the holder cares for a parent and is registered there"),
        ("away_by_law", "back from a stay decided beforehand, still registered at the other address"),
        ("works_or_studies", "works in another town and uses the flat every week"),
        ("cannot_live_there", "water damage: the flat cannot be lived in"),
    ):
        dana, _, lease = moved_out(stage, stage.between(100, 300))
        key.lawful(dana, lease, explained, why)
    dana, flat, lease = moved_out(stage, 200)
    sambo = stage.person()
    stage.lives(sambo, flat, stage.ago(800))
    key.lawful(dana, lease, "unregistered_family", "a sambo remains, and no register shows the tie")
    dana, _, _ = moved_out(stage, 500)
    stage.mark(dana, protection="sekretessmarkering")
    key.silent(dana, "protected", "the holder is protected")


def _in_two_places(stage: Stage, key: Key) -> None:
    dana = stage.person()
    flat = stage.dwelling(2)
    stage.lives(dana, flat, stage.ago(900), stage.ago(120))
    stage.lives(dana, stage.dwelling(2, landlord=None), stage.ago(119), stage.ago(50))
    stage.away(dana, stage.ago(49))
    key.asked(dana, stage.lease(dana, flat, stage.ago(900)), "elsewhere for 119 days, in two places after each other")


def _in_a_care_home(stage: Stage, key: Key) -> None:
    dana = stage.person(stage.between(40, 75))
    flat, care = stage.dwelling(2), stage.dwelling(1, known="care")
    stage.lives(dana, flat, stage.ago(2000), stage.ago(300))
    stage.lives(dana, care, stage.ago(299))
    stage.lease(dana, flat, stage.ago(2000))
    key.silent(dana, "in_care", "registered in a care home")


def _family_at_home(stage: Stage, key: Key) -> None:
    dana, flat, _ = moved_out(stage, 300, age=stage.between(38, 50))
    child = stage.child(stage.between(3, 17), dana)
    stage.lives(child, flat, max(stage.ago(800), stage.at(child)))
    key.silent(dana, "family_lives_there", "a child of the holder's lives in the flat")
    dana, flat, _ = moved_out(stage, 300)
    wife = stage.person()
    stage.married(dana, wife, stage.ago(3000))
    stage.lives(wife, flat, stage.ago(800))
    key.silent(dana, "family_lives_there", "the holder's spouse lives in the flat")
    dana, bob = stage.person(), stage.person()
    shared = stage.dwelling(3)
    for person in (dana, bob):
        stage.lives(person, shared, stage.ago(900), None if person is bob else stage.ago(200))
    stage.away(dana, stage.ago(199))
    stage.lease([dana, bob], shared, stage.ago(900))
    key.silent(dana, "family_lives_there", "another holder of the lease lives in the flat")


def sublet(stage: Stage, ended: int, *, stayed: bool = True, known: bool = True) -> tuple[int, str, int, int]:
    """A permit ended so many days ago; holder and subtenant both live there; flat, lease, permit's start, subtenant."""
    dana, bob = stage.person(), stage.person()
    flat = stage.dwelling(3)
    since = stage.ago(ended + 365)
    stage.lives(dana, flat, since - 900, since - 1)
    stage.away(dana, since, stage.ago(41))
    stage.lives(dana, flat, stage.ago(40))
    stage.lives(bob, flat, since, None if stayed else stage.ago(ended - 1))
    if not stayed:
        stage.away(bob, stage.ago(ended - 2))
    lease = stage.lease(dana, flat, since - 900)
    permit(stage, lease, since, stage.ago(ended), bob if known else NOBODY)
    return flat, lease, since, bob


def ho_05(stage: Stage) -> None:
    """The subtenant still there 60 days after the permit, or years; 59 days, a later permit, a lease of their own."""
    key = Key(stage, "HO-05", "dwelling")
    for ended, why in ((60, "ended 60 days ago"), (stage.between(100, 600), "ended long ago")):
        flat, lease, since, _ = sublet(stage, ended)
        key.asked(home(flat), f"{lease}|{iso(since)}", f"the permit {why} and the subtenant is still registered there")
    flat, _, _, _ = sublet(stage, 59)
    key.silent(home(flat), "about_to_move", "the permit ended 59 days ago")
    flat, lease, _, bob = sublet(stage, 100)
    permit(stage, lease, stage.ago(99), None, bob)
    key.silent(home(flat), "new_permit", "a later permit covers the day")
    flat, _, _, bob = sublet(stage, 200)
    stage.lease(bob, flat, stage.ago(150), kind="company")
    key.silent(home(flat), "own_lease", "the subtenant holds a lease there")
    flat, _, _, _ = sublet(stage, 200, stayed=False)
    key.silent(home(flat), "", "the subtenant has moved")
    flat, _, _, _ = sublet(stage, 200, known=False)
    key.silent(home(flat), "", "the permit does not say who the subtenant was")
    for explained, why in (
        ("holder_is_back", "the holder is back, and the subtenant stays as a lodger"),
        ("renewal_pending", "an application to prolong the permit lies with the tribunal"),
        ("away_by_law", "the subtenant is in hospital and stays registered"),
        ("moved_without_report", "the subtenant has moved without reporting it"),
    ):
        flat, lease, since, _ = sublet(stage, stage.between(70, 400))
        key.lawful(home(flat), f"{lease}|{iso(since)}", explained, why)
    flat, _, _, bob = sublet(stage, 300)
    stage.mark(bob, protection="skyddad_folkbokforing")
    key.silent(home(flat), "protected", "the subtenant is protected")


def let_to(stage: Stage, count: int, days: int = 90, **kind: Unpack[Kind]) -> tuple[int, str, int]:
    """Dana lives in her flat with so many strangers, the last for so many days; flat, lease, Dana."""
    dana = stage.person()
    flat = stage.dwelling(4, **kind)
    stage.lives(dana, flat, stage.ago(2000))
    stage.strangers(flat, count, stage.for_days(days))
    return flat, stage.lease(dana, flat, stage.ago(2000)), dana


def ho_07(stage: Stage) -> None:
    """A report, or four strangers for 90 days; three, siblings, 89 days, a student house, an empty report."""
    key = Key(stage, "HO-07", "dwelling")
    flat, lease, _ = let_to(stage, 4)
    key.asked(home(flat), lease, "four unrelated adults for 90 days beside the holder")
    flat, lease, _ = let_to(stage, stage.between(6, 9), 300)
    key.asked(home(flat), lease, "many unrelated adults for long beside the holder")
    flat, lease, _ = let_to(stage, 0)
    report(stage, lease, stage.ago(300), 1)
    key.asked(home(flat), lease, "the holder reports a person they do not know")
    flat, lease, _ = let_to(stage, 1)
    report(stage, lease, stage.ago(0), stage.between(3, 8))
    key.asked(home(flat), lease, "the holder reports several people they do not know")
    flat, _, _ = let_to(stage, 3)
    key.silent(home(flat), "few_lodgers", "three lodgers: as many as the landlord must accept")
    flat, _, _ = let_to(stage, 4, 89)
    key.silent(home(flat), "", "the last of four has lived there for 89 days")
    _not_unknown(stage, key)
    for explained, why in (
        ("collective_of_friends", "friends share a large flat, and the landlord has accepted it"),
        ("kin_not_recorded", "cousins: their kinship is in no register"),
        ("away_by_law", "two of them are in treatment elsewhere and stay registered"),
        ("wrong_number", "they live next door: a wrong apartment number"),
    ):
        flat, lease, _ = let_to(stage, stage.between(4, 6), 200)
        key.lawful(home(flat), lease, explained, why)
    flat, _, dana = let_to(stage, 6, 200)
    stage.mark(dana, protection="sekretessmarkering")
    key.silent(home(flat), "protected", "the holder is protected")


def _not_unknown(stage: Stage, key: Key) -> None:
    flat, _, dana = let_to(stage, 3, 200)
    mother = stage.person(stage.between(82, 88), male=0)
    stage.parent(dana, mother)
    stage.lives(mother, flat, stage.ago(700))
    key.silent(home(flat), "family", "the fourth is the holder's mother")
    flat, _, _ = let_to(stage, 2, 200)
    mother = stage.person(66, male=0)
    for _ in range(2):
        stage.lives(stage.child(stage.between(20, 30), mother), flat, stage.ago(stage.between(100, 900)))
    key.silent(home(flat), "family", "two of the four are siblings: three groups")
    flat, _, _ = let_to(stage, 0)
    for nth in range(4):
        cousin = stage.person(stage.between(20, 40), kin=False, region=3, immigrated=True)
        stage.lives(cousin, flat, stage.ago(150 + 100 * nth))
    key.silent(home(flat), "", "four who immigrated apart and of whom no kin is recorded: one group")
    flat, _, _ = let_to(stage, 5, 200, category="student")
    key.silent(home(flat), "shared_housing", "a student dwelling")
    flat, _, _ = let_to(stage, 5, 200, known="transitional")
    key.silent(home(flat), "shared_housing", "a known collective home")
    flat, lease, _ = let_to(stage, 0)
    report(stage, lease, stage.ago(100), 0)
    report(stage, lease, stage.ago(400), 2)
    key.silent(home(flat), "", "a report of nobody, and one that is older than a year")


SCENES = (ho_01, ho_05, ho_07)
