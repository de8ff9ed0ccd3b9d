"""Aid on the stage: a case with its household, and what was paid. Money in kronor."""

from collections.abc import Iterable
from datetime import date

from pax.town.days import month_end, month_start, to_date
from pax.town.frames import NOBODY, org_code
from pax.town.homes import COMPANY
from pax.town.numbers import bank_account, giro
from pax.town.stage import Stage

LANDLORD_ACCOUNT = giro(1)
_OFFICIALS = 12


def _date(day: int | None) -> date | None:
    return None if day is None else to_date(day)


def open_case(
    stage: Stage,
    applicant: int,
    dwelling: int | None,
    since: int,
    until: int | None = None,
    *,
    partner: int | None = None,
    children: Iterable[int] = (),
    rent: float | None = 7_500,
    placement: str = "none",
    share: float = 1,
) -> str:
    """A case with its members from the first to the last day; its id. Children count for `share`."""
    case = stage.next_id("S", stage.start.case)
    stage.row(
        "aid_cases",
        aid_case_id=case,
        applicant_id=applicant,
        opened_on=to_date(since),
        closed_on=_date(until),
        declared_dwelling_id=NOBODY if dwelling is None else dwelling,
        declared_rent=rent,
        placement=placement,
        assigned_to=f"handläggare {stage.between(1, _OFFICIALS)}",
    )
    add_member(stage, case, applicant, "applicant", since, until)
    if partner is not None:
        add_member(stage, case, partner, "co_applicant", since, until)
    for child in children:
        add_member(stage, case, child, "child", max(since, stage.at(child)), until, share)
    return case


def add_member(
    stage: Stage, case: str, who: int, role: str, since: int, until: int | None = None, share: float = 1
) -> None:
    """One more member of a case."""
    stage.row(
        "aid_members",
        aid_case_id=case,
        person_id=who,
        from_date=to_date(since),
        to_date=_date(until),
        role=role,
        counted_share=share,
    )


def pay(
    stage: Stage,
    case: str,
    payee: int,
    amount: float,
    pay_day: int,
    period: tuple[int, int],
    *,
    purpose: str = "living",
    account: str | None = None,
    cancelled: bool = False,
) -> str:
    """One payment; its id. Rent goes to the company's account, anything else to the payee's own."""
    payment = stage.next_id("U", stage.start.payment)
    rent = purpose == "rent"
    stage.row(
        "aid_payments",
        payment_id=payment,
        aid_case_id=case,
        payee_id=org_code(COMPANY) if rent else payee,
        account=account or (LANDLORD_ACCOUNT if rent else own_account(payee)),
        account_kind="organisation" if rent else "person",
        purpose=purpose,
        amount=amount,
        pay_date=to_date(pay_day),
        period_from=to_date(period[0]),
        period_to=to_date(period[1]),
        cancelled=cancelled,
        outside_system=False,
    )
    return payment


def own_account(person: int) -> str:
    """The bank account of a person, one each."""
    return bank_account(20_000_000 + person)


def month(stage: Stage, back: int) -> tuple[int, int]:
    """First and last day of the calendar month `back` months before that of the as-of date."""
    return month_start(stage.as_of, -back), month_end(stage.as_of, -back)


def pay_month(
    stage: Stage,
    case: str,
    payee: int,
    back: int,
    amount: float = 6_200,
    *,
    purpose: str = "living",
    account: str | None = None,
    cancelled: bool = False,
) -> str:
    """Pay for one month, on the 25th of the month before."""
    first, last = month(stage, back)
    paid_on, period = month_start(first, -1) + 24, (first, last)
    return pay(stage, case, payee, amount, paid_on, period, purpose=purpose, account=account, cancelled=cancelled)
