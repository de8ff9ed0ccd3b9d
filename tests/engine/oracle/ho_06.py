"""HO-06: a lease acquired by exchange, and the dwelling's next one passed on soon to nobody close."""

from datetime import date
from itertools import pairwise, product

from pax.vocabulary import months_back
from tests.engine.oracle.aid import Row, World, pair
from tests.engine.oracle.households import related

ONWARD = {"exchange", "transfer", "takeover"}


def oracle(world: World, as_of: date, *, days_between: int, look_back: int) -> set[tuple[str, str]]:
    """(dwelling, both tenancies)."""
    homes: dict[str, dict[str, list[Row]]] = {}
    for row in world.get("tenancies", []):
        if row.get("dwelling_id") and (row.get("from_date") or date.max) <= as_of:
            homes.setdefault(row["dwelling_id"], {}).setdefault(row["tenancy_id"], []).append(row)
    found = set()
    for home, leases in homes.items():
        starts = {tenancy: min(row["from_date"] for row in rows) for tenancy, rows in leases.items()}
        for first, second in pairwise(sorted(set(starts.values()))):
            for one, two in product(starts, starts):
                here = starts[one] == first and starts[two] == second and (second - first).days <= days_between
                seen = here and all(_seen(leases[lease], as_of, look_back) for lease in (one, two))
                ways = seen and "exchange" in _ways(leases[one]) and ONWARD & _ways(leases[two])
                if ways and not _close(world, as_of, home, leases[one], leases[two]):
                    found.add((home, pair(one, two)))
    return found


def _seen(rows: list[Row], as_of: date, look_back: int) -> bool:
    return any((row.get("to_date") or as_of) >= months_back(as_of, look_back) for row in rows)


def _ways(rows: list[Row]) -> set[str]:
    start = min(row["from_date"] for row in rows)
    return {row.get("acquired_by") or "" for row in rows if row["from_date"] == start}


def _close(world: World, as_of: date, home: str, first: list[Row], second: list[Row]) -> bool:
    tied = related(world, as_of, home)
    both = [(one["holder_id"], two["holder_id"]) for one, two in product(first, second)]
    return any(one == two or frozenset((one, two)) in tied for one, two in both)
