"""HO-05: a permit that ended, and its subtenant still lives there without a lease or a new permit."""

from datetime import date

from tests.engine.oracle.aid import World, covers
from tests.engine.oracle.households import live_there


def oracle(world: World, as_of: date, *, over_days: int) -> set[tuple[str, str]]:
    """(dwelling, tenancy and the permit's first day)."""
    permits = world.get("sublet_permits", [])
    leases = [
        row
        for row in world.get("tenancies", [])
        if row.get("dwelling_id") and (row.get("from_date") or as_of) <= as_of <= (row.get("to_date") or as_of)
    ]
    found = set()
    for permit in permits:
        ended, who = permit.get("to_date"), permit.get("subtenant_id")
        again = any(other["tenancy_id"] == permit["tenancy_id"] and covers(other, as_of) for other in permits)
        if not ended or not who or again or (as_of - ended).days < over_days:
            continue
        for home in {row["dwelling_id"] for row in leases if row["tenancy_id"] == permit["tenancy_id"]}:
            own = any(row["holder_id"] == who and row["dwelling_id"] == home for row in leases)
            if not own and live_there(world, who, home, as_of):
                found.add((home, f"{permit['tenancy_id']}|{permit['from_date']}"))
    return found
