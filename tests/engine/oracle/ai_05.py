"""AI-05: income not declared in the month it counts."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from tests.engine.oracle.aid import DAY, World, age, members_on, payments, person

Month = tuple[int, int]


def oracle(
    world: World, as_of: date, *, min_net: int, declared_share: Decimal, look_back: int, **_: object
) -> set[tuple[str, str]]:
    """(adult member, case and month M) where M's net was declared to less than half for M+1, and M+1 was paid."""
    paid = {(one["aid_case_id"], _month(one["period_from"])) for one, _case in payments(world, as_of, look_back)}
    net: dict[tuple[str, Month], Decimal] = defaultdict(Decimal)
    for row in world.get("incomes", []):
        if row["period_from"] <= as_of:
            net[row["person_id"], _month(row["period_from"])] += Decimal(str(row.get("net") or 0))
    told: dict[tuple[str, str, Month], Decimal] = defaultdict(Decimal)
    for row in world.get("aid_declared_incomes", []):
        told[row["aid_case_id"], row["person_id"], _month(row["period_from"])] += Decimal(str(row.get("amount") or 0))
    found = set()
    for member in members_on(world, as_of, ("applicant", "co_applicant")):
        for (earner, month), amount in net.items():
            years = age(person(world, earner).get("birth_date"), date(*month, 1))
            after = date(month[0] + month[1] // 12, month[1] % 12 + 1, 1)
            belongs = member["from_date"] < _next(after)
            declared = told[member["aid_case_id"], earner, _month(after)]
            if earner == member["person_id"] and belongs and years is not None and years >= 18:
                is_paid = (member["aid_case_id"], _month(after)) in paid
                if is_paid and amount >= min_net and declared < declared_share * amount:
                    found.add((earner, f"{member['aid_case_id']}|{month[0]}-{month[1]:02}"))
    return found


def _month(day: date | None) -> Month:
    return (day.year, day.month) if day else (0, 0)


def _next(first: date) -> date:
    return (first.replace(day=28) + 4 * DAY).replace(day=1)
