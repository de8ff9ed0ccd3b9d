"""AI-02: registered in another municipality while aid was paid."""

from datetime import date

from tests.engine.oracle.aid import World, days, payments

HERE = "0999"


def oracle(
    world: World, as_of: date, *, away_days: int, gap_days: int, look_back: int, **_: object
) -> set[tuple[str, str]]:
    """(applicant, payment of the later period) for two paid periods next to each other, both in part elsewhere."""
    elsewhere: dict[str, set[date]] = {}
    for row in world.get("residences", []):
        if row.get("municipality_code") not in (None, HERE) and row["from_date"] <= as_of:
            elsewhere.setdefault(row["person_id"], set()).update(days(row["from_date"], row.get("to_date") or as_of))
    paid = [
        (payment, case, days(payment.get("period_from"), payment.get("period_to")))
        for payment, case in payments(world, as_of, look_back)
        if case.get("placement") == "none"
    ]
    found = set()
    for later, case, later_days in paid:
        away = elsewhere.get(case["applicant_id"], set())
        for _earlier, same_case, earlier_days in paid:
            if same_case is not case or not later_days or not earlier_days:
                continue
            between = (min(later_days) - max(earlier_days)).days - 1
            both, gone = earlier_days | later_days, (earlier_days | later_days) & away
            some_in_each = later_days & away and earlier_days & away
            if 0 <= between <= gap_days and some_in_each and (len(gone) >= away_days or gone == both):
                found.add((case["applicant_id"], later["payment_id"]))
    return found
