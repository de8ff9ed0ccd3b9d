"""AD-03: a dwelling that frequent movers pass."""

from collections import Counter
from datetime import date

from pax.vocabulary import months_back
from tests.engine.oracle.aid import World
from tests.engine.oracle.households import groups, stays


def oracle(world: World, as_of: date, *, moves: int, look_back: int, **more: int) -> set[tuple[str, str]]:
    """(dwelling, '') where so many groups of people lived in the window who each moved so often in it."""
    first = months_back(as_of, look_back)
    every = stays(world, as_of)
    moved = Counter(stay.who for stay in every if stay.begun == "move" and stay.start >= first)
    collective = {row["dwelling_id"] for row in world.get("dwellings", []) if row.get("collective")}
    passing: dict[str, set[str]] = {}
    for stay in every:
        there = stay.left > max(first, stay.start)
        if stay.home and stay.home not in collective and there and moved[stay.who] >= moves:
            passing.setdefault(stay.home, set()).add(stay.who)
    return {(home, "") for home, who in passing.items() if groups(world, as_of, who, home) >= more["groups"]}
