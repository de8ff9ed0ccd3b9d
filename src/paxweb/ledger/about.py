"""Which lines concern somebody: what an answer to their request for access is made from."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from paxweb.ledger.models import About


@dataclass(frozen=True, slots=True)
class Concerned:
    """A line about somebody. Who of the staff did it is not told: they acted for the board (EU court, C-579/21)."""

    line: int
    at: datetime
    kind: str
    act: str
    board: str
    purpose: str


def ledger_about(subject_keys: Collection[str], *, boards: Collection[str] | None = None) -> Iterator[Concerned]:
    """Lines about any of these keys, oldest first. A board answers for itself: give it, or None for the whole log.

    One person has one key per board (each board hides numbers by a key of its own), and one per kind of identifier.
    """
    rows = About.objects.filter(subject_key__in=subject_keys)
    if boards is not None:
        rows = rows.filter(entry__board__in=boards)
    columns = ("entry_id", "entry__at", "entry__kind", "entry__act", "entry__board", "entry__purpose")
    found = rows.order_by("entry_id").values_list(*columns).distinct()
    for line, at, kind, act, board, purpose in found.iterator(chunk_size=2_000):
        yield Concerned(line, at, kind, act, board, purpose)
