"""Replaced identity numbers: which numbers are one person, the oldest, the newest, and those that go in a ring."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pax.linking.entities import entity_of


@dataclass(frozen=True, slots=True)
class Chain:
    """One number's place: its entity, how many replacements it lies from the newest, and whether it goes in a ring."""

    number: str
    entity_id: str
    age: int
    ring: bool

    def __repr__(self) -> str:
        return f"Chain(…, age={self.age}, ring={self.ring})"


def chains(replacements: Iterable[tuple[str, str]]) -> tuple[Chain, ...]:
    """Every number named by a replacement (old, new), in order of number.

    The oldest is the smallest that replaces no other (`domain.md`); in a ring there may be none, then the smallest.
    `age` 0 is a number nobody replaced. In a ring every number of the component is marked, since none can be trusted.
    """
    edges = sorted(set(replacements))
    after: dict[str, list[str]] = defaultdict(list)
    for old, new in edges:
        after[old].append(new)
    replacing = {new for _, new in edges}
    found = []
    for members in _components(edges):
        ages = _ages(members, after)
        oldest = min((number for number in members if number not in replacing), default=min(members))
        ring = len(ages) < len(members)
        entity = entity_of(oldest)
        found += [Chain(number, entity, ages.get(number, 0), ring) for number in members]
    return tuple(sorted(found, key=lambda chain: chain.number))


def _components(edges: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The numbers that replacements join, by union-find with path halving."""
    parent: dict[str, str] = {}

    def top(number: str) -> str:
        parent.setdefault(number, number)
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for old, new in edges:
        parent[top(old)] = top(new)
    members: dict[str, list[str]] = defaultdict(list)
    for number in list(parent):
        members[top(number)].append(number)
    return list(members.values())


def _ages(members: Iterable[str], after: Mapping[str, list[str]]) -> dict[str, int]:
    """Replacements between a number and its newest; a number that reaches a ring gets none (Kahn's algorithm)."""
    waiting = {number: len(after.get(number, ())) for number in members}
    before: dict[str, list[str]] = defaultdict(list)
    for number in waiting:
        for new in after.get(number, ()):
            before[new].append(number)
    ages = {number: 0 for number, count in waiting.items() if count == 0}
    ready = list(ages)
    while ready:
        number = ready.pop()
        for old in before[number]:
            waiting[old] -= 1
            ages[old] = max(ages.get(old, 0), ages[number] + 1)
            if waiting[old] == 0:
                ready.append(old)
    return {number: age for number, age in ages.items() if waiting[number] == 0}
