"""What of a draft is withheld, on which provision: whole values, or passages of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from paxweb.rights.drafts import Draft, Line, Value, close, opened
from paxweb.rights.models import Mark
from paxweb.rights.passages import cut

_SHORTEST = 3
"""Letters of withheld words that are looked for among the receivers: shorter ones stand in other words."""
INCLUDE = "include"
"""In place of a provision: a row that was found by name alone is the person's."""


@dataclass(frozen=True, slots=True)
class Told:
    """A mark as it is read: where, on which provision, which passages (none: the whole value), why."""

    id: int
    line: str
    field: str
    provision: str
    passages: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """A place where something is taken out, as the answer tells it."""

    line: str
    field: str
    provision: str


def seal(board_id: str, volume_id: UUID, passages: Iterable[str], reason: str) -> bytes:
    """The words of a mark in its box: they are part of what is withheld."""
    return close(board_id, f"mark:{volume_id}", {"passages": list(passages), "reason": reason})


def told(board_id: str, volume_id: UUID, rows: Iterable[Mark]) -> list[Told]:
    """Marks that stand, with their words."""
    found = []
    for row in rows:
        words = opened(board_id, f"mark:{volume_id}", bytes(row.box))
        passages = () if row.whole else tuple(words["passages"])
        found.append(Told(row.pk, row.line, row.field, row.provision, passages, words["reason"]))
    return found


def applied(draft: Draft, marks: Iterable[Told]) -> tuple[list[Line], list[Withheld]]:
    """The lines that go out, and where something was taken out. Rows found by name alone go only when included."""
    by_place: dict[tuple[str, str], list[Told]] = {}
    for mark in marks:
        by_place.setdefault((mark.line, mark.field), []).append(mark)
    kept: list[Line] = []
    withheld: list[Withheld] = []
    for line in draft.lines:
        included = any(mark.provision == INCLUDE for mark in by_place.get((line.id, ""), ()))
        if not line.sure and not included:
            continue
        values = [_applied(line, value, by_place, withheld) for value in line.values]
        kept.append(_with(line, tuple(values)))
    return kept, withheld


def taken_from(draft: Draft, marks: Iterable[Told]) -> list[tuple[str, str]]:
    """Words that are withheld somewhere, and what stands instead: whom it was given to is told in other words too."""
    values = {(line.id, value.name): value.value for line in draft.lines for value in line.values}
    found = list[tuple[str, str]]()
    for mark in marks:
        if mark.provision != INCLUDE:
            words = mark.passages or (values.get((mark.line, mark.field), ""),)
            found += [(each, f"[{mark.provision}]") for each in words if len(each) >= _SHORTEST]
    return found


def _applied(line: Line, value: Value, marks: Mapping[tuple[str, str], list[Told]], withheld: list[Withheld]) -> Value:
    whole = [mark for mark in marks.get((line.id, ""), ()) if mark.provision != INCLUDE]
    here = [mark for mark in (*whole, *marks.get((line.id, value.name), ())) if _takes(mark, value.value)]
    withheld += [Withheld(line.id, value.name, mark.provision) for mark in here]
    every = [(words, f"[{mark.provision}]") for mark in here for words in mark.passages or (value.value,)]
    text = cut(value.value, every)
    return Value(value.name, text, "text" if here else value.says, value.free)


def _takes(mark: Told, text: str) -> bool:
    """Whether a mark takes anything out of a value."""
    return not mark.passages or any(words in text for words in mark.passages)


def _with(line: Line, values: tuple[Value, ...]) -> Line:
    given = {name: getattr(line, name) for name in Line.__slots__}
    return Line(**{**given, "values": values})
