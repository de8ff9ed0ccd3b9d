"""Who is related, in plain Python, for worlds where every stay is one row and no home is collective."""

from datetime import date
from itertools import combinations

from tests.engine.oracle.aid import Row, World, days

Pair = frozenset[str]


def related(world: World, as_of: date) -> set[Pair]:
    """Pairs tied by a relation, a common relative, a common first day at home, or 180 days under one roof."""
    told = [row for row in world.get("relations", []) if (row.get("from_date") or as_of) <= as_of]
    close = relatives(told)
    pairs = {frozenset((row["person_id"], row["related_id"])) for row in told}
    pairs |= {frozenset(pair) for pair in combinations(close, 2) if close[pair[0]] & close[pair[1]]}
    homes: dict[Pair, int] = {}
    for one, other in combinations(world.get("residences", []), 2):
        both = frozenset((one["person_id"], other["person_id"]))
        if one.get("dwelling_id") and one.get("dwelling_id") == other.get("dwelling_id") and len(both) == 2:
            together = _days(one, as_of) & _days(other, as_of)
            homes[both] = homes.get(both, 0) + len(together)
            if together and one["from_date"] == other["from_date"]:
                pairs.add(both)
    return pairs | {pair for pair, length in homes.items() if length >= 180}


def relatives(told: list[Row]) -> dict[str, set[str]]:
    """Each person's children, parents, grandparents and guardians (wards too)."""
    up: dict[str, set[str]] = {}
    for row in told:
        child, parent = row["person_id"], row["related_id"]
        if row["kind"] == "B":
            child, parent = parent, child
        if row["kind"] in ("B", "MO", "FA", "F"):
            up.setdefault(child, set()).add(parent)
    close: dict[str, set[str]] = {child: set(parents) for child, parents in up.items()}
    for child, parents in up.items():
        for parent in parents:
            close.setdefault(parent, set()).add(child)
            close[child] |= up.get(parent, set())
    for row in told:
        if row["kind"] in ("V", "VF"):
            close.setdefault(row["person_id"], set()).add(row["related_id"])
            close.setdefault(row["related_id"], set()).add(row["person_id"])
    return close


def _days(row: Row, as_of: date) -> set[date]:
    return days(row["from_date"], min(row.get("to_date") or as_of, as_of))
