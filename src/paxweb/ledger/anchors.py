"""Anchors: how many lines there were and the head over them, signed, in a file that the database server cannot reach.

One JSON object a line, each naming the hash of the line before it. The signing key lies with whoever runs the
anchoring, never on the database server; whoever verifies needs the public key and the file, nothing else.
"""

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from pax.vocabulary import WrongUse
from paxweb.ledger.canonical import GENESIS, as_json, stamp
from paxweb.ledger.models import Batch

FILE, PUBLIC = "anchors.jsonl", "anchor.pub"
_SIGNED = b"pax-ledger-anchor-1\n"
_GROUP_OR_OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class Record:
    """A line of the file. `number` counts from one; `sound` says that signature and chain hold."""

    number: int
    said: Mapping[str, object]
    sound: bool
    torn: bool = False

    @property
    def kind(self) -> str:
        """`anchor`, `pruning`, or empty when the line cannot be read."""
        return str(self.said.get("kind", ""))


@dataclass(frozen=True, slots=True)
class Anchored:
    """Through batch `batch` there were `lines` lines, and the head was `head`."""

    number: int
    batch: int
    lines: int
    head: str
    at: str


@dataclass(frozen=True, slots=True)
class Pruned:
    """Somebody with the key signed that the lines of these batches were to go, being older than `before`."""

    number: int
    first: int
    last: int
    lines: int
    head: str
    before: str


@dataclass(frozen=True, slots=True)
class AnchorFile:
    """What the file says: sound records by kind, and the numbers of lines that are not sound, or torn by a crash."""

    anchored: tuple[Anchored, ...] = ()
    pruned: tuple[Pruned, ...] = ()
    unsound: tuple[int, ...] = ()
    torn: tuple[int, ...] = ()
    seen: bool = field(default=False)

    @property
    def last(self) -> Anchored | None:
        """The newest sound anchor."""
        return self.anchored[-1] if self.anchored else None


def make_key(path: Path, chance: Callable[[int], bytes]) -> str:
    """Write a signing key that only the owner may read; the public key in hex. Never overwrites."""
    key = SigningKey(chance(32))
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise _wrong(path, "there is a file already", "name a new file") from None
    except OSError:
        raise _wrong(path, "the file cannot be written", "name a file in a folder that exists") from None
    with os.fdopen(handle, "wb") as file:
        file.write(bytes(key).hex().encode() + b"\n")
    return bytes(key.verify_key).hex()


def read_key(path: Path) -> SigningKey:
    """The signing key; `WrongUse` when it cannot be read, or others may read it."""
    try:
        text = path.read_text().strip()
        if path.stat().st_mode & _GROUP_OR_OTHERS:
            raise _wrong(path, "others than the owner may read the key", "run chmod 600 on it")
        return SigningKey(bytes.fromhex(text))
    except (OSError, ValueError):
        raise _wrong(path, "the signing key cannot be read", "make one with pax-office ledger key") from None


def read_public(path: Path) -> VerifyKey:
    """A public key in hex."""
    try:
        return VerifyKey(bytes.fromhex(path.read_text().strip()))
    except (OSError, ValueError):
        raise _wrong(path, "the public key cannot be read", "give the file that ledger key wrote") from None


def read(folder: Path, public: VerifyKey) -> AnchorFile:
    """Every record, judged by the public key alone. A folder without a file has no anchors."""
    path = folder / FILE
    if not path.exists():
        return AnchorFile()
    records = list(_records(path.read_bytes(), public))
    sound = [record for record in records if record.sound]
    return AnchorFile(
        anchored=tuple(_anchored(record) for record in sound if record.kind == "anchor"),
        pruned=tuple(_pruned(record) for record in sound if record.kind == "pruning"),
        unsound=tuple(record.number for record in records if not record.sound and not record.torn),
        torn=tuple(record.number for record in records if record.torn),
        seen=True,
    )


