"""AI-01 paid after death or departure, AI-04 paid twice."""

from pax.town.aidbook import add_member, month, open_case, pay, pay_month
from pax.town.answers import Key, pair
from pax.town.days import month_end, month_start
from pax.town.homes import OTHER_LANDLORD
from pax.town.stage import Stage


def alone_with_aid(stage: Stage, since: int = 900, protection: str = "none") -> tuple[int, str]:
    """Dana, alone in a flat that another landlord owns, and her case."""
    dana = stage.person(protection=protection)
    dwelling = stage.dwelling(2, landlord=OTHER_LANDLORD)
    stage.lives(dana, dwelling, stage.ago(since + 200))
    return dana, open_case(stage, dana, dwelling, stage.ago(since))


def paid_after(stage: Stage, days: int, code: str = "AV", *, cancelled: bool = False) -> tuple[int, str]:
    """Dana was deregistered, and so many days later a payment for a later month was made; applicant and payment."""
    dana, case = alone_with_aid(stage)
    left = month_start(stage.ago(300)) + 9
    first = month_start(left, 1 + days // 31)
    payment = pay(stage, case, dana, 6_200, left + days, (first, month_end(first)), cancelled=cancelled)
    stage.gone(dana, left, code)
    return dana, payment


def ai_01(stage: Stage) -> None:
    """Paid after: 15 days and half a year; 14 days, the same month, a stopped payment."""
    key = Key(stage, "AI-01", "person")
    key.asked(*paid_after(stage, 15), "paid 15 days after the death, for the month after")
    key.asked(*paid_after(stage, stage.between(100, 250)), "paid months after the death")
    key.asked(*paid_after(stage, 60, "UV"), "paid two months after the move abroad")
    dana, _ = paid_after(stage, 14)
    key.silent(dana, "register_lag", "paid 14 days after the death")
    dana, _ = paid_after(stage, 90, cancelled=True)
    key.silent(dana, "stopped", "the payment was stopped")
    dana, case = alone_with_aid(stage)
    left = month_start(stage.ago(200)) + 3
    pay(stage, case, dana, 6_200, left + 20, (month_start(left), month_end(left)))
    stage.gone(dana, left)
    key.silent(dana, "same_month", "the payment was for the month of the death")
    for code, explained, why in (
        ("AV", "household_goes_on", "the case went on for a child who remains"),
        ("AV", "estate", "the estate was granted help with the funeral"),
        ("UV", "register_wrong", "deregistered on a mistaken report of a move abroad"),
    ):
        key.lawful(*paid_after(stage, stage.between(30, 90), code), explained, why)
    dana, _ = paid_after(stage, 120)
    stage.mark(dana, protection="sekretessmarkering")
    key.silent(dana, "protected", "the applicant was protected")
    _known_by_an_old_number(stage, key)


def _known_by_an_old_number(stage: Stage, key: Key) -> None:
    dana = stage.person(region=3)
    old = stage.renumbered(dana)
    dwelling = stage.dwelling(2, landlord=OTHER_LANDLORD)
    stage.lives(dana, dwelling, stage.ago(1200))
    case = open_case(stage, old, dwelling, stage.ago(900))
    left = month_start(stage.ago(250)) + 9
    payment = pay(stage, case, old, 6_200, left + 50, (month_start(left, 2), month_end(left, 2)))
    stage.gone(dana, left)
    key.asked(dana, payment, "paid after the death; the case knows the person by a coordination number since replaced")


def ai_04(stage: Stage) -> None:
    """Paid twice within a case and by two cases; corrections, other needs, following periods, a changed household."""
    key = Key(stage, "AI-04", "person")
    dana, case = alone_with_aid(stage)
    twice = pay_month(stage, case, dana, 5), pay_month(stage, case, dana, 5)
    key.asked(dana, pair(*twice), "the same amount paid twice for one month")
    _overlapping(stage, key)
    dana, case = alone_with_aid(stage)
    pay_month(stage, case, dana, 4, cancelled=True)
    pay_month(stage, case, dana, 4)
    key.silent(dana, "corrected", "the first payment was cancelled")
    dana, case = alone_with_aid(stage)
    pay_month(stage, case, dana, 4, 6_200)
    pay_month(stage, case, dana, 4, 6_200, purpose="rent")
    pay_month(stage, case, dana, 3, 6_200)
    pay_month(stage, case, dana, 3, 6_201)
    key.silent(dana, "different_needs", "equal amounts for rent and living; amounts that differ by a krona")
    dana, case = alone_with_aid(stage)
    for back in range(8, 2, -1):
        pay_month(stage, case, dana, back)
    key.silent(dana, "following_periods", "the same amount for months that follow one another")
    dana, case = alone_with_aid(stage)
    parts = pay_month(stage, case, dana, 6, 1_550), pay_month(stage, case, dana, 6, 1_550)
    key.lawful(dana, pair(*parts), "instalments", "a month's aid was paid in equal parts")
    dana, case = alone_with_aid(stage)
    parts = pay_month(stage, case, dana, 7), pay_month(stage, case, dana, 7)
    key.lawful(dana, pair(*parts), "entered_twice", "a corrected payment was entered twice, but left the bank once")
    _two_cases(stage, key)
    dana, case = alone_with_aid(stage, protection="sekretessmarkering")
    pay_month(stage, case, dana, 5)
    pay_month(stage, case, dana, 5)
    key.silent(dana, "protected", "the applicant is protected")


def _overlapping(stage: Stage, key: Key) -> None:
    dana, case = alone_with_aid(stage)
    first, last = month(stage, 9)
    one = pay(stage, case, dana, 9_900, first - 6, (first, last))
    other = pay(stage, case, dana, 9_900, last - 3, (last, last + 30))
    key.asked(dana, pair(one, other), "the same amount for periods that share one day")


def _two_cases(stage: Stage, key: Key) -> None:
    """Bob is a co-applicant of Dana's case and the applicant of one of his own."""
    for days, explained in ((40, ""), (0, "changed_household")):
        dana, case = alone_with_aid(stage)
        bob, own = alone_with_aid(stage, 700)
        first, _ = month(stage, 6)
        add_member(stage, case, bob, "co_applicant", stage.ago(600), first - 1 + days)
        pay_month(stage, case, dana, 6, 9_000)
        pay_month(stage, own, bob, 6, 5_000)
        pay_month(stage, case, dana, 7, 9_100)
        if explained:
            key.silent(bob, explained, "left the one household the day before the other was given aid for them")
        else:
            key.asked(bob, pair(case, own), "a member of two cases that were paid for the same month")


SCENES = (ai_01, ai_04)
