"""HO-02: each pair of first-hand leases on different dwellings that overlap for too long."""

from datetime import date
from itertools import combinations

from pax.vocabulary import months_back
from tests.engine.oracle.aid import World, pair


def oracle(world: World, as_of: date, *, overlap_days: int, look_back: int) -> set[tuple[str, str]]:
    """(holder, both tenancies)."""
    leases = [
        lease
        for lease in world.get("tenancies", [])
        if lease.get("kind") == "first_hand"
        and (lease.get("from_date") or date.max) <= as_of
        and (lease.get("to_date") or as_of) >= months_back(as_of, look_back)
    ]
    found = set()
    for one, other in combinations(leases, 2):
        homes = {one.get("dwelling_id"), other.get("dwelling_id")}
        if one["holder_id"] != other["holder_id"] or None in homes or len(homes) < 2:
            continue
        start = max(one["from_date"], other["from_date"])
        end = min(min(lease.get("to_date") or as_of, as_of) for lease in (one, other))
        if (end - start).days + 1 > overlap_days:
            found.add((one["holder_id"], pair(one["tenancy_id"], other["tenancy_id"])))
    return found
