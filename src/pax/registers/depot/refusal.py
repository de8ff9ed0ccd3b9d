"""A delivery that was refused, as the store remembers it: what, where, who must do what. No value, no file of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pax.registers.depot.manifest import sealed
from pax.vocabulary import DeliveryRefused, NothingWritten

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Refusal:
    """One refused delivery. `delivery_id` is empty when its files were not even opened."""

    number: int
    register: str
    date: date
    delivery_id: str
    refused_at: datetime
    retention_days: int
    changes: str | None
    error: DeliveryRefused

    @property
    def document(self) -> dict[str, object]:
        """What is written of it."""
        error = self.error
        return sealed(
            {
                "schema": SCHEMA,
                "number": self.number,
                "register": self.register,
                "date": self.date.isoformat(),
                "delivery_id": self.delivery_id,
                "refused_at": self.refused_at.isoformat(timespec="seconds"),
                "retention_days": self.retention_days,
                "changes": self.changes,
                "problem": error.problem,
                "file": error.file,
                "line": error.line,
                "column": error.column,
                "ask": error.ask,
                "then": error.then,
            }
        )


def read_refusal(path: Path) -> Refusal:
    """Read one refusal. `NothingWritten` when it is not as it was written."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if document["schema"] != SCHEMA or sealed(document)["sha256"] != document["sha256"]:
            raise ValueError
        return _refusal(document)
    except (OSError, ValueError, KeyError, TypeError):
        raise NothingWritten(
            "what was refused can no longer be read",
            file=f"refused/{path.parent.name}/{path.name}",
            ask="whoever runs Pax",
            then="see what else is damaged with pax store verify, and put the store back from its backup",
        ) from None


def _refusal(document: Mapping[str, Any]) -> Refusal:
    error = DeliveryRefused(
        document["problem"],
        register=document["register"],
        file=document["file"],
        line=document["line"],
        column=document["column"],
        ask=document["ask"],
        then=document["then"],
    )
    return Refusal(
        number=int(document["number"]),
        register=str(document["register"]),
        date=date.fromisoformat(document["date"]),
        delivery_id=str(document["delivery_id"]),
        refused_at=datetime.fromisoformat(document["refused_at"]),
        retention_days=int(document["retention_days"]),
        changes=document["changes"],
        error=error,
    )
