"""HO-08: one small employer behind many new leases."""

from datetime import date

from pax.vocabulary import months_back
from tests.engine.oracle.aid import World


def oracle(world: World, as_of: date, *, leases: int, few_employees: int, issued_since: int) -> set[tuple[str, str]]:
    """(organisation, '')."""
    known = {
        row["org_id"]: row["employees"] for row in world.get("organisations", []) if row.get("employees") is not None
    }
    homes: dict[str, set[str]] = {}
    for row in world.get("lease_certificates", []):
        if months_back(as_of, issued_since) <= (row.get("issued_on") or date.min) <= as_of:
            homes.setdefault(row["employer_id"], set()).add(row["tenancy_id"])
    many = {employer for employer, some in homes.items() if len(some) >= leases}
    return {(one, "") for one in many if known.get(one, few_employees) < few_employees}
