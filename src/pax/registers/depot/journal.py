"""The store's journal: one line for all that was ever received, refused or removed, each tied to the line before it.

Lines are only ever added. The hash of the line before stands in each, so that a line changed or taken out is seen.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pax.registers.depot import disk
from pax.vocabulary import NothingWritten

JOURNAL = "journal.jsonl"
CREATED, RECEIVED, REFUSED, PRUNED = "created", "received", "refused", "pruned"
_START = "0" * 64


@dataclass(frozen=True, slots=True)
class Journal:
    """The lines as they were read, oldest first."""

    lines: tuple[Mapping[str, Any], ...]
    last: str = _START

    @property
    def highest(self) -> int:
        """The highest number the store has given."""
        return max((int(line.get("number", 0)) for line in self.lines), default=0)

    def numbers(self, what: str) -> frozenset[int]:
        """The numbers of all that this happened to."""
        return frozenset(int(line["number"]) for line in self.lines if line["what"] == what)

    def of(self, what: str) -> tuple[Mapping[str, Any], ...]:
        """The lines of one kind."""
        return tuple(line for line in self.lines if line["what"] == what)


def read(root: Path) -> Journal:
    """Read the journal of the store at `root`. `NothingWritten` when it is missing or its lines do not follow."""
    try:
        text = (root / JOURNAL).read_text(encoding="utf-8")
        lines, last = [], _START
        for written in text.split("\n")[:-1]:
            line = json.loads(written)
            if line["previous"] != last:
                raise ValueError
            last = _sum(written)
            lines.append(line)
        if not lines or not text.endswith("\n"):
            raise ValueError
    except (OSError, ValueError, KeyError, TypeError):
        raise NothingWritten(
            "the store's journal is missing or not as it was written, so nothing is read",
            file=JOURNAL,
            ask="whoever runs Pax",
            then="put the store back from its backup",
        ) from None
    return Journal(tuple(lines), last)


def add(root: Path, entries: Sequence[Mapping[str, object]], aside: Path) -> None:
    """Add lines, all or none, on the disk when this returns. Raises `OSError`."""
    path = root / JOURNAL
    text, last = (path.read_text(encoding="utf-8"), read(root).last) if path.exists() else ("", _START)
    for entry in entries:
        written = json.dumps({**entry, "previous": last}, sort_keys=True, ensure_ascii=False)
        last = _sum(written)
        text += written + "\n"
    disk.replace_text(path, text, aside)


def _sum(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()
