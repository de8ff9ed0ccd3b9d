"""AD-02: many people in several groups move in over the years, though few live there at once."""

from datetime import date, timedelta

from pax.vocabulary import months_back
from tests.engine.oracle.aid import World
from tests.engine.oracle.households import Stay, groups, silent_homes, stays


def oracle(world: World, as_of: date, *, people: int, look_back: int, **more: int) -> set[tuple[str, str]]:
    """(dwelling, '')."""
    first = months_back(as_of, look_back)
    every = stays(world, as_of)
    arrived: dict[str, set[str]] = {}
    for stay in every:
        if stay.home and stay.home not in silent_homes(world) and stay.begun != "birth" and stay.start >= first:
            arrived.setdefault(stay.home, set()).add(stay.who)
    found = set()
    for home, who in arrived.items():
        here = [stay for stay in every if stay.home == home]
        days = {first, *(stay.start for stay in here if stay.start >= first), *(stay.left for stay in here)}
        crowd = max(_residents(here, day) for day in days if first <= day < as_of + timedelta(days=1))
        few = crowd <= more["most_residents"]
        if few and len(who) >= people and groups(world, as_of, who, home) >= more["groups"]:
            found.add((home, ""))
    return found


def _residents(here: list[Stay], day: date) -> int:
    return sum(stay.start <= day < stay.left for stay in here)
