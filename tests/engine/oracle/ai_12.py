"""AI-12: rent aid after the lease ended."""

from datetime import date

from tests.engine.oracle.aid import World, payments


def oracle(world: World, as_of: date, *, look_back: int, **_: object) -> set[tuple[str, str]]:
    """(applicant, payment) of rent for a period when no member holds a lease, the one at the declared home ended."""
    found = set()
    for payment, case in payments(world, as_of, look_back):
        begins = payment.get("period_from")
        if payment.get("purpose") != "rent" or begins is None:
            continue
        members = {
            row["person_id"]
            for row in world.get("aid_members", [])
            if row["aid_case_id"] == case["aid_case_id"] and row["from_date"] <= as_of
        }
        leases = [
            lease
            for lease in world.get("tenancies", [])
            if lease["holder_id"] in members and lease.get("from_date") and lease["from_date"] <= as_of
        ]
        home = case.get("declared_dwelling_id")
        ends = [lease.get("to_date") for lease in leases if home and lease.get("dwelling_id") == home]
        if not ends or any(end is None or end >= as_of or end >= begins for end in ends):
            continue
        until = payment.get("period_to") or begins
        if not any(lease["from_date"] <= until and (lease.get("to_date") or date.max) >= begins for lease in leases):
            found.add((case["applicant_id"], payment["payment_id"]))
    return found
