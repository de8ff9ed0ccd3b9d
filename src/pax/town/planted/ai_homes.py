"""AI-03 one account, AI-08 rent above the lease, AI-09 adults not in the case, AI-11 and AI-13 children."""

from pax.town.aidbook import add_member, open_case, own_account, pay
from pax.town.answers import Key, pair
from pax.town.homes import OTHER_LANDLORD
from pax.town.stage import Stage


def one_account(stage: Stage, people: list[int], days: int = 100, *, cancelled: bool = False) -> str:
    """Each of these has a case of their own, and was paid to one account so many days ago; the account."""
    account = own_account(people[0])
    for dana in people:
        dwelling = stage.dwelling(2, landlord=OTHER_LANDLORD)
        stage.lives(dana, dwelling, stage.ago(stage.between(600, 1500)))
        case = open_case(stage, dana, dwelling, stage.ago(500))
        day = stage.ago(days)
        pay(stage, case, dana, 6_000, day, (day, day + 29), account=account, cancelled=cancelled)
    return account


def _people(stage: Stage, count: int) -> list[int]:
    return [stage.person() for _ in range(count)]


def ai_03(stage: Stage) -> None:
    """Three unrelated households on one account, or many; two, sisters, a month too old, kin not recorded."""
    key = Key(stage, "AI-03", "account")
    key.asked(one_account(stage, _people(stage, 3)), "", "three unrelated households")
    key.asked(one_account(stage, _people(stage, stage.between(5, 8)), 20), "", "many unrelated households")
    key.silent(one_account(stage, _people(stage, 2)), "", "two households")
    mother = stage.person(70, male=0)
    stage.lives(mother, stage.dwelling(2), stage.ago(4000))
    sisters = [stage.child(stage.between(25, 40), mother) for _ in range(3)]
    key.silent(one_account(stage, sisters), "relatives", "three sisters: one family")
    key.silent(one_account(stage, _people(stage, 4), 200), "", "paid more than six months ago")
    key.silent(one_account(stage, _people(stage, 4), cancelled=True), "stopped", "the payments were stopped")
    apart = [stage.person(kin=False, region=3, immigrated=True) for _ in range(4)]
    key.silent(one_account(stage, apart), "", "four who immigrated apart, of whom no kin is recorded")
    for explained, why in (
        ("guardian", "a guardian handles the money of all of them"),
        ("private_landlord", "a private landlord, to whom the board pays their rents"),
        ("no_account_yet", "newly arrived: they have borrowed an account for a time"),
    ):
        key.lawful(one_account(stage, _people(stage, stage.between(3, 5))), "", explained, why)
    hidden = one_account(stage, [stage.person(protection="sekretessmarkering"), *_people(stage, 2)])
    key.silent(hidden, "protected", "one of the three is protected")


def declared(stage: Stage, lease: float | None, rents: list[float], holders: int = 1) -> list[tuple[int, str]]:
    """One flat, its lease, and a case for each declared rent; applicants and cases."""
    people = _people(stage, max(holders, len(rents)))
    dwelling = stage.dwelling(3, landlord=OTHER_LANDLORD if lease is None else 0)
    for nth, person in enumerate(people):
        stage.lives(person, dwelling, stage.ago(1200 - 40 * nth))
    if lease is not None:
        stage.lease(people[:holders], dwelling, stage.ago(1200), rent=lease)
    cases = zip(people, rents, strict=False)
    return [(who, open_case(stage, who, dwelling, stage.ago(500), rent=rent)) for who, rent in cases]


def ai_08(stage: Stage) -> None:
    """A krona above 1.15 times the rent, or twice it; exactly 1.15, two who share it, two holders, no lease known."""
    key = Key(stage, "AI-08", "person")
    ((dana, case),) = declared(stage, 6_000, [6_901])
    key.asked(dana, case, "6,901 kr declared on a rent of 6,000")
    ((dana, case),) = declared(stage, 5_000, [stage.between(9_000, 11_000)])
    key.asked(dana, case, "twice the rent declared")
    for dana, case in declared(stage, 6_000, [4_000, 2_901]):
        key.asked(dana, case, "two cases of one flat declare more than 1.15 times the rent together")
    ((dana, _),) = declared(stage, 6_000, [6_900])
    key.silent(dana, "extra_costs", "exactly 1.15 times the rent")
    for dana, _ in declared(stage, 6_000, [3_000, 3_000]):
        key.silent(dana, "shared_lease", "two cases share the rent")
    ((dana, _),) = declared(stage, 6_000, [6_000], holders=2)
    key.silent(dana, "shared_lease", "two holders of one lease are one rent")
    ((dana, _),) = declared(stage, None, [12_000])
    key.silent(dana, "", "no lease is known")
    _rooms(stage, key)
    for explained, why in (
        ("rent_raised", "the rent was raised, and the landlord's list is older"),
        ("mistyped", "a figure of the rent was mistyped in the case"),
    ):
        ((dana, case),) = declared(stage, 6_000, [stage.between(7_200, 8_800)])
        key.lawful(dana, case, explained, why)
    for dana, case in declared(stage, 6_000, [6_000, 3_000]):
        key.lawful(dana, case, "lodger", "one lodges with the other, whose case counts the rent as income")
    ((dana, _),) = declared(stage, 5_000, [9_000])
    stage.mark(dana, protection="sekretessmarkering")
    key.silent(dana, "protected", "the applicant is protected")


