"""The store: all that was delivered to one board, each delivery a folder that is whole or not there.

store.json                                    what it is, whose, by which rules its folders are laid out
journal.jsonl                                 what was received, refused, removed (`journal`)
deliveries/<register>/<date>.<delivery id>/   manifest.json, tables/, quality.parquet … (`shelving`)
refused/<register>/<date>.<delivery id>.json  what was refused, why, who must do what
.writing/                                     unfinished work; nothing in it is ever read
"""

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pax.municipality import Municipality
from pax.registers.depot import disk, journal
from pax.registers.depot.journal import Journal
from pax.registers.depot.manifest import Held, canonical_json, damaged, folder_name, read_held
from pax.registers.depot.refusal import Refusal, read_refusal
from pax.vocabulary import NothingWritten, WrongUse

SCHEMA = 1
STORE, LOCK = "store.json", ".lock"
DELIVERIES, REFUSED, WRITING = "deliveries", "refused", ".writing"
UNOPENED = "unopened"
"""What stands for the id of a delivery that was refused before its files were opened."""
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Store:
    """A store that was opened: where it lies and whose it is."""

    root: Path
    board: str
    municipality_code: str
    identity: str

    @property
    def aside(self) -> Path:
        """Where unfinished work lies."""
        return self.root / WRITING


@dataclass(frozen=True, slots=True)
class Contents:
    """What lies in a store at one moment: deliveries and refusals by register, day and number, and the journal."""

    held: tuple[Held, ...]
    refusals: tuple[Refusal, ...]
    journal: Journal

    @property
    def next_number(self) -> int:
        """The number of what comes next."""
        given = [each.number for each in self.held] + [each.number for each in self.refusals]
        return 1 + max([self.journal.highest, *given])


def create_or_open(root: Path, municipality: Municipality, board: str, at: datetime) -> Store:
    """Open the board's store, made anew where nothing lies. `WrongUse` when it is no store, or another board's."""
    if (root / STORE).exists():
        return open_store(root, municipality, board)
    _refuse_strange(root)
    with disk.writing("the store"):
        disk.make_folder(root)
        os.chmod(root, disk.FOLDER_MODE)
        with writer(root):
            if not (root / STORE).exists():
                _create(root, municipality, board, at)
    return open_store(root, municipality, board)


def _refuse_strange(root: Path) -> None:
    """Only a folder that is not there, is empty, or in which a store was begun may become one."""
    begun = {LOCK, WRITING, journal.JOURNAL}
    if root.exists() and (not root.is_dir() or any(entry.name not in begun for entry in root.iterdir())):
        problem = "something else than a store lies there"
        raise WrongUse(problem, file=root.name, ask="you", then="name a store, or a folder that does not exist yet")
    if not root.parent.is_dir():
        raise WrongUse("there is no folder to make the store in", file=root.name, ask="you", then="make it first")


def _create(root: Path, municipality: Municipality, board: str, at: datetime) -> None:
    (root / journal.JOURNAL).unlink(missing_ok=True)
    aside = root / WRITING
    owner = {"board": board, "municipality_code": municipality.code, "identity_numbers": str(municipality.identity)}
    journal.add(root, [{"what": journal.CREATED, "at": at.isoformat(timespec="seconds"), **owner}], aside)
    disk.replace_text(root / STORE, canonical_json({"schema": SCHEMA, **owner}), aside)


def open_store(root: Path, municipality: Municipality | None = None, board: str | None = None) -> Store:
    """Open a store that is there; no owner given = whoever's it is. Raises `WrongUse`."""
    try:
        document = json.loads((root / STORE).read_text(encoding="utf-8"))
        schema = document["schema"]
        store = Store(root, document["board"], document["municipality_code"], document["identity_numbers"])
    except (OSError, ValueError, KeyError, TypeError):
        then = "name a folder that pax receive made"
        raise WrongUse("no store of deliveries lies there", file=root.name, ask="you", then=then) from None
    if schema != SCHEMA:
        problem = f"the store is of version {schema}, and this Pax reads version {SCHEMA}"
        raise WrongUse(problem, file=STORE, ask="whoever runs Pax", then="use the Pax that made it, or a newer one")
    if board is not None and store.board != board:
        then = f"name the store of {board}: what was delivered to one board is not read by another"
        raise WrongUse(f"the store is that of the board {store.board}", file=root.name, ask="you", then=then)
    if municipality is not None:
        _hold_municipality(store, municipality)
    return store


