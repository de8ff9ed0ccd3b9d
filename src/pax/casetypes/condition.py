"""What must hold before a step: `talked`, `violence = no`, `not crime_suspected`, or several joined by ` or `."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_ATOM = re.compile(r"(?P<no>not )?(?P<step>[a-z][a-z0-9_]*)(?: = (?P<answer>[a-z][a-z0-9_]*))?")


class NotACondition(Exception):
    """The text is none of the forms a condition has."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One step was done (with that answer, when one is named), or was not."""

    step: str
    answer: str | None
    wanted: bool

    def holds(self, facts: Mapping[str, str]) -> bool:
        """`facts`: step → its latest answer ("" for a step that asks for none)."""
        said = facts.get(self.step)
        return (said is not None and (self.answer is None or self.answer == said)) is self.wanted


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds when one of its atoms does."""

    text: str
    atoms: tuple[Atom, ...]

    def holds(self, facts: Mapping[str, str]) -> bool:
        """Whether the facts of a case fulfil it."""
        return any(atom.holds(facts) for atom in self.atoms)

    @property
    def steps(self) -> frozenset[str]:
        """The steps it speaks of."""
        return frozenset(atom.step for atom in self.atoms)


def parse(text: str) -> Condition:
    """A condition from its text; raises `NotACondition`."""
    atoms = []
    for part in text.split(" or "):
        found = _ATOM.fullmatch(part)
        if found is None:
            raise NotACondition(f"not a condition: {text}")
        atoms.append(Atom(found["step"], found["answer"], found["no"] is None))
    return Condition(text, tuple(atoms))
