"""A finding: fine, to be looked at by somebody, or refused."""

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How a finding stands."""

    FINE = "ok"
    LOOK = "look"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the check: where, how it stands, what is so, and who must do what (empty when fine)."""

    where: str
    grade: Grade
    says: str
    ask: str = ""
    then: str = ""

    def line(self) -> str:
        """The finding as a line of text."""
        what = f"{self.grade.value:8}{self.where:10}{self.says}"
        return f"{what}. {self.ask[:1].upper()}{self.ask[1:]}: {self.then}." if self.ask else f"{what}."


def fine(where: str, says: str) -> Finding:
    """Nothing to do."""
    return Finding(where, Grade.FINE, says)


def look(where: str, says: str, ask: str, then: str) -> Finding:
    """The office cannot see this by itself, or it is unwise: somebody looks."""
    return Finding(where, Grade.LOOK, says, ask, then)


def refused(where: str, says: str, ask: str, then: str) -> Finding:
    """The office must not be run like this."""
    return Finding(where, Grade.REFUSED, says, ask, then)
