"""Lines of a draft as the registrar reads them: each fact with what is withheld of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from paxweb.rights import wording
from paxweb.rights.composing import in_words
from paxweb.rights.drafts import Line, Value
from paxweb.rights.holdings import HELD
from paxweb.rights.marks import INCLUDE, Told


@dataclass(frozen=True, slots=True)
class Fact:
    """One value and the marks on it."""

    name: str
    label: str
    text: str
    free: bool
    marks: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One line. `include`: it was found by name alone, and nobody has said that it is the person's."""

    id: str
    title: str
    when: str
    model: str
    row: str
    root: str
    shared: bool
    withheld: bool
    unsure: bool
    include: bool
    facts: tuple[Fact, ...]
    marks: tuple[Told, ...]


def lines_shown(lines: Iterable[Line], marks: Sequence[Told], language: str) -> list[Shown]:
    """Lines with their marks, in their order."""
    return [_shown(line, [mark for mark in marks if mark.line == line.id], language) for line in lines]


def _shown(line: Line, marks: Sequence[Told], language: str) -> Shown:
    whole = tuple(mark for mark in marks if not mark.field)
    included = any(mark.provision == INCLUDE for mark in whole)
    return Shown(
        line.id, line.title(language), line.when, line.model, line.row, line.root, line.shared, line.withheld,
        not line.sure, not line.sure and not included,
        tuple(_fact(value, marks, language) for value in line.values), whole,
    )  # fmt: skip


def _fact(value: Value, marks: Sequence[Told], language: str) -> Fact:
    mine = tuple(mark for mark in marks if mark.field == value.name)
    label = wording.column(value.name).said(language)
    return Fact(value.name, label, in_words(value, language), value.free, mine)


def title_of(model: str, language: str) -> str:
    """What a kind of record is called."""
    found = next((each for each in HELD if each.model == model), None)
    return found.title.said(language) if found else model
