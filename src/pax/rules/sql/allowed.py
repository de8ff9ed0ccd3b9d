"""The allow-list `rules/allowed.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Allowed:
    """Function names as written, parse-tree nodes with their parts, window frames, cast types and joins."""

    functions: Mapping[str, str]
    nodes: Mapping[str, frozenset[str]]
    frames: Mapping[str, str]
    types: frozenset[str]
    joins: frozenset[str]


@cache
def read_allowed(path: Path) -> Allowed:
    """Read the list; it is ours, so a mistake in it is our own fault and fails loudly."""
    source = tomllib.loads(path.read_text(encoding="utf-8"))
    return Allowed(
        functions=source["functions"],
        nodes={name: frozenset(parts) for name, parts in source["nodes"].items()},
        frames=source["frames"],
        types=frozenset(source["types"]["names"]),
        joins=frozenset(source["joins"]["kinds"]),
    )
