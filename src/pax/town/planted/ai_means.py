"""AI-05 income not declared, AI-06 an active company, AI-07 vehicles, AI-10 many short jobs at one small employer."""

from pax.town.aidbook import add_member, month, open_case, pay_month
from pax.town.answers import Key, company
from pax.town.days import to_date
from pax.town.homes import OTHER_LANDLORD
from pax.town.office import declare, income, organisation, owner, role, sole_trader, vehicle
from pax.town.stage import Stage


def household(stage: Stage, since: int = 900, age: float = 0) -> tuple[int, str]:
    """Dana and her open case."""
    dana = stage.person(age or stage.between(25, 60))
    dwelling = stage.dwelling(2, landlord=OTHER_LANDLORD)
    stage.lives(dana, dwelling, stage.ago(since + 100))
    return dana, open_case(stage, dana, dwelling, stage.ago(since))


def earned(
    stage: Stage, net: float, declared: float | None, *, paid: bool = True, cancelled: bool = False
) -> tuple[int, str]:
    """Dana earned `net` in one month, said `declared` of the next, and was paid for it; Dana, and case and month."""
    dana, case = household(stage)
    back = stage.between(4, 9)
    employer = organisation(stage, employees=40)
    income(stage, dana, employer, month(stage, back), net)
    if declared is not None:
        declare(stage, case, dana, month(stage, back - 1), declared)
    pay_month(stage, case, dana, back, 7_001)
    if paid:
        pay_month(stage, case, dana, back - 1, 7_002, cancelled=cancelled)
    return dana, f"{case}|{to_date(month(stage, back)[0]):%Y-%m}"


def ai_05(stage: Stage) -> None:
    """A thousand kronor and less than half declared, or a whole wage; 999, half, a month without aid, another month."""
    key = Key(stage, "AI-05", "person")
    key.asked(*earned(stage, 1_000, 499), "1,000 kr earned, 499 declared")
    key.asked(*earned(stage, stage.between(9_000, 16_000), None), "a wage earned and nothing declared")
    dana, _ = earned(stage, 999, None)
    key.silent(dana, "", "999 kr earned")
    dana, _ = earned(stage, 1_000, 500)
    key.silent(dana, "disregarded", "half of it declared")
    dana, _ = earned(stage, 8_000, None, paid=False)
    key.silent(dana, "no_aid_that_month", "no aid for the month in which it counts")
    dana, _ = earned(stage, 8_000, None, cancelled=True)
    key.silent(dana, "", "the payment for the month in which it counts was stopped")
    _pupil(stage, key)
    for explained, why in (
        ("declared_elsewhere", "told to the official on paper, and already counted"),
        ("counted_when_paid", "belongs to one month but was paid later"),
        ("exempt_benefit", "a payment that the law leaves out"),
    ):
        key.lawful(*earned(stage, stage.between(3_000, 9_000), None), explained, why)
    dana, _ = earned(stage, 12_000, None)
    stage.mark(dana, protection="sekretessmarkering")
    key.silent(dana, "protected", "the applicant is protected")


def _pupil(stage: Stage, key: Key) -> None:
    dana, case = household(stage, age=stage.between(40, 50))
    pupil = stage.child(16, dana)
    stage.lives(pupil, stage.rows["aid_cases"]["declared_dwelling_id"][-1], stage.ago(600))
    add_member(stage, case, pupil, "child", stage.ago(900))
    income(stage, pupil, organisation(stage, employees=40), month(stage, 5), 6_000)
    pay_month(stage, case, dana, 4, 7_003)
    key.silent(pupil, "school_pupil", "a pupil of sixteen earned it")


def with_part(
    stage: Stage,
    what: str = "board_member",
    form: str = "AB",
    *,
    f_tax: bool = True,
    deregistered: int | None = None,
    proceeding: str | None = None,
) -> tuple[int, str]:
    """Dana has aid and a part in an organisation; Dana and the organisation."""
    dana, _ = household(stage)
    org = organisation(stage, form, 2, f_tax=f_tax, deregistered=deregistered, proceeding=proceeding)
    role(stage, org, dana, what, stage.ago(700))
    return dana, company(org)


def owned(stage: Stage, share: float) -> tuple[int, str]:
    """Dana has aid and owns a share."""
    dana, _ = household(stage)
    org = organisation(stage, "AB", 3)
    owner(stage, org, dana, share, stage.ago(700))
    return dana, company(org)


