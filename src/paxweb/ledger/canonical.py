"""One way to write a line as bytes, the same on both databases, and the hashes over it.

Leaves and nodes are told apart by their first byte, as in RFC 6962; a head commits to everything a batch says of itself
and to the head before it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

GENESIS = "0" * 64
_LINE, _HEAD = b"\x00pax-ledger-line-1\n", b"pax-ledger-head-1\n"


@dataclass(frozen=True, slots=True)
class Read:
    """A line as it stands in the database; `at` in UTC, `about` in order."""

    id: int
    at: datetime
    kind: str
    act: str
    user_id: int | None
    machine: str
    board: str
    purpose: str
    items: object
    detail: object
    about: tuple[str, ...]


def as_json(value: object) -> str:
    """JSON with sorted keys and no spaces."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def moment(value: datetime | str) -> datetime:
    """A stored moment in UTC. SQLite keeps text without a zone, PostgreSQL gives a zone."""
    given = datetime.fromisoformat(value) if isinstance(value, str) else value
    return given.replace(tzinfo=UTC) if given.tzinfo is None else given.astimezone(UTC)


def stamp(value: datetime) -> str:
    """A moment as text: UTC, six decimals."""
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def line_hash(line: Read, *, under: int | None = None) -> str:
    """SHA-256 in hex over all of a line; `under` asks what it would be had the line another id."""
    said = [
        line.id if under is None else under,
        stamp(line.at),
        line.kind,
        line.act,
        line.user_id,
        line.machine,
        line.board,
        line.purpose,
        line.items,
        line.detail,
        list(line.about),
    ]
    return sha256(_LINE + as_json(said).encode()).hexdigest()


def root_of(hashes: Sequence[str]) -> str:
    """The Merkle root over at least one leaf; an odd one out goes up unpaired, which is RFC 6962's tree."""
    level = [bytes.fromhex(leaf) for leaf in hashes]
    while len(level) > 1:
        paired = [sha256(b"\x01" + left + right).digest() for left, right in zip(level[::2], level[1::2], strict=False)]
        level = paired + level[len(paired) * 2 :]
    return level[0].hex()


def head_of(*, n: int, count: int, total: int, waiting: int, root: str, previous_head: str, sealed_at: datetime) -> str:
    """What a batch is known by: SHA-256 over its number, counts, root, time and the head before."""
    said = as_json([n, count, total, waiting, root, previous_head, stamp(sealed_at)])
    return sha256(_HEAD + said.encode()).hexdigest()


def digest(value: Mapping[str, object] | Sequence[object]) -> str:
    """SHA-256 in hex over a value's canonical JSON."""
    return sha256(as_json(value).encode()).hexdigest()
