"""HO-06: a lease acquired by exchange, and the dwelling's next one passed on soon to nobody close."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise, product

from pax.vocabulary import months_back
from tests.engine.oracle.aid import Row, World, pair
from tests.engine.oracle.households import related


def oracle(world: World, as_of: date, *, days_between: int, look_back: int) -> set[tuple[str, str]]:
    """(dwelling, both tenancies)."""
    homes: dict[str, dict[str, list[Row]]] = {}
    for row in world.get("tenancies", []):
        if row.get("dwelling_id") and (row.get("from_date") or date.max) <= as_of:
            homes.setdefault(row["dwelling_id"], {}).setdefault(row["tenancy_id"], []).append(row)
    since = months_back(as_of, look_back)
    return {
        (home, pair(*chain))
        for home, leases in homes.items()
        for chain in _chains(leases, days_between)
        if all(any((row.get("to_date") or as_of) >= since for row in leases[one]) for one in chain)
        and not _close(leases[chain[0]], leases[chain[1]], related(world, as_of, home))
    }


def _chains(leases: dict[str, list[Row]], days: int) -> Iterator[tuple[str, str]]:
    starts = {one: min(row["from_date"] for row in rows) for one, rows in leases.items()}
    ways = {
        one: {row.get("acquired_by") for row in rows if row["from_date"] == starts[one]} for one, rows in leases.items()
    }
    following = dict(pairwise(sorted(set(starts.values()))))
    for one, two in product(starts, starts):
        soon = starts[two] == following.get(starts[one]) and (starts[two] - starts[one]).days <= days
        if soon and "exchange" in ways[one] and {"exchange", "transfer", "takeover"} & ways[two]:
            yield one, two


def _close(first: list[Row], second: list[Row], tied: set[frozenset[str]]) -> bool:
    both = [(one["holder_id"], two["holder_id"]) for one, two in product(first, second)]
    return any(one == two or frozenset((one, two)) in tied for one, two in both)