def _hold_municipality(store: Store, municipality: Municipality) -> None:
    if (store.municipality_code, store.identity) != (municipality.code, str(municipality.identity)):
        raise WrongUse(
            f"the store was made for municipality {store.municipality_code} with {store.identity} identity numbers",
            file=store.root.name,
            ask="you",
            then="name the municipality file it was made with, or another store",
        )


@contextmanager
def writer(root: Path) -> Iterator[None]:
    """Be the one that writes to the store. `NothingWritten` when another does; readers are not in the way."""
    handle = os.open(root / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, disk.FILE_MODE)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NothingWritten(
                "another pax receive or pax store prune is writing to the store",
                file=root.name,
                ask="you",
                then="wait until it has ended and give the command again",
            ) from None
        yield
    finally:
        os.close(handle)


def contents(store: Store) -> Contents:
    """Read every manifest and the journal. `NothingWritten` when one is damaged or a delivery is gone without a line.

    Deliveries that the journal says are removed are not among them, even while their files are being deleted.
    """
    for _ in range(_TRIES):
        folders = _folders(store)
        lines = journal.read(store.root)
        removed = lines.numbers(journal.PRUNED)
        found = _readable(folders, removed)
        if found is None:
            continue
        there = {each.number for each in found}
        gone = lines.numbers(journal.RECEIVED) - removed - there
        if not gone:
            kept = sorted((each for each in found if each.number not in removed), key=_order)
            return Contents(tuple(kept), _refusals(store, removed), lines)
    line = next(each for each in lines.of(journal.RECEIVED) if each["number"] in gone)
    folder = store.root / DELIVERIES / line["register"] / f"{line['date']}.{line['delivery_id']}"
    raise damaged(folder, "", "the delivery is no longer in the store, though nobody removed it with pax store prune")


def _readable(folders: Sequence[Path], removed: frozenset[int]) -> list[Held] | None:
    """The manifests of the folders; None when one went away meanwhile: then look again."""
    found = []
    for folder in folders:
        try:
            found.append(read_held(folder))
        except NothingWritten:
            if not folder.exists():
                return None
            raise
    return found


def _folders(store: Store) -> list[Path]:
    return sorted(path for path in (store.root / DELIVERIES).glob("*/*") if path.is_dir())


def _refusals(store: Store, removed: frozenset[int]) -> tuple[Refusal, ...]:
    found = []
    for path in sorted((store.root / REFUSED).glob("*/*.json")):
        try:
            found.append(read_refusal(path))
        except NothingWritten:
            if path.exists():
                raise
    return tuple(sorted((each for each in found if each.number not in removed), key=_order))


def _order(each: Held | Refusal) -> tuple[str, str, int]:
    return (each.register, each.date.isoformat(), each.number)


def clear_removed(store: Store) -> None:
    """Delete the files of deliveries that the journal says are removed. For the one that writes to the store."""
    removed = journal.read(store.root).numbers(journal.PRUNED)
    for folder in _folders(store):
        if read_held(folder).number in removed:
            disk.take_away(folder, store.aside)
    for path in (store.root / REFUSED).glob("*/*.json"):
        if read_refusal(path).number in removed:
            path.unlink()


def refusal_path(store: Store, refusal: Refusal) -> Path:
    """Where a refusal lies. One of a delivery whose files were not opened has no id in its name."""
    return (
        store.root / REFUSED / refusal.register / f"{folder_name(refusal.date, refusal.delivery_id or UNOPENED)}.json"
    )
