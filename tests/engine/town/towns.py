"""Small towns, made once for all tests of a process."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from pax import content
from pax.town import Town, build
from pax.vocabulary import Silent

AS_OF = date(2026, 6, 30)
RULES = (
    *(f"HO-{nth:02d}" for nth in range(1, 9)),
    *(f"AI-{nth:02d}" for nth in range(1, 14)),
    *(f"AD-{nth:02d}" for nth in range(1, 7)),
)


@cache
def town(people: int = 1_200, seed: int = 7, as_of: date = AS_OF) -> Town:
    """One town."""
    return build(people, seed, as_of, content.schema(content.find()), Silent())


def rows(made: Town, table: str) -> Iterator[dict[str, Any]]:
    """The rows of one of its tables."""
    yield from made.tables[table].to_pylist()


@cache
def answers(people: int = 1_200, seed: int = 7) -> tuple[dict[str, str], ...]:
    """Its answer key."""
    names = ("rule_id", "subject_kind", "subject_id", "anchor", "kind", "explanation", "expected", "why")
    return tuple(dict(zip(names, answer, strict=True)) for answer in town(people, seed).answers)