def _rooms(stage: Stage, key: Key) -> None:
    dana, bob = _people(stage, 2)
    dwelling = stage.dwelling(4)
    for person, rent in ((dana, 3_000), (bob, 3_200)):
        stage.lives(person, dwelling, stage.ago(1000))
        stage.lease(person, dwelling, stage.ago(1000), rent=rent)
    open_case(stage, dana, dwelling, stage.ago(500), rent=3_000)
    open_case(stage, bob, dwelling, stage.ago(500), rent=3_200)
    key.silent(dana, "two_leases_one_home", "a lease for each room: the rents are added")


def at_home(stage: Stage, days: int, age: float = 0, placement: str = "none") -> tuple[int, str, int, int]:
    """Dana's case and someone else who has lived there for so many days; Dana, case, the other, the flat."""
    dana = stage.person(stage.between(45, 60))
    dwelling = stage.dwelling(3, landlord=OTHER_LANDLORD)
    stage.lives(dana, dwelling, stage.ago(1500))
    case = open_case(stage, dana, dwelling, stage.ago(900), placement=placement)
    other = stage.person(age or stage.between(20, 60))
    stage.lives(other, dwelling, stage.for_days(days))
    return dana, case, other, dwelling


def ai_09(stage: Stage) -> None:
    """An adult at home for 90 days, a grown-up child; 89 days, seventeen, a case or a lease of their own, sheltered."""
    key = Key(stage, "AI-09", "person")
    dana, case, _, _ = at_home(stage, 90)
    key.asked(dana, case, "an adult has lived there for 90 days and is in no case")
    dana, case, _, _ = at_home(stage, stage.between(300, 800))
    key.asked(dana, case, "an adult has lived there for long and is in no case")
    _grown_child(stage, key)
    dana, _, _, _ = at_home(stage, 89)
    key.silent(dana, "guest", "has lived there for 89 days")
    dana, _, _, _ = at_home(stage, 400, age=17.5)
    key.silent(dana, "", "seventeen years old")
    dana, _, other, dwelling = at_home(stage, 400)
    open_case(stage, other, dwelling, stage.ago(300), rent=0)
    key.silent(dana, "own_case", "the other has a case of their own")
    dana, _, other, dwelling = at_home(stage, 400)
    stage.lease(other, dwelling, stage.ago(399), rent=20_000)
    key.silent(dana, "own_lease", "the other holds the lease")
    for explained, why in (
        ("lodger", "a lodger who pays for a room, as the decision says"),
        ("separated", "a couple has parted, and one has found no home yet"),
        ("away_by_law", "the other is in treatment and stays registered"),
    ):
        dana, case, _, _ = at_home(stage, stage.between(100, 500))
        key.lawful(dana, case, explained, why)
    _sheltered(stage, key)
    dana, _, other, _ = at_home(stage, 200)
    stage.mark(other, protection="skyddad_folkbokforing")
    key.silent(dana, "protected", "the other is protected")


def _grown_child(stage: Stage, key: Key) -> None:
    dana = stage.person(stage.between(45, 55))
    dwelling = stage.dwelling(3, landlord=OTHER_LANDLORD)
    stage.lives(dana, dwelling, stage.ago(1500))
    stage.lives(stage.child(stage.between(18, 20) + 0.5, dana), dwelling, stage.ago(1500))
    case = open_case(stage, dana, dwelling, stage.ago(900))
    key.lawful(dana, case, "grown_up_child", "a grown-up child goes to school and has no income")


def _sheltered(stage: Stage, key: Key) -> None:
    dana, _, _, _ = at_home(stage, 400, placement="shelter")
    key.silent(dana, "", "the board has placed the applicant in sheltered housing")