def anchor(folder: Path, key: SigningKey, at: datetime, *, using: str = DEFAULT_DB_ALIAS) -> Anchored | None:
    """Sign the newest batch; None when it is signed already. Refuses a chain that has left its last anchor."""
    with _held(folder):
        known = read(folder, key.verify_key)
        last = known.last
        newest = Batch.objects.using(using).order_by("-n").first()
        if last is not None:
            _still_there(last, using)
        if newest is None or (last is not None and last.batch == newest.n):
            return None
        said = {"kind": "anchor", "batch": newest.n, "lines": newest.total, "head": newest.head, "at": stamp(at)}
        _append(folder, key, said)
        return Anchored(0, newest.n, newest.total, newest.head, stamp(at))


def sign_pruning(folder: Path, key: SigningKey, pruned: Pruned, at: datetime) -> None:
    """Say, signed and before it is done, that the lines of these batches go."""
    with _held(folder):
        said = {
            "kind": "pruning",
            "first": pruned.first,
            "last": pruned.last,
            "lines": pruned.lines,
            "head": pruned.head,
            "before": pruned.before,
            "at": stamp(at),
        }
        _append(folder, key, said)


def _still_there(last: Anchored, using: str) -> None:
    found = Batch.objects.using(using).filter(n=last.batch, total=last.lines, head=last.head)
    if not found.exists():
        raise WrongUse(
            f"the ledger does not hold batch {last.batch} as it was anchored",
            file=FILE,
            ask="the technician and the data protection officer",
            then="run pax-office ledger verify; nothing was signed",
        )


def _append(folder: Path, key: SigningKey, said: Mapping[str, object]) -> None:
    path = folder / FILE
    before = path.read_bytes() if path.exists() else b""
    if before and not before.endswith(b"\n"):
        before = _write(path, b"\n", before)
    chained = {**said, "previous": _last_whole(before)}
    signature = key.sign(_SIGNED + as_json(chained).encode()).signature.hex()
    _write(path, as_json({**chained, "signature": signature}).encode() + b"\n", before)


def _write(path: Path, content: bytes, before: bytes) -> bytes:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o640)
    try:
        os.write(handle, content)
        os.fsync(handle)
    finally:
        os.close(handle)
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
    return before + content


def _last_whole(content: bytes) -> str:
    """The hash that the next record names: of the last line that is whole JSON, or 64 zeros."""
    for text in reversed(content.splitlines()):
        if _parsed(text):
            return sha256(text).hexdigest()
    return GENESIS


def _records(content: bytes, public: VerifyKey) -> Iterator[Record]:
    previous = GENESIS
    for number, text in enumerate(content.splitlines(), start=1):
        said = _parsed(text)
        if not said:
            yield Record(number, {}, sound=False, torn=b'"signature"' not in text)
            continue
        yield Record(number, said, sound=said.get("previous") == previous and _signed(said, public))
        previous = sha256(text).hexdigest()


def _parsed(text: bytes) -> dict[str, object]:
    try:
        said = json.loads(text)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _signed(said: Mapping[str, object], public: VerifyKey) -> bool:
    content = {key: value for key, value in said.items() if key != "signature"}
    try:
        public.verify(_SIGNED + as_json(content).encode(), bytes.fromhex(str(said.get("signature", ""))))
    except (BadSignatureError, ValueError):
        return False
    return True


def _anchored(record: Record) -> Anchored:
    said = record.said
    return Anchored(record.number, int(str(said["batch"])), int(str(said["lines"])), str(said["head"]), str(said["at"]))


def _pruned(record: Record) -> Pruned:
    said = record.said
    first, last, lines = (int(str(said[key])) for key in ("first", "last", "lines"))
    return Pruned(record.number, first, last, lines, str(said["head"]), str(said["before"]))


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """One writer at a time."""
    try:
        handle = os.open(folder / ".lock", os.O_WRONLY | os.O_CREAT, 0o640)
    except OSError:
        raise _wrong(folder, "the folder of anchors cannot be written", "make it, away from the database") from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _wrong(path: Path, problem: str, then: str) -> WrongUse:
    return WrongUse(problem, file=path.name, ask="the technician", then=then)
