"""AI-01: paid after death or departure."""

import calendar
from datetime import date, timedelta

from tests.engine.oracle.aid import DEREGISTERED, World, payments, person


def oracle(world: World, as_of: date, *, register_lag_days: int, look_back: int, **_: object) -> set[tuple[str, str]]:
    """(applicant, payment) for periods after the month of the applicant's deregistration, paid well after it."""
    found = set()
    for payment, case in payments(world, as_of, look_back):
        applicant = person(world, case["applicant_id"])
        gone, begins = applicant.get("deregistration_date"), payment.get("period_from")
        if applicant.get("deregistration_code") not in DEREGISTERED or gone is None or begins is None:
            continue
        month_ends = gone.replace(day=calendar.monthrange(gone.year, gone.month)[1])
        if begins > month_ends and payment["pay_date"] > gone + timedelta(days=register_lag_days):
            found.add((case["applicant_id"], payment["payment_id"]))
    return found
