"""Every rule once more in plain Python, and worlds to compare the two in. Found by the rule's id: HO-02 → `ho_02`."""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

World = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Oracle:
    """A rule by other means, and where to compare: a strategy, the day, parameters that make worlds small."""

    rule_id: str
    ask: Callable[..., set[tuple[str, str]]]
    worlds: SearchStrategy[World]
    as_of: date
    parameters: Mapping[str, object] = field(default_factory=dict)


def with_oracles() -> tuple[str, ...]:
    """The ids of the rules that have an oracle and worlds."""
    names = sorted(path.stem.removesuffix("_worlds") for path in Path(__file__).parent.glob("*_worlds.py"))
    return tuple(name.upper().replace("_", "-") for name in names)


@cache
def oracle_of(rule_id: str) -> Oracle:
    """The oracle and worlds of a rule."""
    name = f"{__package__}.{rule_id.lower().replace('-', '_')}"
    ask, worlds = importlib.import_module(name), importlib.import_module(f"{name}_worlds")
    return Oracle(rule_id, ask.oracle, worlds.WORLDS, worlds.AS_OF, getattr(worlds, "PARAMETERS", {}))


@cache
def drawn(rule_id: str, count: int) -> tuple[World, ...]:
    """The same `count` worlds of a rule every time."""
    worlds: list[World] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(oracle_of(rule_id).worlds)
    def draw(world: World) -> None:
        worlds.append(world)

    draw()
    return tuple(worlds)
