"""What came in: deliveries, their files, and what was found wrong with them. Never a person's value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from pax.store import Tables
from pax.vocabulary import DeliveryRefused

QUARANTINED = "quarantined: "
"""How the problem of a row that was left out begins."""
KEPT = "kept: "
"""How the problem of a row that was kept with a note begins."""
_PERSON = re.compile(r"(?<!\d)(?:18|19|20)\d{6}-?\d{4}(?!\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class DeliveredFile:
    """One file of a delivery: its name within the delivery, SHA-256 of its bytes, data rows (quarantined ones too)."""

    name: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """One dated set of files of one register. `delivery_id` follows from register, file names and content alone,
    whatever of it is read. `files` are those that were.
    """

    register: str
    date: date
    delivery_id: str
    files: tuple[DeliveredFile, ...]
    sequence: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class QualityRow:
    """One thing found: where, what, and the value's shape (`9999-99-99`). `line` 0 = about the file as a whole.

    `named` are the person numbers readable anywhere in the row, so that whoever shows quality can leave out what is
    about a protected person. They are written nowhere.
    """

    register: str
    delivery_id: str
    file: str
    line: int
    column: str
    problem: str
    shape: str
    named: tuple[str, ...] = field(default=(), repr=False, compare=False)

    @property
    def is_quarantined(self) -> bool:
        """True when the row it is about was left out."""
        return self.problem.startswith(QUARANTINED)


@dataclass(frozen=True, slots=True)
class Received:
    """The canonical tables of one board, and all that was found on the way."""

    tables: Tables
    deliveries: tuple[Delivery, ...]
    quality: tuple[QualityRow, ...]
    refusals: tuple[DeliveryRefused, ...]
    as_of: date
    marked: frozenset[str] = field(default=frozenset(), repr=False)
    """Twelve-digit numbers that some row of `persons`, used or not, marks as protected or leaves without a mark."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A quality row before its delivery has an id."""

    file: str
    line: int
    column: str
    problem: str
    shape: str = ""
    named: tuple[str, ...] = field(default=(), repr=False, compare=False)


def numbers_in(text: str) -> tuple[str, ...]:
    """The twelve digits of everything in a text that has the form of a person number."""
    return tuple(sorted({found.replace("-", "") for found in _PERSON.findall(text)}))


@dataclass(slots=True)
class Findings:
    """What was found in one delivery. Notes of one kind are listed to `LISTED`, then counted in one row.

    `unlisted` counts, by file, broken rows beyond those that any limit allows: then the delivery is refused anyway.
    `sequence` is the delivery's number in a series, where its files say one; `marked` are numbers that some other
    source than `persons` says are protected.
    """

    LISTED = 100
    quarantine: list[Finding] = field(default_factory=list)
    notes: dict[tuple[str, str, str], list[Finding]] = field(default_factory=dict)
    counted: dict[tuple[str, str, str], int] = field(default_factory=dict)
    unlisted: dict[str, int] = field(default_factory=dict)
    marked: set[str] = field(default_factory=set)
    sequence: int | None = None

    def leave_out(self, file: str, line: int, column: str, problem: str, shape: str = "", named: str = "") -> None:
        """A row that breaks a promise: it is not used. `named` is text in which its person numbers may stand."""
        self.quarantine.append(Finding(file, line, column, QUARANTINED + problem, shape, numbers_in(named)))

    def note(
        self, file: str, line: int, column: str, problem: str, shape: str = "", named: str = "", times: int = 1
    ) -> None:
        """Something odd about a row that is used all the same; `times` > 1 stands for rows that are not listed."""
        kind = (file, column, problem)
        self.counted[kind] = self.counted.get(kind, 0) + times
        listed = self.notes.setdefault(kind, [])
        if times == 1 and len(listed) < self.LISTED:
            listed.append(Finding(file, line, column, KEPT + problem, shape, numbers_in(named)))

    def left_out(self) -> dict[str, int]:
        """File → how many of its rows are in quarantine; a line is counted once."""
        lines: dict[str, set[int]] = {}
        for row in self.quarantine:
            lines.setdefault(row.file, set()).add(row.line)
        return {file: len(lines.get(file, ())) + self.unlisted.get(file, 0) for file in {*lines, *self.unlisted}}

    def rows(self, register: str, delivery_id: str) -> Iterator[QualityRow]:
        """Everything found, as rows of that delivery, in a fixed order."""
        found = list(self.quarantine)
        for kind, listed in self.notes.items():
            found += listed
            if self.counted[kind] > len(listed):
                found.append(Finding(kind[0], 0, kind[1], f"{KEPT}{kind[2]} ({self.counted[kind]} rows in all)"))
        for row in sorted(set(found)):
            yield QualityRow(register, delivery_id, row.file, row.line, row.column, row.problem, row.shape, row.named)
