"""AD-06: an address that people pass through."""

from datetime import date

from pax.vocabulary import months_back
from tests.engine.oracle.aid import World
from tests.engine.oracle.households import dead, groups, silent_homes, stays


def oracle(
    world: World, as_of: date, *, people: int, stay_days: int, look_back: int, **more: int
) -> set[tuple[str, str]]:
    """(dwelling, '') where so many people in so many groups came, stayed shortly and left, by other ways than death."""
    first = months_back(as_of, look_back)
    homes: dict[str, set[str]] = {}
    for stay in stays(world, as_of):
        ended = stay.end is not None and first <= stay.end <= as_of
        if not ended or stay.end is None or (stay.end - stay.start).days + 1 > stay_days:
            continue
        died = stay.last and dead(world, stay.who, as_of)
        if stay.home and stay.home not in silent_homes(world) and not died and stay.begun != "birth":
            homes.setdefault(stay.home, set()).add(stay.who)
    return {
        (home, "")
        for home, who in homes.items()
        if len(who) >= people and groups(world, as_of, who, home) >= more["groups"]
    }
