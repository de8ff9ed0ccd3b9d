"""AI-04: paid twice in one case, or in two cases with a member in common."""

from datetime import date
from itertools import combinations

from tests.engine.oracle.aid import World, days, pair, payments

SAME = ("aid_case_id", "payee_id", "purpose", "amount")


def oracle(world: World, as_of: date, *, look_back: int, **_: object) -> set[tuple[str, str]]:
    """(applicant, payments) for the next like payment that overlaps; (member, cases) for two paid on one day."""
    paid = sorted(payments(world, as_of, look_back), key=lambda both: (both[0]["pay_date"], both[0]["payment_id"]))
    periods = {one["payment_id"]: days(one.get("period_from"), one.get("period_to")) for one, _ in paid}
    found = set()
    for index, (first, its_case) in enumerate(paid):
        for later, _case in paid[index + 1 :]:
            alike = all(first.get(name) == later.get(name) is not None for name in SAME)
            if alike and periods[first["payment_id"]] & periods[later["payment_id"]]:
                found.add((its_case["applicant_id"], pair(first["payment_id"], later["payment_id"])))
                break
    covered: dict[str, dict[str, set[date]]] = {}
    for case_id, case in {its_case["aid_case_id"]: its_case for _, its_case in paid}.items():
        case_days = {day for one, _ in paid if one["aid_case_id"] == case_id for day in periods[one["payment_id"]]}
        case_days &= days(case["opened_on"], case.get("closed_on") or as_of)
        for member in world.get("aid_members", []):
            if member["aid_case_id"] == case_id and member.get("role") in ("applicant", "co_applicant"):
                belongs = case_days & days(member["from_date"], member.get("to_date") or as_of)
                covered.setdefault(member["person_id"], {}).setdefault(case_id, set()).update(belongs)
    for member_id, cases in covered.items():
        found |= {(member_id, pair(one, other)) for one, other in combinations(cases, 2) if cases[one] & cases[other]}
    return found
