"""The cases of the answer key: one module per rule family and theme, each a list of scenes."""

from collections.abc import Callable

from pax.town.planted import (
    ad_crowd,
    ad_passing,
    ai_elsewhere,
    ai_homes,
    ai_means,
    ai_payments,
    ho_leases,
    ho_living,
    ho_passing,
)
from pax.town.stage import Stage

Scene = Callable[[Stage], None]
SCENES: tuple[Scene, ...] = (
    *ho_leases.SCENES,
    *ho_living.SCENES,
    *ho_passing.SCENES,
    *ai_payments.SCENES,
    *ai_elsewhere.SCENES,
    *ai_means.SCENES,
    *ai_homes.SCENES,
    *ad_crowd.SCENES,
    *ad_passing.SCENES,
)
PEOPLE_PER_COPY = 20_000


def copies(people: int) -> int:
    """How often the whole key is played: once per 20,000 people, at most twenty-five times."""
    return min(25, max(1, people // PEOPLE_PER_COPY))


def plant(stage: Stage, people: int) -> None:
    """Play every scene."""
    for _ in range(copies(people)):
        for scene in SCENES:
            scene(stage)
