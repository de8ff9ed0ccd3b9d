"""Writing lines: a change with what it changed, a reading after the answer is made and before it leaves."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, Error, connections, transaction

from pax.vocabulary import PaxError
from paxweb.frame.clock import now
from paxweb.ledger.models import About, Entry, Kind

LEDGER = "ledger"
_WORD = re.compile(r"[A-Za-z0-9_.:/@+-]{0,100}")
_NUMBER = re.compile(r"(?:\d{2})?\d{6}[-+]?\d{4}")
_SUBJECT_KEY = re.compile(r"[0-9a-f]{16,64}")


class LedgerUnwritable(PaxError):
    """The log cannot be written, so nothing may be shown or changed: the answer is 503 without content."""

    def __init__(self) -> None:
        super().__init__(
            "the ledger cannot be written",
            ask="the technician",
            then="look at the database and its disk; nothing was shown and nothing was changed",
        )


class LineRefused(ValueError):
    """A line holds what a line may not hold. Names the field, never the value."""

    def __init__(self, field_name: str, problem: str) -> None:
        super().__init__(f"a line's {field_name} {problem}")


@dataclass(frozen=True, slots=True)
class Line:
    """One act by one person (`user_id`) or machine. `about` holds subject keys; `detail` words, numbers and ids only.

    A text in `detail` is one word of at most 100 ASCII characters without spaces, and not an identity number:
    what somebody wrote, or is called, belongs where it can be corrected and forgotten.
    """

    kind: Kind
    act: str
    user_id: int | None = None
    machine: str = ""
    board: str = ""
    purpose: str = ""
    items: tuple[UUID, ...] = ()
    about: tuple[str, ...] = ()
    detail: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("act", "machine", "board", "purpose"):
            _judge(name, getattr(self, name))
        _judge("detail", self.detail)
        if not self.act:
            raise LineRefused("act", "is empty")
        if not all(_SUBJECT_KEY.fullmatch(key) for key in self.about):
            raise LineRefused("about", "is not a subject key")


def write_change(line: Line, *, using: str = DEFAULT_DB_ALIAS) -> int:
    """Write a line in the caller's transaction; its id. Both are kept, or neither."""
    connection = connections[using]
    if not connection.in_atomic_block:
        raise RuntimeError("a change and its line belong in one transaction: open it before write_change")
    try:
        return _write((line,), using)[0]
    except Error:
        raise LedgerUnwritable from None


def write_reads(lines: Sequence[Line]) -> None:
    """Write what was read, on a connection of its own, committed when this returns."""
    if not lines:
        return
    try:
        with transaction.atomic(using=LEDGER):
            _write(lines, LEDGER)
    except Error:
        connections[LEDGER].close_if_unusable_or_obsolete()
        raise LedgerUnwritable from None


def _write(lines: Sequence[Line], using: str) -> list[int]:
    at = now()
    entries = Entry.objects.using(using).bulk_create([_entry(line, at) for line in lines])
    About.objects.using(using).bulk_create(
        [
            About(entry_id=entry.id, subject_key=key)
            for entry, line in zip(entries, lines, strict=True)
            for key in sorted(set(line.about))
        ]
    )
    return [entry.id for entry in entries]


def _entry(line: Line, at: datetime) -> Entry:
    return Entry(
        at=at,
        kind=line.kind,
        act=line.act,
        user_id=line.user_id,
        machine=line.machine,
        board=line.board,
        purpose=line.purpose,
        items=[str(item) for item in line.items],
        detail=dict(line.detail),
    )


def _judge(name: str, value: object) -> None:
    """Words, whole numbers, yes and no; lists and mappings of them. No fractions: databases write them differently."""
    match value:
        case None | bool() | int():
            return
        case str():
            if not _WORD.fullmatch(value) or _NUMBER.fullmatch(value):
                raise LineRefused(name, "holds a text that may be a person's value")
        case Mapping():
            for key, inner in value.items():
                _judge(name, key)
                _judge(name, inner)
        case list() | tuple():
            for inner in value:
                _judge(name, inner)
        case _:
            raise LineRefused(name, "holds something else than words, whole numbers, lists and mappings")
