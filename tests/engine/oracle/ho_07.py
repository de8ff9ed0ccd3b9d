"""HO-07: a holder's report, or adults at home who belong to no holder, in several groups."""

from datetime import date

from pax.vocabulary import months_back
from tests.engine.oracle.aid import World, covers
from tests.engine.oracle.households import groups, is_adult, live_there, related, silent_homes, stays


def oracle(world: World, as_of: date, *, people: int, resident_days: int, **more: int) -> set[tuple[str, str]]:
    """(dwelling, tenancy)."""
    leases = [row for row in world.get("tenancies", []) if row.get("dwelling_id") and covers(row, as_of)]
    since = months_back(as_of, more["reported_since"])
    reported = {
        row["tenancy_id"]
        for row in world.get("holder_reports", [])
        if since <= row["reported_on"] <= as_of and (row.get("unknown_person_count") or 0) >= more["reported_people"]
    }
    found = set()
    for lease in leases:
        home, tenancy = lease["dwelling_id"], lease["tenancy_id"]
        holders = {row["holder_id"] for row in leases if row["tenancy_id"] == tenancy}
        if home in silent_homes(world):
            continue
        strangers = _strangers(world, as_of, home, holders, resident_days)
        many = len(strangers) >= people and groups(world, as_of, strangers, home) >= more["groups"]
        if tenancy in reported or (many and any(live_there(world, one, home, as_of) for one in holders)):
            found.add((home, tenancy))
    return found


def _strangers(world: World, as_of: date, home: str, holders: set[str], days: int) -> set[str]:
    tied = related(world, as_of, home)
    return {
        stay.who
        for stay in stays(world, as_of)
        if stay.home == home and stay.left > as_of and (as_of - stay.start).days + 1 >= days
        if is_adult(world, stay.who, as_of) and stay.who not in holders
        if not any(frozenset((stay.who, holder)) in tied for holder in holders)
    }
