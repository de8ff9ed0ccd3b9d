"""A log to work on: lines written, sealed and anchored, and a hand that owns the tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.db import connection, connections, transaction
from nacl.signing import SigningKey

from paxweb.ledger import anchors, triggers
from paxweb.ledger.findings import Verified
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.ledger.sealing import seal_once
from paxweb.ledger.verifying import verify

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
KEY = SigningKey(bytes(range(32)))
DANA, ERIK = "da" * 32, "e1" * 32


def lines(number: int, *, about: tuple[str, ...] = (DANA,)) -> list[int]:
    """Write some; their ids."""
    with transaction.atomic():
        return [
            write_change(
                Line(Kind.READ, "item.read", user_id=1 + at % 3, board="housing", items=(UUID(int=at),), about=about)
            )
            for at in range(number)
        ]


def batch(number: int, at: datetime) -> list[int]:
    """Some lines written and sealed together; their ids."""
    written = lines(number)
    assert seal_once(at) is not None
    return written


def chain(folder: Path, *, batches: int = 4, of: int = 5) -> list[list[int]]:
    """Batches of lines, each anchored; the lines' ids by batch, the first one at index 0."""
    made = []
    for n in range(batches):
        at = MONDAY + timedelta(seconds=5 * n)
        made.append(batch(of, at))
        anchors.anchor(folder, KEY, at)
    return made


def judged(folder: Path, at: datetime = MONDAY + timedelta(seconds=30)) -> Verified:
    """A verification that has the public key alone."""
    return verify(at, anchors.read(folder, KEY.verify_key))


def found(folder: Path) -> set[tuple[str, int | None, int | None]]:
    """What is wrong: kind, batch, line."""
    return {(finding.what.value, finding.batch, finding.line) for finding in judged(folder).findings}


@contextmanager
def the_owners_hand() -> Iterator[None]:
    """What somebody who owns the tables can do."""
    with triggers.taken_off(connection):
        yield


def sql(statement: str, *values: str | int | datetime) -> None:
    """Plain SQL, past every model."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))


def reach(alias: str, name: str, file: Path | None = None, *, timeout: float = 5) -> None:
    """One more connection, by this name, of this thread alone: to another's database, or to a SQLite file."""
    made = connections[alias].copy(name)
    if made.vendor == "sqlite":
        made.settings_dict["OPTIONS"] = {**made.settings_dict["OPTIONS"], "timeout": timeout}
        made.settings_dict["NAME"] = str(file or made.settings_dict["NAME"])
    connections[name] = made
