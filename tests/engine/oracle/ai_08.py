"""AI-08: rents declared above the leases of the dwelling."""

from datetime import date
from decimal import Decimal

from tests.engine.oracle.aid import World, cases_of


def oracle(world: World, as_of: date, *, factor: Decimal, **_: object) -> set[tuple[str, str]]:
    """(applicant, case) where the open cases of the dwelling together declare more than the leases allow."""
    rents: dict[str, dict[str, set[Decimal | None]]] = {}
    for lease in world.get("tenancies", []):
        if (lease.get("from_date") or as_of) <= as_of <= (lease.get("to_date") or as_of):
            rent = lease.get("monthly_rent")
            of_dwelling = rents.setdefault(lease.get("dwelling_id") or "", {})
            of_dwelling.setdefault(lease["tenancy_id"], set()).add(None if rent is None else Decimal(str(rent)))
    cases = [case for case in cases_of(world, as_of, as_of).values() if (case.get("declared_rent") or 0) > 0]
    found = set()
    for case in cases:
        dwelling = case.get("declared_dwelling_id") or ""
        known = [
            max((rent for rent in some if rent is not None), default=None) for some in rents.get(dwelling, {}).values()
        ]
        total = sum((rent for rent in known if rent is not None), Decimal())
        same_home = [Decimal(str(one["declared_rent"])) for one in cases if one.get("declared_dwelling_id") == dwelling]
        if dwelling and None not in known and total > 0 and sum(same_home) > factor * total:
            found.add((case["applicant_id"], case["aid_case_id"]))
    return found