def parent(stage: Stage, days: int, age: float = 8) -> tuple[int, str, int, int]:
    """Dana's case, and a child of hers who has lived there for so many days and is not counted."""
    dana = stage.person(stage.between(36, 48))
    dwelling = stage.dwelling(3, landlord=OTHER_LANDLORD)
    stage.lives(dana, dwelling, stage.ago(3000))
    case = open_case(stage, dana, dwelling, stage.ago(700))
    child = stage.child(age, dana)
    stage.lives(child, dwelling, max(stage.for_days(days), stage.at(child)))
    return dana, case, child, dwelling


def ai_11(stage: Stage) -> None:
    """A child at home for 60 days and not counted, two for years; 59 days, eighteen, counted in another case, away."""
    key = Key(stage, "AI-11", "person")
    dana, case, _, _ = parent(stage, 60)
    key.asked(dana, case, "a child has lived there for 60 days and is in no case")
    dana, case, _, dwelling = parent(stage, 500)
    stage.lives(stage.child(4, dana), dwelling, stage.ago(600))
    key.asked(dana, case, "two children have lived there for long and are in no case")
    dana, _, _, _ = parent(stage, 59)
    key.silent(dana, "just_moved_in", "the child has lived there for 59 days")
    dana, _, _, _ = parent(stage, 80, age=18.05)
    key.silent(dana, "", "the child is eighteen")
    dana, _, child, _ = parent(stage, 400)
    father, his = stage.person(stage.between(30, 45), male=1), stage.dwelling(2, landlord=OTHER_LANDLORD)
    stage.parent(child, father)
    stage.lives(father, his, stage.ago(900))
    open_case(stage, father, his, stage.ago(500), children=[child])
    key.silent(dana, "counted_elsewhere", "the child is counted in the father's case")
    dana, _, child, _ = parent(stage, 400)
    stage.mark(child, protection="sekretessmarkering")
    key.silent(dana, "protected", "the child is protected")
    for explained, why in (
        ("lives_elsewhere", "the child lives with the other parent, though registered here"),
        ("own_means", "the child has means of its own that suffice"),
    ):
        dana, case, _, _ = parent(stage, stage.between(100, 400))
        key.lawful(dana, case, explained, why)


def both_count(
    stage: Stage, shares: tuple[float, float], first: tuple[int, int], second: tuple[int, int]
) -> tuple[int, str]:
    """A child of parted parents in the cases of both, from and until so many days ago; later applicant, both cases."""
    mother, father = stage.person(stage.between(33, 44), male=0), stage.person(stage.between(33, 44), male=1)
    child = stage.child(stage.between(4, 14), mother, father)
    cases = []
    for opened, person, share, (since, until) in ((1100, mother, shares[0], first), (700, father, shares[1], second)):
        dwelling = stage.dwelling(2, landlord=OTHER_LANDLORD)
        stage.lives(person, dwelling, stage.ago(2000))
        if person is mother:
            stage.lives(child, dwelling, max(stage.ago(1990), stage.at(child)))
        case = open_case(stage, person, dwelling, stage.ago(opened))
        add_member(stage, case, child, "child", stage.ago(since), stage.ago(until), share)
        cases.append(case)
    return father, pair(*cases)


def ai_13(stage: Stage) -> None:
    """A child counted in full twice for one day, or for a year; half in one, apart by a day, too long ago."""
    key = Key(stage, "AI-13", "person")
    key.asked(*both_count(stage, (1, 1), (900, 300), (300, 0)), "counted in full in both cases on one day")
    key.asked(*both_count(stage, (1, 1), (900, 0), (600, 0)), "counted in full in both cases for long")
    father, _ = both_count(stage, (1, 0.5), (900, 0), (600, 0))
    key.silent(father, "half_each", "counted by half in one of them: the child lives with both in turn")
    father, _ = both_count(stage, (1, 1), (900, 301), (300, 0))
    key.silent(father, "moved", "counted in the one until the day before the other")
    father, _ = both_count(stage, (0.5, 0.5), (900, 0), (600, 0))
    key.silent(father, "half_each", "counted by half in both")
    for explained, why in (
        ("case_left_open", "the mother's case ended, but not in the system"),
        ("decided_so", "decided for a short time, for the child's best"),
        ("days_counted", "counted by the day in the calculation, though the share says one"),
    ):
        key.lawful(*both_count(stage, (1, 1), (900, 380), (400, 0)), explained, why)
    father, _ = both_count(stage, (1, 1), (900, 0), (600, 0))
    stage.mark(father, protection="sekretessmarkering")
    key.silent(father, "protected", "one of the parents is protected")


SCENES = (ai_03, ai_08, ai_09, ai_11, ai_13)
