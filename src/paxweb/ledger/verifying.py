"""The proof: every line, seal, batch and anchor read and held against one another. Reads only."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.base import BaseDatabaseWrapper

from pax.vocabulary import Report, Silent
from paxweb.ledger import reading
from paxweb.ledger.anchors import Anchored, AnchorFile, Pruned
from paxweb.ledger.canonical import Read, moment
from paxweb.ledger.findings import NOTICES, Finding, Found, Verified, What
from paxweb.ledger.judging import head_as_told, judge_chain, judge_lines, judge_times
from paxweb.ledger.reading import Place, Sealed

SEALED_WITHIN = timedelta(seconds=60)
_BATCHES_A_STEP = 500


@dataclass(slots=True)
class _Walk:
    """What the walk along the chain remembers."""

    strays: dict[int, Read]
    pruned: Mapping[int, bool]
    anchors: Mapping[int, Anchored]
    before: Sealed | None = None
    quiet: datetime | None = None
    lines: int = 0
    pruned_lines: int = 0
    agreed: int = 0
    parted: int | None = None
    heads: dict[int, tuple[str, str]] = field(default_factory=dict)


def verify(
    at: datetime,
    anchored: AnchorFile | None = None,
    *,
    report: Report | None = None,
    sealed_within: timedelta = SEALED_WITHIN,
    using: str = DEFAULT_DB_ALIAS,
) -> Verified:
    """Hold the ledger against itself and against its anchors, as it was when this began."""
    report = report or Silent()
    known = anchored or AnchorFile()
    found = Found()
    with reading.one_moment(using) as connection:
        placeless = reading.placeless(connection)
        walk = _Walk(
            strays={line.id: line for line, queued in placeless if not queued},
            pruned=_pruned_batches(connection, known.pruned),
            anchors={anchor.batch: anchor for anchor in known.anchored},
        )
        of = reading.lines_sealed(connection)
        for batches, places in _steps(connection):
            found.add(_judged(batches, places, walk))
            report.step("ledger", walk.lines + walk.pruned_lines, of)
        found.add(_unsealed([line for line, queued in placeless if queued], at - sealed_within))
    found.add(_prunings(known.pruned, walk))
    found.add(_against_anchors(known, walk))
    batches_gone = found.counts[What.BATCH_MISSING] or found.counts[What.CUT_TAIL]
    found.add(Finding(What.UNBATCHED if batches_gone else What.INSERTED, line=number) for number in walk.strays)
    return Verified(
        batches=walk.before.n if walk.before else 0,
        lines=walk.lines,
        pruned=walk.pruned_lines,
        anchors=len(known.anchored),
        anchored_through=walk.agreed,
        findings=tuple(finding for finding in found.kept if finding.what not in NOTICES),
        notices=tuple(finding for finding in found.kept if finding.what in NOTICES),
        counts=found.counts,
    )


def _steps(connection: BaseDatabaseWrapper) -> Iterator[tuple[list[Sealed], dict[int, list[Place]]]]:
    """Batches with their places, some thousand lines at a time."""
    after = 0
    while batches := reading.batches(connection, after=after, at_most=_BATCHES_A_STEP):
        batches = _no_more_than(reading.LINES_A_STEP, batches)
        after = batches[-1].n
        places: dict[int, list[Place]] = {}
        for place in reading.places(connection, batches[0].n, after):
            places.setdefault(place.batch, []).append(place)
        yield batches, places


def _no_more_than(lines: int, batches: list[Sealed]) -> list[Sealed]:
    taken, held = 0, 0
    while taken < len(batches) and (taken == 0 or held + batches[taken].count <= lines):
        held += batches[taken].count
        taken += 1
    return batches[:taken]


def _judged(batches: Sequence[Sealed], places: Mapping[int, list[Place]], walk: _Walk) -> Iterator[Finding]:
    for batch in batches:
        inside = places.get(batch.n, [])
        yield from judge_chain(walk.before, batch)
        if batch.n in walk.pruned:
            yield from _judged_pruned(batch, inside, proven=walk.pruned[batch.n])
            walk.pruned_lines += batch.count
        else:
            yield from judge_lines(batch, inside, walk.strays)
            yield from judge_times(batch, inside, walk.quiet)
            walk.lines += len(inside)
        _remember(batch, walk)


def _remember(batch: Sealed, walk: _Walk) -> None:
    walk.before = batch
    if batch.waiting == 0:
        walk.quiet = batch.sealed_at
    anchor = walk.anchors.get(batch.n)
    if anchor is None:
        return
    if anchor.head in (batch.head, head_as_told(batch)):
        walk.agreed = batch.n
    elif walk.parted is None:
        walk.parted = batch.n


def _judged_pruned(batch: Sealed, inside: Sequence[Place], *, proven: bool) -> Iterator[Finding]:
    if not proven:
        yield Finding(What.PRUNING_UNPROVEN, batch=batch.n, number=batch.count)
    elif inside:
        yield Finding(What.PRUNING_UNFINISHED, batch=batch.n, number=len(inside))


def _pruned_batches(connection: BaseDatabaseWrapper, signed: Sequence[Pruned]) -> dict[int, bool]:
    """Which batches the database says are pruned, and whether a signature says so too.

    A signature counts for batches sealed before the day it names and for the head it names.
    """
    told = {n: False for first, last in reading.prunings(connection) for n in range(first, last + 1)}
    for pruned in signed:
        through = reading.batches(connection, after=pruned.last - 1, at_most=1)
        holds = (
            bool(through)
            and through[0].n == pruned.last
            and through[0].head == pruned.head
            and through[0].sealed_at < moment(pruned.before)
        )
        told.update({n: holds for n in range(pruned.first, pruned.last + 1) if n in told and not told[n]})
    return told


def _prunings(signed: Sequence[Pruned], walk: _Walk) -> Iterator[Finding]:
    for pruned in signed:
        if all(walk.pruned.get(n) for n in range(pruned.first, pruned.last + 1)):
            yield Finding(What.PRUNED, batch=pruned.first, last=pruned.last, number=pruned.lines)


def _unsealed(waiting: Sequence[Read], limit: datetime) -> Iterator[Finding]:
    late = [line for line in waiting if line.at < limit]
    if late:
        yield Finding(What.UNSEALED, line=late[0].id, number=len(late))


def _against_anchors(known: AnchorFile, walk: _Walk) -> Iterator[Finding]:
    yield from (Finding(What.ANCHOR_UNSOUND, anchor=number) for number in known.unsound)
    yield from (Finding(What.ANCHOR_TORN, anchor=number) for number in known.torn)
    last = walk.before.n if walk.before else 0
    if walk.parted is not None:
        yield Finding(What.MADE_ANEW, batch=walk.agreed + 1, last=walk.parted)
    beyond = [anchor for anchor in known.anchored if anchor.batch > last]
    if beyond:
        yield Finding(What.CUT_TAIL, batch=last + 1, last=beyond[-1].batch, anchor=beyond[0].number)
    if known.last is None:
        yield Finding(What.NO_ANCHORS)
    elif known.last.batch < last:
        yield Finding(What.NOT_ANCHORED_YET, batch=known.last.batch + 1, last=last)
