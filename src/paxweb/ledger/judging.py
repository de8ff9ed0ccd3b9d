"""One batch judged: what it says of itself against the batch before, and against the lines in it. Pure."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from paxweb.ledger.canonical import GENESIS, Read, head_of, line_hash, root_of
from paxweb.ledger.findings import Finding, What
from paxweb.ledger.reading import Place, Sealed

LONGEST_TRANSACTION = timedelta(minutes=15)
CLOCKS_APART = timedelta(minutes=1)
_TRIED_ONE_BY_ONE = 1_000
_SWAPS_TRIED = 50


def head_as_told(batch: Sealed, root: str | None = None) -> str:
    """The head that follows from what the batch says, or would say with another root."""
    return head_of(
        n=batch.n,
        count=batch.count,
        total=batch.total,
        waiting=batch.waiting,
        root=batch.root if root is None else root,
        previous_head=batch.previous_head,
        sealed_at=batch.sealed_at,
    )


def judge_chain(before: Sealed | None, batch: Sealed) -> Iterator[Finding]:
    """The batch's own words, its number, and its tie to the batch before."""
    expected = before.n + 1 if before else 1
    if batch.n != expected:
        yield Finding(What.BATCH_MISSING, batch=expected, last=batch.n - 1)
    if head_as_told(batch) != batch.head:
        yield Finding(What.BATCH_EDITED, batch=batch.n)
    elif batch.n == expected and not _follows(before, batch):
        yield Finding(What.CHAIN_BROKEN, batch=batch.n)


def _follows(before: Sealed | None, batch: Sealed) -> bool:
    if before is None:
        return batch.previous_head == GENESIS and batch.total == batch.count
    touched = head_as_told(before) != before.head  # told of already; its true head is in the batch after it
    return touched or (batch.previous_head == before.head and batch.total == before.total + batch.count)


def judge_times(batch: Sealed, places: Sequence[Place], quiet: datetime | None) -> Iterator[Finding]:
    """Lines dated after their seal, or long before `quiet`, when the sealer last left nothing waiting."""
    for place in places:
        at = place.line.at if place.line else None
        if at is not None and (
            at > batch.sealed_at + CLOCKS_APART or (quiet is not None and at < quiet - LONGEST_TRANSACTION)
        ):
            yield Finding(What.MISDATED, batch=batch.n, line=place.entry_id)


def judge_lines(batch: Sealed, places: Sequence[Place], strays: dict[int, Read]) -> Iterator[Finding]:
    """The lines against their seals and the seals against the root. A stray whose seal was removed is taken out."""
    if not places:
        yield Finding(What.LINES_MISSING, batch=batch.n, number=batch.count)
        return
    sealed = root_of([place.sealed for place in places])
    in_place = [place.position for place in places] == list(range(batch.count))
    root = sealed if head_as_told(batch, sealed) == batch.head else batch.root
    if in_place and sealed == root:
        yield from _against_seals(batch.n, places)
    elif len(places) > batch.count:
        yield from _too_many(batch, root, places)
    elif len(places) < batch.count:
        yield from _too_few(batch, root, places, strays)
    else:
        yield from _as_many(batch, root, places)


def _against_seals(n: int, places: Sequence[Place]) -> Iterator[Finding]:
    edited = [place for place in places if place.line is not None and line_hash(place.line) != place.sealed]
    moved = _swapped(edited) if 1 < len(edited) <= _SWAPS_TRIED else frozenset[int]()
    for place in places:
        if place.line is None:
            yield Finding(What.DELETED, batch=n, line=place.entry_id)
    for place in edited:
        what = What.REORDERED if place.entry_id in moved else What.EDITED
        yield Finding(what, batch=n, line=place.entry_id)


def _swapped(edited: Sequence[Place]) -> frozenset[int]:
    """Lines that would be sound under the number of another edited one."""
    return frozenset(
        place.entry_id
        for place in edited
        for other in edited
        if other is not place and place.line is not None and line_hash(place.line, under=other.entry_id) == other.sealed
    )


def _as_many(batch: Sealed, root: str, places: Sequence[Place]) -> Iterator[Finding]:
    """As many places as sealed, and another root: lines or seals moved or rewritten."""
    ordered = sorted(places, key=lambda place: place.entry_id)
    if root_of([place.sealed for place in ordered]) == root:
        yield from _moved(batch.n, ordered)
        yield from _against_seals(batch.n, ordered)
    elif root_of([_now(place) for place in ordered]) == root:
        yield from _moved(batch.n, ordered)
        for place in ordered:
            if _now(place) != place.sealed:
                yield Finding(What.SEAL_EDITED, batch=batch.n, line=place.entry_id)
    else:
        told = list(_against_seals(batch.n, ordered))
        yield from told or [Finding(What.EDITED, batch=batch.n)]


def _moved(n: int, ordered: Sequence[Place]) -> Iterator[Finding]:
    for rank, place in enumerate(ordered):
        if place.position != rank:
            yield Finding(What.REORDERED, batch=n, line=place.entry_id)


def _now(place: Place) -> str:
    """The hash of the line that stands there; of a line gone, the one it was sealed with."""
    return place.sealed if place.line is None else line_hash(place.line)


def _too_many(batch: Sealed, root: str, places: Sequence[Place]) -> Iterator[Finding]:
    added = _added(batch.count, root, places)
    yield from (Finding(What.INSERTED, batch=batch.n, line=place.entry_id) for place in added)
    if not added:
        yield Finding(What.INSERTED, batch=batch.n, number=len(places) - batch.count)
    yield from _against_seals(batch.n, [place for place in places if place not in added])


def _added(count: int, root: str, places: Sequence[Place]) -> list[Place]:
    """The places without which the root is right: those past the end, or a single one anywhere."""
    if root_of([place.sealed for place in places[:count]]) == root:
        return list(places[count:])
    ordered = sorted(places, key=lambda place: place.entry_id)
    if len(ordered) != count + 1 or count > _TRIED_ONE_BY_ONE:
        return []
    hashes = [place.sealed for place in ordered]
    return [place for at, place in enumerate(ordered) if root_of(hashes[:at] + hashes[at + 1 :]) == root]


def _too_few(batch: Sealed, root: str, places: Sequence[Place], strays: dict[int, Read]) -> Iterator[Finding]:
    """Places are gone. A line still there without its place is recognised by the root."""
    found = _unsealed(batch.count, root, places, strays)
    if found is not None:
        strays.pop(found)
        yield Finding(What.SEAL_REMOVED, batch=batch.n, line=found)
    else:
        yield Finding(What.DELETED, batch=batch.n, number=batch.count - len(places))
    yield from _against_seals(batch.n, places)


def _unsealed(count: int, root: str, places: Sequence[Place], strays: dict[int, Read]) -> int | None:
    if len(places) != count - 1 or len(strays) > _TRIED_ONE_BY_ONE:
        return None
    ordered = sorted((place.entry_id, place.sealed) for place in places)
    for number, line in strays.items():
        if root_of([leaf for _, leaf in sorted([*ordered, (number, line_hash(line))])]) == root:
            return number
    return None
