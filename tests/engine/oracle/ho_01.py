"""HO-01: a holder who has been elsewhere on each of the last days, and nobody close lives in the flat."""

from datetime import date, timedelta

from pax.vocabulary import months_back
from tests.engine.oracle.aid import DEREGISTERED, World, covers, person
from tests.engine.oracle.households import live_there, silent_homes


def oracle(world: World, as_of: date, *, away_days: int, youngest_silent: int) -> set[tuple[str, str]]:
    """(holder, tenancy) of open first-hand leases whose holder lives elsewhere."""
    leases = [row for row in world.get("tenancies", []) if row.get("kind") == "first_hand" and covers(row, as_of)]
    permitted = {row["tenancy_id"] for row in world.get("sublet_permits", []) if covers(row, as_of)}
    days = [as_of - timedelta(days=number) for number in range(away_days)]
    found = set()
    for lease in leases:
        home, holder, known = lease.get("dwelling_id"), lease["holder_id"], person(world, lease["holder_id"])
        holders = {row["holder_id"] for row in leases if row["tenancy_id"] == lease["tenancy_id"]}
        gone = known.get("deregistration_code") in DEREGISTERED and (known.get("deregistration_date") or as_of) <= as_of
        young = (known.get("birth_date") or date.min) > months_back(as_of, youngest_silent)
        if not home or not young or gone or lease["tenancy_id"] in permitted or lease["from_date"] > days[-1]:
            continue
        lived_in = any(live_there(world, one, home, as_of) for one in holders | _close(world, holders, as_of))
        if not lived_in and all(_away(world, holder, home, day) for day in days):
            found.add((holder, lease["tenancy_id"]))
    return found


def _close(world: World, holders: set[str], as_of: date) -> set[str]:
    told = [row for row in world.get("relations", []) if (row.get("from_date") or as_of) <= as_of]
    ends = [(row["person_id"], row["related_id"]) for row in told if row["kind"] in ("M", "P", "B", "MO", "FA", "F")]
    return {other for one, other in ends + [(b, a) for a, b in ends] if one in holders}


def _away(world: World, who: str, home: str, day: date) -> bool:
    rows = [row for row in world.get("residences", []) if row["person_id"] == who and covers(row, day)]
    places = [(row.get("dwelling_id"), row.get("municipality_code") or "0999") for row in rows]
    away = any((at and at not in silent_homes(world, ())) or (not at and code != "0999") for at, code in places)
    return away and all(at != home for at, _ in places)
