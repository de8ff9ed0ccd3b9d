"""AD-04: many care of at one dwelling."""

from datetime import date

from tests.engine.oracle.aid import World, covers
from tests.engine.oracle.households import groups, live_there, silent_homes


def oracle(world: World, as_of: date, *, people: int, **more: int) -> set[tuple[str, str]]:
    """(dwelling, '') where so many residents in so many groups are care of somebody."""
    homes: dict[str, set[str]] = {}
    for row in world.get("residences", []):
        home = row.get("dwelling_id")
        if home and row.get("care_of") and covers(row, as_of) and live_there(world, row["person_id"], home, as_of):
            homes.setdefault(home, set()).add(row["person_id"])
    return {
        (home, "")
        for home, who in homes.items()
        if home not in silent_homes(world) and len(who) >= people and groups(world, as_of, who, home) >= more["groups"]
    }
