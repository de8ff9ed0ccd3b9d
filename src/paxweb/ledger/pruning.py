"""Lines go when their time is over: a preview, a signature outside the database, then the deletion, in steps.

Only whole batches go, from the beginning, and only when they verify and are anchored: a pruning must not hide what was
done to the lines. The batches' own rows stay, so the chain can be proved from its first head to its last.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, transaction
from nacl.signing import SigningKey

from pax.vocabulary import PaxError, Report, Silent, WrongUse
from paxweb.ledger import anchors
from paxweb.ledger.anchors import AnchorFile, Pruned
from paxweb.ledger.canonical import stamp
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import About, Batch, Entry, Kind, Member, Pruning
from paxweb.ledger.verifying import verify

MACHINE = "machine:retention"
KEPT_AT_LEAST = timedelta(days=5 * 366)
_BATCHES_A_STEP = 50


@dataclass(frozen=True, slots=True)
class Preview:
    """What would go: batches and lines, sealed from `oldest` to `newest`; zero batches when nothing is old enough."""

    first: int
    last: int
    lines: int
    oldest: datetime | None
    newest: datetime | None
    head: str
    unfinished: int

    @property
    def nothing(self) -> bool:
        """Nothing is old enough, and nothing is left from before."""
        return self.first > self.last and not self.unfinished


class PruningRefused(PaxError):
    """The lines to be pruned cannot be proved first."""


def preview(before: datetime, at: datetime, *, keep: timedelta = KEPT_AT_LEAST) -> Preview:
    """What goes when every batch sealed before `before` does. `keep` is the retention: nothing younger may go."""
    if before > at - keep:
        raise WrongUse(
            f"lines are kept {keep.days} days; {before.date()} is later than that allows",
            ask="you",
            then="give an earlier date, or have the retention decided anew",
        )
    gone = Pruning.objects.order_by("-last_batch").first()
    through = gone.last_batch if gone else 0
    old = Batch.objects.filter(n__gt=through, sealed_at__lt=before).order_by("n")
    first, last = old.first(), old.last()
    return Preview(
        first=first.n if first else through + 1,
        last=last.n if last else through,
        lines=last.total - first.total + first.count if first and last else 0,
        oldest=first.sealed_at if first else None,
        newest=last.sealed_at if last else None,
        head=last.head if last else "",
        unfinished=Member.objects.filter(batch_id__lte=through).count(),
    )


def prune(
    before: datetime,
    folder: Path,
    key: SigningKey,
    clock: Callable[[], datetime],
    *,
    keep: timedelta = KEPT_AT_LEAST,
    report: Report | None = None,
) -> Preview:
    """Do what `preview` told; it can be stopped at any moment and run again.

    The order is signature, row and line, deletion: stopped before the row, nothing has gone; after it, the rest goes
    the next time.
    """
    at = clock()
    told = preview(before, at, keep=keep)
    if told.first <= told.last:
        _prove(told, anchors.read(folder, key.verify_key), at)
        pruned = Pruned(0, told.first, told.last, told.lines, told.head, stamp(before.astimezone(UTC)))
        anchors.sign_pruning(folder, key, pruned, at)
        _write_down(told, before)
    _delete(report or Silent())
    return told


def _prove(told: Preview, known: AnchorFile, at: datetime) -> None:
    proof = verify(at, known)
    touched = [finding for finding in proof.findings if finding.batch is None or finding.batch <= told.last]
    if touched or proof.anchored_through < told.last:
        raise PruningRefused(
            f"batches {told.first} to {told.last} do not verify, or are not anchored",
            ask="the data protection officer",
            then="run pax-office ledger verify; nothing was pruned",
        )


def _write_down(told: Preview, before: datetime) -> None:
    with transaction.atomic():
        line = Line(
            Kind.MACHINE,
            "ledger.prune",
            machine=MACHINE,
            detail={"first": told.first, "last": told.last, "lines": told.lines, "head": told.head},
        )
        Pruning.objects.create(
            first_batch=told.first,
            last_batch=told.last,
            lines=told.lines,
            before=before,
            head=told.head,
            entry_id=write_change(line),
        )


def _delete(report: Report) -> None:
    """Whom lines are about, then lines, then places: a place is the last to go, so what remains can be found again."""
    gone = Pruning.objects.order_by("-last_batch").first()
    left = Member.objects.filter(batch_id__lte=gone.last_batch if gone else 0)
    while first := left.order_by("batch_id").values_list("batch_id").first():
        with transaction.atomic():
            members = left.filter(batch_id__lt=first[0] + _BATCHES_A_STEP)
            lines = members.values("entry_id")
            About.objects.filter(entry_id__in=lines)._raw_delete(DEFAULT_DB_ALIAS)
            Entry.objects.filter(id__in=lines)._raw_delete(DEFAULT_DB_ALIAS)
            members._raw_delete(DEFAULT_DB_ALIAS)
        report.step("pruning", first[0], gone.last_batch if gone else 0)
