"""Looks through a whole store: is every file what it was when written, is one missing, is one strange?"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pax.registers.depot import journal
from pax.registers.depot.journal import JOURNAL, Journal
from pax.registers.depot.manifest import MANIFEST, Held, read_held
from pax.registers.depot.refusal import read_refusal
from pax.registers.depot.store import DELIVERIES, LOCK, REFUSED, STORE, WRITING, Store
from pax.registers.taking import sha256_of
from pax.vocabulary import NothingWritten, Report


class Fault(StrEnum):
    """What can be wrong with a file of the store."""

    DAMAGED = "damaged"
    MISSING = "missing"
    UNKNOWN = "unknown"
    UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class Fell:
    """One thing found wrong: which file of the store, and how."""

    fault: Fault
    file: str


@dataclass(frozen=True, slots=True)
class Verified:
    """How many deliveries and files were looked at, and what was wrong."""

    deliveries: int
    files: int
    faults: tuple[Fell, ...]


def verify(store: Store, report: Report) -> Verified:
    """Hold every file of the store to the hash it was written with. Reads everything, changes nothing."""
    faults = list(_strange(store))
    lines = _journal(store, faults)
    removed = lines.numbers(journal.PRUNED) if lines else frozenset()
    folders = sorted(path for path in (store.root / DELIVERIES).glob("*/*") if path.is_dir())
    read: dict[int, Held] = {}
    files = 0
    for done, folder in enumerate(folders):
        report.step(f"verifying {folder.parent.name}", done, len(folders))
        try:
            held = read_held(folder)
        except NothingWritten:
            missing = not (folder / MANIFEST).exists()
            faults.append(Fell(Fault.MISSING if missing else Fault.DAMAGED, _named(store, folder / MANIFEST)))
            continue
        if held.number in removed:
            faults.append(Fell(Fault.UNFINISHED, _named(store, folder)))
            continue
        read[held.number] = held
        files += 1 + len(held.written)
        faults += _files(store, held)
    faults += _refusals(store)
    if lines:
        faults += _gone(lines, read, removed, {_named(store, folder) for folder in folders})
    report.step("verified", len(folders), len(folders))
    return Verified(len(read), files, tuple(sorted(faults, key=lambda each: (each.file, each.fault))))


def _named(store: Store, path: Path) -> str:
    return path.relative_to(store.root).as_posix()


def _journal(store: Store, faults: list[Fell]) -> Journal | None:
    try:
        return journal.read(store.root)
    except NothingWritten:
        missing = not (store.root / JOURNAL).exists()
        faults.append(Fell(Fault.MISSING if missing else Fault.DAMAGED, JOURNAL))
        return None


def _strange(store: Store) -> Iterator[Fell]:
    """What does not belong where it lies, outside the deliveries' own folders."""
    ours = {STORE, JOURNAL, LOCK, DELIVERIES, REFUSED, WRITING}
    for path in store.root.iterdir():
        if path.name not in ours:
            yield Fell(Fault.UNKNOWN, path.name)
    for path in (store.root / WRITING).glob("*"):
        yield Fell(Fault.UNFINISHED, _named(store, path))
    for level in ("*", "*/*"):
        for path in (store.root / DELIVERIES).glob(level):
            if not path.is_dir() or path.is_symlink():
                yield Fell(Fault.UNKNOWN, _named(store, path))


def _files(store: Store, held: Held) -> Iterator[Fell]:
    there = {path.relative_to(held.folder).as_posix(): path for path in held.folder.rglob("*") if not path.is_dir()}
    for name, sha256 in held.written.items():
        path = there.pop(name, None)
        if path is None:
            yield Fell(Fault.MISSING, _named(store, held.folder / name))
        elif path.is_symlink() or _sum(path) != sha256:
            yield Fell(Fault.DAMAGED, _named(store, path))
    for name, path in there.items():
        if name != MANIFEST:
            yield Fell(Fault.UNKNOWN, _named(store, path))


def _sum(path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError:
        return ""


def _refusals(store: Store) -> Iterator[Fell]:
    for path in sorted((store.root / REFUSED).rglob("*")):
        if path.is_dir():
            continue
        try:
            read_refusal(path)
        except NothingWritten:
            is_ours = path.suffix == ".json" and len(path.relative_to(store.root).parts) == 3
            yield Fell(Fault.DAMAGED if is_ours else Fault.UNKNOWN, _named(store, path))


def _gone(lines: Journal, read: dict[int, Held], removed: frozenset[int], folders: set[str]) -> Iterator[Fell]:
    """Deliveries the journal knows that are not there, or are not those it knows."""
    for line in lines.of(journal.RECEIVED):
        if line["number"] in removed:
            continue
        name = f"{DELIVERIES}/{line['register']}/{line['date']}.{line['delivery_id']}"
        held = read.get(int(line["number"]))
        if held is None and name not in folders:
            yield Fell(Fault.MISSING, name)
        elif held is not None and held.document["sha256"] != line["manifest"]:
            yield Fell(Fault.DAMAGED, f"{name}/{MANIFEST}")
