"""HO-02 once more, from rules.md: each pair of first-hand leases on different dwellings, overlap over 125 days."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any

from pax.vocabulary import months_back

World = Mapping[str, Sequence[Mapping[str, Any]]]


def oracle(world: World, as_of: date, *, overlap_days: int = 125, look_back: int = 24) -> set[tuple[str, str]]:
    """The (holder, both tenancies) pairs that HO-02 asks about."""
    edge = months_back(as_of, look_back)
    leases = [
        lease
        for lease in world.get("tenancies", ())
        if lease.get("kind") == "first_hand"
        and lease.get("from_date") is not None
        and lease["from_date"] <= as_of
        and (lease.get("to_date") or as_of) >= edge
    ]
    found = set()
    for one, other in combinations(leases, 2):
        homes = {one.get("dwelling_id"), other.get("dwelling_id")}
        if one["holder_id"] != other["holder_id"] or None in homes or len(homes) < 2:
            continue
        start = max(one["from_date"], other["from_date"])
        end = min(min(lease.get("to_date") or as_of, as_of) for lease in (one, other))
        if (end - start).days + 1 > overlap_days:
            found.add((one["holder_id"], "|".join(sorted((one["tenancy_id"], other["tenancy_id"])))))
    return found
