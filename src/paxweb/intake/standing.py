"""Who stands where in one item: what must be taken out of sight because of somebody in it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from django.db import models

from pax.api.rows import Ends, Hiding
from pax.api.rows import Named as Somebody
from paxweb.intake.models import Edge, Evidence, Item, Question, SheetRow, Subject

_TIED = frozenset({"dwelling", "account", "lease", "case"})
"""What tells where a person lives or gets money: taken when a row names it beside them."""

_SHORTEST = 4
"""Letters that a name or address needs before it is looked for in other texts."""


@dataclass(slots=True)
class Standing:
    """One item's rows, and because of whose keys each of somebody and something in it is taken."""

    item: Item
    keys: frozenset[str]
    hiding: Hiding
    ends: Ends
    taken: dict[Somebody, set[str]] = field(default_factory=dict)
    words: dict[str, set[str]] = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[models.Model, set[str]]]:
        """Every row that must be taken out of sight, and because of whom."""
        subjects = list(Subject.objects.filter(item=self.item))
        sources = [*SheetRow.objects.filter(item=self.item), *Evidence.objects.filter(item=self.item)]
        edges = list(Edge.objects.filter(item=self.item))
        named = [self.ends.of(row.table, row.facts) for row in sources] + [_ends(edge) for edge in edges]
        for subject in subjects:
            self._look((subject.kind, subject.entity_id), subject.subject_key)
        for group in named:
            for one in group:
                self._look(one)
        self._tie(named)
        for subject in subjects:
            yield from self._subject(subject)
        for row, group in zip([*sources, *edges], named, strict=True):
            found = self._because(group) | self._words_in(row)
            if found:
                yield row, found
        for question in Question.objects.filter(item=self.item):
            yield question, set(self.keys)

    def _look(self, one: Somebody, subject_key: str = "") -> None:
        found = {subject_key, self.hiding.entity(one)} & self.keys
        if found:
            self.taken.setdefault(one, set()).update(found)

    def _tie(self, named: list[list[Somebody]]) -> None:
        people = dict(self.taken)
        for group in named:
            because = {key for one in group for key in people.get(one, ())}
            for one in group:
                if because and one[0] in _TIED:
                    self.taken.setdefault(one, set()).update(because)

    def _subject(self, subject: Subject) -> Iterator[tuple[models.Model, set[str]]]:
        found = self._because([(subject.kind, subject.entity_id)])
        if not found:
            return
        for word in (subject.label, subject.id_number, subject.address):
            if len(word) >= _SHORTEST:
                self.words.setdefault(word, set()).update(found)
        yield subject, found
        if subject.main:
            yield self.item, found

    def _because(self, group: Collection[Somebody]) -> set[str]:
        return {key for one in group for key in self.taken.get(one, ())}

    def _words_in(self, row: SheetRow | Evidence | Edge) -> set[str]:
        text = f"{row.from_label} {row.to_label}" if isinstance(row, Edge) else f"{row.row_key} {row.facts}"
        return {key for word, keys in self.words.items() if word in text for key in keys}


def _ends(edge: Edge) -> list[Somebody]:
    return [(edge.from_kind, edge.from_id), (edge.to_kind, edge.to_id)]
