"""AD-01: more adults than the dwelling is for, in several groups."""

from datetime import date

from tests.engine.oracle.aid import World
from tests.engine.oracle.households import groups, is_adult, silent_homes, stays


def oracle(world: World, as_of: date, *, resident_days: int, extra_adults: int, **more: float) -> set[tuple[str, str]]:
    """(dwelling, '')."""
    found = set()
    for home in world.get("dwellings", []):
        here = home["dwelling_id"]
        adults = {
            stay.who
            for stay in stays(world, as_of)
            if stay.home == here and stay.left > as_of and (as_of - stay.start).days + 1 >= resident_days
            if is_adult(world, stay.who, as_of)
        }
        rooms, area = home.get("rooms"), home.get("area_m2")
        if rooms is not None:
            full = len(adults) > rooms + extra_adults
        else:
            tight = area is not None and bool(adults) and float(area) / len(adults) < float(more["area_per_adult"])
            full = tight and len(adults) >= more["adults_without_rooms"]
        if full and here not in silent_homes(world) and groups(world, as_of, adults, here) >= more["groups"]:
            found.add((here, ""))
    return found
