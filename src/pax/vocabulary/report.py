"""How a long step tells how far it has come, without knowing who listens."""

from typing import Protocol


class Report(Protocol):
    """Someone who wants to know how far a long step has come."""

    def step(self, text: str, done: int, of: int) -> None:
        """`done` units of `of` are finished; `of` 0 = unknown."""


class Silent:
    """A report nobody reads."""

    def step(self, text: str, done: int, of: int) -> None:
        """Say nothing."""
