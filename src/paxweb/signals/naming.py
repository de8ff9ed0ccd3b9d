"""What ids are called on a page: the main subject by its name, others by theirs once the question is open.

All others are called by turns, "Person 1", "Bostad 2". Before the answer nobody but the main subject is named, for
signals and draws alike.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from paxweb.intake.models import Subject
from paxweb.intake.reading import Row
from paxweb.signals import words

_COUNTED = frozenset({"person", "dwelling", "organisation", "account"})
"""Kinds called by turns; leases and cases are called by the office's own numbers."""


@dataclass(slots=True)
class Naming:
    """Names on one page. `main` is the main subject's id; `known` ids that may be named."""

    main: str
    language: str
    known: dict[str, str] = field(default_factory=dict)
    turns: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, subject: Subject | None, others: Iterable[Subject], rows: Iterable[Row], language: str) -> "Naming":
        """Names for everybody in the rows, in the order they appear."""
        named = cls(subject.entity_id if subject else "", language)
        for each in (*([subject] if subject else []), *others):
            if each.label and not each.withheld:
                named.known[each.entity_id] = each.label
        for row in rows:
            for kind, identifier in row.ends.values():
                named.name(kind, identifier)
        return named

    def name(self, kind: str, identifier: str) -> str:
        """What somebody or something is called here."""
        if identifier in self.known:
            return self.known[identifier]
        if kind not in _COUNTED:
            return identifier
        if (kind, identifier) not in self.turns:
            number = 1 + sum(1 for other, _ in self.turns if other == kind)
            self.turns[(kind, identifier)] = f"{words.kind(kind).said(self.language)}\u00a0{number}"
        return self.turns[(kind, identifier)]

    def ends(self, row: Row) -> Mapping[str, str]:
        """Column → what the one it names is called."""
        return {column: self.name(kind, identifier) for column, (kind, identifier) in row.ends.items()}

    def is_main(self, row: Row, column: str) -> bool:
        """Whether a column names the main subject."""
        return column in row.ends and row.ends[column][1] == self.main
