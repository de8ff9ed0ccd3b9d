"""What names a row wherever it stands: the same register row in two items, the same person in an item and a case."""

from hashlib import sha256

from django.db import models

from paxweb.cases.models import Party
from paxweb.intake.models import Evidence, SheetRow, Subject


def place_of(row: models.Model) -> str:
    """The place of a row."""
    match row:
        case SheetRow() | Evidence():
            return row_place(row.table, row.row_key)
        case Subject() | Party() if row.subject_key:
            return f"subject:{row.subject_key}"
    return f"{row._meta.label}:{row.pk}"


def row_place(table: str, row_key: str) -> str:
    """The place of a register's row."""
    return "row:" + sha256("\n".join((table, row_key)).encode()).hexdigest() if row_key else ""