def ai_06(stage: Stage) -> None:
    """A board seat, a chief executive, a sole trader, a quarter; a deputy, no tax, a lesser share, ended companies."""
    key = Key(stage, "AI-06", "person")
    key.asked(*with_part(stage), "a board member of an active company")
    key.asked(*with_part(stage, "chief_executive"), "the chief executive of an active company")
    key.asked(*with_part(stage, "signatory", f_tax=False), "signs for an active company without F-tax")
    key.asked(*owned(stage, 25), "owns a quarter of an active company")
    trader, _ = household(stage)
    sole_trader(stage, trader)
    key.asked(trader, "", "a sole trader with F-tax")
    idle, _ = household(stage)
    sole_trader(stage, idle, f_tax=False)
    key.silent(idle, "sleeping_sole_trader", "a sole trader without F-tax")
    for explained, why, (dana, _) in (
        ("resigned", "a deputy", with_part(stage, "deputy")),
        ("", "an auditor", with_part(stage, "auditor")),
        ("company_ended", "the company is deregistered", with_part(stage, deregistered=stage.ago(30))),
        ("company_ended", "the company is bankrupt", with_part(stage, proceeding="bankruptcy")),
        ("association", "an association", with_part(stage, form="I")),
        ("association", "a housing co-operative", with_part(stage, form="BRF")),
        ("resigned", "owns a share of 24.9 %", owned(stage, 24.9)),
    ):
        key.silent(dana, explained, why)
    left, _ = household(stage)
    role(stage, organisation(stage, "AB", 2), left, "board_member", stage.ago(900), stage.ago(1))
    key.silent(left, "resigned", "left the board yesterday")
    for explained, why in (
        ("dormant", "the company has no activity, no money and no assets"),
        ("known_and_decided", "the board knows of it and has given time to wind it up"),
        ("front", "another uses the person's name"),
    ):
        key.lawful(*with_part(stage), explained, why)
    dana, _ = with_part(stage)
    stage.mark(dana, protection="sekretessmarkering")
    key.silent(dana, "protected", "the applicant is protected")


def cars(stage: Stage, years: list[int | None], sold: int | None = None) -> int:
    """Dana has aid and owns vehicles so many years old."""
    dana, _ = household(stage)
    this_year = to_date(stage.as_of).year
    for years_old in years:
        year = None if years_old is None else this_year - years_old
        vehicle(stage, dana, year, stage.ago(stage.between(400, 700)), sold)
    return dana


def ai_07(stage: Stage) -> None:
    """Five years old, three old ones, a dozen; six years old, two, sold, one of unknown year."""
    key = Key(stage, "AI-07", "person")
    key.asked(cars(stage, [5]), "", "a car five years old")
    key.asked(cars(stage, [0]), "", "a new car")
    key.asked(cars(stage, [14, 17, None]), "", "three old cars")
    key.asked(cars(stage, [12] * stage.between(10, 13)), "", "ten cars or more: ask about pressure")
    key.silent(cars(stage, [6]), "old_vehicle", "a car six years old")
    key.silent(cars(stage, [12, 15]), "old_vehicle", "two old cars")
    key.silent(cars(stage, [2, 3], stage.ago(1)), "sold", "sold the day before")
    key.silent(cars(stage, [None]), "", "one car of unknown year")
    for explained, why in (
        ("disability", "bought with a car grant"),
        ("work", "needed for work, and the board has accepted it"),
        ("not_theirs", "sold without report: three cars that another uses"),
        ("leased", "leased, with no value to sell"),
    ):
        ages = [11, 14, 19] if explained == "not_theirs" else [stage.between(0, 5)]
        key.lawful(cars(stage, list(ages)), "", explained, why)
    dana = cars(stage, [1, 2])
    stage.mark(dana, protection="sekretessmarkering")
    key.silent(dana, "protected", "the applicant is protected")


def short_jobs(stage: Stage, people: int, employees: int | None, *, days: int = 90, ended: int = 31) -> int:
    """So many people with aid had a job of so many days, ended so many days ago; the employer."""
    employer = organisation(stage, employees=employees)
    for _ in range(people):
        dana, _ = household(stage, 600)
        last = stage.ago(ended)
        first = last - days + 1
        middle = first + days // 2
        for period, net in (((first, middle), 9_000.0), ((middle + 1, last), 9_500.0)):
            income(stage, dana, employer, period, net)
    return employer


def ai_10(stage: Stage) -> None:
    """Five short jobs at one small employer, or many; four, ten employees, unknown, a day longer, a day too fresh."""
    key = Key(stage, "AI-10", "organisation")
    key.asked(short_jobs(stage, 5, 9), "", "five jobs of ninety days at an employer of nine")
    many = short_jobs(stage, stage.between(7, 9), 2, days=stage.between(40, 70), ended=stage.between(100, 300))
    key.asked(many, "", "many short jobs at an employer of two")
    key.silent(short_jobs(stage, 4, 3), "", "four jobs")
    key.silent(short_jobs(stage, 6, 10), "larger_employer", "an employer of ten")
    key.silent(short_jobs(stage, 6, None), "", "the number of employees is unknown")
    key.silent(short_jobs(stage, 6, 4, days=91), "longer_jobs", "jobs of ninety-one days")
    key.silent(short_jobs(stage, 6, 4, ended=30), "longer_jobs", "ended thirty days ago")
    key.lawful(short_jobs(stage, 6, 5), "", "season_or_training", "seasonal work")
    key.lawful(short_jobs(stage, 5, 0, days=60), "", "new_firm", "a new firm that hires: the number lags behind")


SCENES = (ai_05, ai_06, ai_07, ai_10)
