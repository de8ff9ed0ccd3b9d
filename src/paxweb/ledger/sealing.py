"""The sealer: every few seconds the lines committed since become a batch, chained to the one before.

A line is queued by a trigger in the transaction that writes it, so one that commits late joins the next batch. One
sealer works at a time; a batch, its places and the emptied queue are one transaction: a killed sealer leaves no trace.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime

from django.db import DEFAULT_DB_ALIAS, Error, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from pax.vocabulary import PaxError
from paxweb.ledger import reading
from paxweb.ledger.canonical import GENESIS, Read, head_of, line_hash, root_of
from paxweb.ledger.models import Batch, Member, Pending

EVERY_SECONDS = 5
LINES_A_BATCH = 5_000
_LOCK = 7_290_001  # any number that nothing else in this database takes as an advisory lock


def seal_once(at: datetime, *, at_most: int = LINES_A_BATCH, using: str = DEFAULT_DB_ALIAS) -> Batch | None:
    """Seal what waits, at most `at_most` lines; None when nothing waits or another sealer is at work."""
    connection = connections[using]
    with transaction.atomic(using=using):
        if not _alone(connection):
            return None
        lines = reading.pending(connection, at_most)
        if not lines:
            return None
        batch = _chained(lines, Pending.objects.using(using).count() - len(lines), at, using)
        _fill(batch, lines, connection)
        return batch


def seal_all(at: datetime, *, at_most: int = LINES_A_BATCH, using: str = DEFAULT_DB_ALIAS) -> int:
    """Seal batch after batch until nothing waits; how many lines were sealed."""
    sealed = 0
    while (batch := seal_once(at, at_most=at_most, using=using)) is not None:
        sealed += batch.count
    return sealed


@dataclass(frozen=True, slots=True)
class Beat:
    """What one beat of the loop did; `failed` names the kind of error, never its text."""

    at: datetime
    sealed: int = 0
    failed: str = ""


def keep_sealing(
    clock: Callable[[], datetime],
    stopped: Callable[[float], bool],
    tell: Callable[[Beat], None],
    *,
    then: Callable[[datetime], None] | None = None,
    inside: Callable[[], AbstractContextManager[None]] = nullcontext,
    every: float = EVERY_SECONDS,
    using: str = DEFAULT_DB_ALIAS,
) -> None:
    """Seal until `stopped(seconds)` says so; it waits that long. `then` runs after each beat: anchoring.

    Each beat runs `inside` whatever takes the sealer's role.

    A database that is away is told of and tried again: a sealer that gives up leaves a tail that nobody can prove.
    """
    while True:
        tell(_beat(clock(), then, inside, using))
        if stopped(every):
            return


def _beat(
    at: datetime,
    then: Callable[[datetime], None] | None,
    inside: Callable[[], AbstractContextManager[None]],
    using: str,
) -> Beat:
    try:
        with inside():
            sealed = seal_all(at, using=using)
            if then is not None:
                then(at)
    except (Error, OSError, PaxError) as problem:
        connections[using].close()
        return Beat(at, failed=type(problem).__name__)
    return Beat(at, sealed)


def _alone(connection: BaseDatabaseWrapper) -> bool:
    """Take the lock of this transaction: an advisory one, or SQLite's, by a statement that writes nothing."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
            return bool(cursor.fetchall()[0][0])
        cursor.execute("DELETE FROM ledger_pending WHERE entry_id = -1")
        return True


def _chained(lines: Sequence[Read], waiting: int, at: datetime, using: str) -> Batch:
    before = Batch.objects.using(using).order_by("-n").first()
    batch = Batch(
        n=before.n + 1 if before else 1,
        count=len(lines),
        total=len(lines) + (before.total if before else 0),
        waiting=waiting,
        root=root_of([line_hash(line) for line in lines]),
        previous_head=before.head if before else GENESIS,
        sealed_at=at,
    )
    batch.head = head_of(
        n=batch.n,
        count=batch.count,
        total=batch.total,
        waiting=batch.waiting,
        root=batch.root,
        previous_head=batch.previous_head,
        sealed_at=batch.sealed_at,
    )
    batch.save(using=using, force_insert=True)
    return batch


def _fill(batch: Batch, lines: Sequence[Read], connection: BaseDatabaseWrapper) -> None:
    Member.objects.using(connection.alias).bulk_create(
        [
            Member(entry_id=line.id, batch_id=batch.n, position=position, hash=line_hash(line))
            for position, line in enumerate(lines)
        ]
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM ledger_pending WHERE entry_id IN"
            " (SELECT m.entry_id FROM ledger_member AS m WHERE m.batch_id = %s)",
            [batch.n],
        )
