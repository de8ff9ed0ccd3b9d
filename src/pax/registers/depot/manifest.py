"""The manifest of a delivery in the store: what it is, what came in, what was found, and the hash of every file."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pax.registers.delivered import DeliveredFile, Delivery, QualityRow
from pax.vocabulary import NothingWritten

SCHEMA = 1
MANIFEST = "manifest.json"
_IN_ALL = re.compile(r" \((\d+) rows in all\)$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Held:
    """One accepted delivery as it lies in the store.

    `number` counts what the store was given, from 1; `tables` canonical table → rows in use; `looked_up` table → ids of
    the deliveries its rows were looked up in; `written` file within the folder → SHA-256; `document` is the manifest.
    """

    folder: Path
    number: int
    register: str
    date: date
    delivery_id: str
    received_at: datetime
    changes: str | None
    sequence: int | None
    retention_days: int
    files: tuple[DeliveredFile, ...]
    tables: Mapping[str, int]
    looked_up: Mapping[str, tuple[str, ...]]
    written: Mapping[str, str]
    document: Mapping[str, Any]

    @property
    def delivery(self) -> Delivery:
        """The delivery as a run names it."""
        return Delivery(self.register, self.date, self.delivery_id, self.files, self.sequence)

    @property
    def rows(self) -> int:
        """Data rows of the delivered files, quarantined ones too."""
        return sum(file.rows for file in self.files)

    @property
    def quarantined(self) -> int:
        """Rows that were left out."""
        return int(self.document["quality"]["quarantined"])

    @property
    def name(self) -> str:
        """How people name it: register and day."""
        return f"{self.register} {self.date.isoformat()}"


def folder_name(day: date, delivery_id: str) -> str:
    """The name of a delivery's folder within its register's."""
    return f"{day.isoformat()}.{delivery_id}"


def canonical_json(value: object) -> str:
    """JSON whose bytes depend on the value alone."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def sealed(document: Mapping[str, object]) -> dict[str, object]:
    """The document with the SHA-256 of the rest of it, so that damage to the manifest itself is seen."""
    rest = {name: value for name, value in document.items() if name != "sha256"}
    return {**rest, "sha256": hashlib.sha256(canonical_json(rest).encode()).hexdigest()}


def read_held(folder: Path) -> Held:
    """Read a delivery's manifest. `NothingWritten` names it when it is missing or not as it was written."""
    path = folder / MANIFEST
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if document["schema"] != SCHEMA or sealed(document)["sha256"] != document["sha256"]:
            raise ValueError
        held = _held(folder, document)
        if (folder.parent.name, folder.name) != (held.register, folder_name(held.date, held.delivery_id)):
            raise ValueError
    except (OSError, ValueError, KeyError, TypeError):
        raise damaged(folder, MANIFEST) from None
    return held


def _held(folder: Path, document: Mapping[str, Any]) -> Held:
    return Held(
        folder=folder,
        number=int(document["number"]),
        register=str(document["register"]),
        date=date.fromisoformat(document["date"]),
        delivery_id=str(document["delivery_id"]),
        received_at=datetime.fromisoformat(document["received_at"]),
        changes=document["changes"],
        sequence=document["sequence"],
        retention_days=int(document["retention_days"]),
        files=tuple(DeliveredFile(each["name"], each["sha256"], each["rows"]) for each in document["files"]),
        tables={name: int(rows) for name, rows in document["tables"].items()},
        looked_up={name: tuple(ids) for name, ids in document["looked_up"].items()},
        written={name: str(each["sha256"]) for name, each in document["written"].items()},
        document=document,
    )


def damaged(folder: Path, name: str, problem: str = "the file is missing or not as it was written") -> NothingWritten:
    """A file of the store cannot be trusted: nothing is read of that delivery, and nothing is asked."""
    return NothingWritten(
        f"{problem}, so nothing of the delivery is read",
        file=f"{folder.parent.name}/{folder.name}/{name}",
        ask="whoever runs Pax",
        then="see what else is damaged with pax store verify, and put the store back from its backup",
    )


def summary(quality: tuple[QualityRow, ...]) -> dict[str, object]:
    """How many rows were left out and kept with a note, and how often each problem was met. Never a value."""
    counts: dict[tuple[str, str, str], int] = {}
    totals: dict[tuple[str, str, str], int] = {}
    for row in quality:
        every = _IN_ALL.search(row.problem)
        kind = (row.file, row.column, _IN_ALL.sub("", row.problem))
        if every:
            totals[kind] = int(every[1])
        else:
            counts[kind] = counts.get(kind, 0) + 1
    counts |= totals
    left_out = {(row.file, row.line) for row in quality if row.is_quarantined}
    kept = sum(times for kind, times in counts.items() if kind[2].startswith("kept: "))
    problems = [
        {"file": file, "column": column, "problem": problem, "rows": times}
        for (file, column, problem), times in sorted(counts.items())
    ]
    return {"quarantined": len(left_out), "kept": kept, "problems": problems}
