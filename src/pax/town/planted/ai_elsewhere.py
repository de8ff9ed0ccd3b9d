"""AI-02 living in another municipality, AI-12 rent aid after the lease ended."""

from pax.town.aidbook import month, open_case, pay, pay_month
from pax.town.answers import Key
from pax.town.homes import OTHER_LANDLORD
from pax.town.stage import Stage

Months = tuple[int, int]


def two_months(stage: Stage) -> Months:
    """Two months next to each other, of sixty-one days or more: how many months back the first and the second are."""
    for back in range(4, 12):
        if month(stage, back - 1)[1] - month(stage, back)[0] + 1 >= 61:
            return back, back - 1
    raise AssertionError("no year lacks two such months")


def whole_february(stage: Stage) -> Months:
    """Two months of fewer than sixty days if the last year and a half has such, else of any length."""
    for back in range(3, 22):
        if month(stage, back - 1)[1] - month(stage, back)[0] + 1 < 60:
            return back, back - 1
    return two_months(stage)


def paid_away(
    stage: Stage, days: int, months: Months, *, placement: str = "none", cancelled: bool = False
) -> tuple[int, str]:
    """Dana is paid for two months, and registered elsewhere for the last so many days of them and since."""
    dana = stage.person()
    dwelling = stage.dwelling(2, landlord=OTHER_LANDLORD)
    last = month(stage, months[1])[1]
    stage.lives(dana, dwelling, stage.ago(1500), last - days)
    stage.away(dana, last - days + 1)
    case = open_case(stage, dana, dwelling, stage.ago(1400), last + 20, placement=placement)
    pay_month(stage, case, dana, months[0])
    return dana, pay_month(stage, case, dana, months[1], cancelled=cancelled)


def ai_02(stage: Stage) -> None:
    """Sixty days in another municipality, or all of two months; fifty-nine, a placement, a stopped payment, a gap."""
    key = Key(stage, "AI-02", "person")
    months = two_months(stage)
    key.asked(*paid_away(stage, 60, months), "registered elsewhere for 60 days of two paid months")
    both = whole_february(stage)
    all_days = month(stage, both[1])[1] - month(stage, both[0])[0] + 1
    key.asked(*paid_away(stage, all_days, both), "registered elsewhere every day of two paid months")
    _half_a_year(stage, key)
    dana, _ = paid_away(stage, 59, months)
    key.silent(dana, "moved_at_the_end", "registered elsewhere for 59 days")
    for placement in ("other_municipality", "shelter"):
        dana, _ = paid_away(stage, 61, months, placement=placement)
        key.silent(dana, "placed_elsewhere", f"the board knows: placement {placement}")
    dana, _ = paid_away(stage, 61, months, cancelled=True)
    key.silent(dana, "", "the payment for the later month was stopped")
    _gap(stage, key)
    for explained, why in (
        ("late_registration", "lives here, but may not register where they live"),
        ("violence", "has fled from violence and is registered elsewhere"),
        ("short_stay", "studies elsewhere for a year, as decided"),
    ):
        key.lawful(*paid_away(stage, 61, months), explained, why)
    dana, _ = paid_away(stage, 61, months)
    stage.mark(dana, protection="skyddad_folkbokforing")
    key.silent(dana, "protected", "the applicant is protected")


def _half_a_year(stage: Stage, key: Key) -> None:
    dana = stage.person()
    dwelling = stage.dwelling(2, landlord=OTHER_LANDLORD)
    first = month(stage, 8)[0]
    stage.lives(dana, dwelling, stage.ago(1500), first - 1)
    stage.away(dana, first)
    case = open_case(stage, dana, dwelling, stage.ago(1400), month(stage, 3)[1])
    paid = [pay_month(stage, case, dana, back) for back in range(8, 3, -1)]
    for payment in paid[1:]:
        key.asked(dana, payment, "paid month after month while registered in another municipality")


def _gap(stage: Stage, key: Key) -> None:
    dana = stage.person()
    dwelling = stage.dwelling(2, landlord=OTHER_LANDLORD)
    first, last = month(stage, 8)
    stage.lives(dana, dwelling, stage.ago(1500), first - 1)
    stage.away(dana, first)
    case = open_case(stage, dana, dwelling, stage.ago(1400), last + 60)
    pay(stage, case, dana, 5_000, first, (first, last))
    pay(stage, case, dana, 5_000, last + 3, (last + 3, last + 35))
    key.silent(dana, "", "the two periods lie two days apart")


def rent_paid(
    stage: Stage, gap: int, *, purpose: str = "rent", other_lease: bool = False, cancelled: bool = False
) -> tuple[int, str]:
    """Dana's lease ended; a payment for rent covers time from so many days after its last day."""
    dana = stage.person()
    dwelling = stage.dwelling(2)
    ended = month(stage, 7)[1]
    stage.lives(dana, dwelling, stage.ago(1500))
    stage.lease(dana, dwelling, stage.ago(1500), ended, rent=6_500)
    if other_lease:
        stage.lease(dana, stage.dwelling(2), ended - 5, ended + 60, rent=6_800)
    case = open_case(stage, dana, dwelling, stage.ago(1000), ended + 90, rent=6_500)
    pay(stage, case, dana, 6_500, ended - 6, (month(stage, 7)[0], ended), purpose="rent")
    start = ended + gap
    period = start, start + 29
    return dana, pay(stage, case, dana, 6_450, start, period, purpose=purpose, cancelled=cancelled)


def ai_12(stage: Stage) -> None:
    """Rent paid from the day after the lease ended, or months after; to the last day, for living costs, a new lease."""
    key = Key(stage, "AI-12", "person")
    key.asked(*rent_paid(stage, 1), "rent paid for time from the day after the lease ended")
    key.asked(*rent_paid(stage, stage.between(32, 70)), "rent paid for time long after the lease ended")
    dana, _ = rent_paid(stage, 0)
    key.silent(dana, "last_month", "the period begins on the last day of the lease")
    dana, _ = rent_paid(stage, 5, purpose="living")
    key.silent(dana, "", "what was paid was for living costs")
    dana, _ = rent_paid(stage, 5, other_lease=True)
    key.silent(dana, "other_lease", "a new lease elsewhere covers the period")
    dana = stage.person()
    dwelling = stage.dwelling(2, landlord=OTHER_LANDLORD)
    stage.lives(dana, dwelling, stage.ago(900))
    case = open_case(stage, dana, dwelling, stage.ago(800))
    pay_month(stage, case, dana, 4, 7_000, purpose="rent")
    key.silent(dana, "", "no lease of the company's was ever known")
    dana, _ = rent_paid(stage, 20, cancelled=True)
    key.silent(dana, "stopped", "the payment was stopped")
    for explained, why in (
        ("other_landlord", "rents a room elsewhere, from someone who delivers no list"),
        ("back_rent", "rent in arrears, paid to avoid eviction"),
        ("lease_renewed", "the lease was prolonged, but the list does not say so"),
    ):
        key.lawful(*rent_paid(stage, stage.between(2, 40)), explained, why)
    dana, _ = rent_paid(stage, 30)
    stage.mark(dana, protection="sekretessmarkering")
    key.silent(dana, "protected", "the applicant is protected")


SCENES = (ai_02, ai_12)
