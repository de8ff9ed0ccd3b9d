"""Lines, places and batches as they stand, read in steps. Plain SQL: what is verified is what the database holds."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from paxweb.ledger.canonical import Read, moment

LINES_A_STEP = 5_000
Row = tuple[Any, ...]
_COLUMNS = "e.id, e.at, e.kind, e.act, e.user_id, e.machine, e.board, e.purpose, e.items, e.detail"
_BATCHES = (
    "SELECT b.n, b.count, b.total, b.waiting, b.root, b.previous_head, b.head, b.sealed_at FROM ledger_batch AS b"
    " WHERE b.n > %s ORDER BY b.n LIMIT %s"
)
_PLACES = (
    f"SELECT m.batch_id, m.position, m.entry_id, m.hash, {_COLUMNS} FROM ledger_member AS m"  # noqa: S608  a constant
    " LEFT JOIN ledger_entry AS e ON e.id = m.entry_id WHERE m.batch_id BETWEEN %s AND %s"
    " ORDER BY m.batch_id, m.position, m.entry_id"
)
_ABOUT_PLACES = (
    "SELECT a.entry_id, a.subject_key FROM ledger_member AS m JOIN ledger_about AS a ON a.entry_id = m.entry_id"
    " WHERE m.batch_id BETWEEN %s AND %s ORDER BY a.entry_id, a.subject_key"
)
_PENDING = (
    f"SELECT {_COLUMNS} FROM ledger_pending AS p JOIN ledger_entry AS e ON e.id = p.entry_id"  # noqa: S608  a constant
    " ORDER BY e.id LIMIT %s"
)
_ABOUT_LINES = (
    "SELECT a.entry_id, a.subject_key FROM ledger_about AS a WHERE a.entry_id BETWEEN %s AND %s"
    " ORDER BY a.entry_id, a.subject_key"
)
_PLACELESS = (
    f"SELECT {_COLUMNS}, p.entry_id FROM ledger_entry AS e"  # noqa: S608  a constant
    " LEFT JOIN ledger_member AS m ON m.entry_id = e.id LEFT JOIN ledger_pending AS p ON p.entry_id = e.id"
    " WHERE m.entry_id IS NULL ORDER BY e.id"
)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A batch as it stands."""

    n: int
    count: int
    total: int
    waiting: int
    root: str
    previous_head: str
    head: str
    sealed_at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """A line's place: `sealed` is the hash kept when it was sealed, `line` what stands there now, None when gone."""

    batch: int
    position: int
    entry_id: int
    sealed: str
    line: Read | None


@contextmanager
def one_moment(using: str) -> Iterator[BaseDatabaseWrapper]:
    """A transaction that sees the ledger as it was at its beginning, however long it takes. It writes nothing.

    Inside a transaction already open, that one is used as it is.
    """
    connection = connections[using]
    if connection.in_atomic_block:
        yield connection
        return
    begins = (
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor == "postgresql" else "BEGIN DEFERRED"
    )
    with connection.cursor() as cursor:
        cursor.execute(begins)  # not `atomic`, which on SQLite keeps every writer waiting until it ends
    try:
        yield connection
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")


def batches(connection: BaseDatabaseWrapper, *, after: int, at_most: int) -> list[Sealed]:
    """Batches in order."""
    rows = _rows(connection, _BATCHES, [after, at_most])
    return [
        Sealed(n, count, total, waiting, root, previous_head, head, moment(sealed_at))
        for n, count, total, waiting, root, previous_head, head, sealed_at in rows
    ]


def places(connection: BaseDatabaseWrapper, first: int, last: int) -> list[Place]:
    """Every place in the batches from `first` to `last`, in order, with the line in it."""
    about = _about(_rows(connection, _ABOUT_PLACES, [first, last]))
    return [
        Place(row[0], row[1], row[2], row[3], None if row[4] is None else _line(row[4:], about.get(row[4], ())))
        for row in _rows(connection, _PLACES, [first, last])
    ]


def pending(connection: BaseDatabaseWrapper, at_most: int) -> list[Read]:
    """Lines committed and not sealed, oldest number first."""
    rows = _rows(connection, _PENDING, [at_most])
    if not rows:
        return []
    about = _about(_rows(connection, _ABOUT_LINES, [rows[0][0], rows[-1][0]]))
    return [_line(row, about.get(row[0], ())) for row in rows]


def placeless(connection: BaseDatabaseWrapper) -> list[tuple[Read, bool]]:
    """Lines in no batch, and whether each waits in the sealer's queue."""
    rows = _rows(connection, _PLACELESS, [])
    if not rows:
        return []
    about = _about(_rows(connection, _ABOUT_LINES, [rows[0][0], rows[-1][0]]))
    return [(_line(row[:10], about.get(row[0], ())), row[10] is not None) for row in rows]


def lines_sealed(connection: BaseDatabaseWrapper) -> int:
    """How many lines the last batch says were sealed in all."""
    rows = _rows(connection, "SELECT b.total FROM ledger_batch AS b ORDER BY b.n DESC LIMIT 1", [])
    return int(rows[0][0]) if rows else 0


def prunings(connection: BaseDatabaseWrapper) -> list[tuple[int, int]]:
    """First and last batch of every pruning the database tells of."""
    rows = _rows(connection, "SELECT p.first_batch, p.last_batch FROM ledger_pruning AS p ORDER BY p.id", [])
    return [(first, last) for first, last in rows]


def _rows(connection: BaseDatabaseWrapper, sql: str, values: Sequence[int]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _about(rows: Sequence[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    for entry_id, key in rows:
        found.setdefault(entry_id, []).append(key)
    return {entry_id: tuple(keys) for entry_id, keys in found.items()}


def _line(row: Row, about: tuple[str, ...]) -> Read:
    number, at, kind, act, user_id, machine, board, purpose, items, detail = row
    return Read(number, moment(at), kind, act, user_id, machine, board, purpose, _parsed(items), _parsed(detail), about)


def _parsed(text: str) -> object:
    """What a JSON column holds; text that is no JSON stands for itself, so that damage is found and not stumbled on."""
    try:
        return json.loads(text)
    except (TypeError, ValueError):
        return {"unreadable": str(text)}
