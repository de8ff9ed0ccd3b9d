"""The errors of Pax: each says what is wrong, where, and who must do what. Never a person's value."""

from enum import IntEnum


class Exit(IntEnum):
    """How a command ended, as its exit code."""

    DONE = 0
    OUR_FAULT = 1
    WRONG_USE = 2
    REFUSED = 3
    NOTHING_WRITTEN = 4


class PaxError(Exception):
    """The root. `ask` is who must act (in the nominative: "the housing company"), `then` what they must do."""

    exit_code = Exit.OUR_FAULT

    def __init__(
        self,
        problem: str,
        *,
        ask: str,
        then: str,
        register: str | None = None,
        file: str | None = None,
        line: int | None = None,
        column: str | None = None,
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.ask = ask
        self.then = then
        self.register = register
        self.file = file
        self.line = line
        self.column = column

    @property
    def where(self) -> str:
        """Register, file, line and column as one readable place; empty when none is known."""
        parts = (
            self.register and f"register {self.register}",
            self.file,
            self.line and f"line {self.line}",
            self.column and f"column {self.column}",
        )
        return ", ".join(part for part in parts if part)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.problem}. {self.ask[:1].upper()}{self.ask[1:]}: {self.then}."


class WrongUse(PaxError):
    """The command, its options or the municipality's own settings are wrong."""

    exit_code = Exit.WRONG_USE


class DeliveryRefused(PaxError):
    """A delivery breaks its promise as a whole; nothing of it is used."""

    exit_code = Exit.REFUSED


class RuleRefused(PaxError):
    """A rule file breaks its contract."""

    exit_code = Exit.REFUSED


class NothingWritten(PaxError):
    """No register was usable, or the disk was full."""

    exit_code = Exit.NOTHING_WRITTEN
