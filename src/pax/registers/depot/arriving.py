"""Receives deliveries into the store: each is read, checked, written aside, brought to the disk, and renamed."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from pax import __version__
from pax.registers.depot import disk, journal
from pax.registers.depot.manifest import SCHEMA, Held, canonical_json, folder_name, read_held
from pax.registers.depot.refusal import Refusal
from pax.registers.depot.shelving import shelve, shelve_raw, taken_from
from pax.registers.depot.standing import in_use
from pax.registers.depot.store import (
    DELIVERIES,
    Contents,
    Store,
    clear_removed,
    contents,
    create_or_open,
    refusal_path,
    writer,
)
from pax.registers.receiving import Intake, Wish, hold_board, hold_ground, open_intake, turn
from pax.registers.shelf import Found, look
from pax.registers.source import Source, read_source, register_ids
from pax.registers.taking import delivery_id, hashes, make, open_delivery
from pax.vocabulary import DeliveryRefused, NothingWritten, Report, WrongUse

_AHEAD = timedelta(days=366)
"""A delivery may be named after the day it is for; one of a mistyped year could never be followed by another."""
_WRITTEN = date(2026, 11, 23)
"""The day this was written: a machine's clock that tells an earlier one is slow, and refuses nothing by itself."""


class Became(StrEnum):
    """What became of a delivery that was given to the store."""

    TAKEN = "taken"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One delivery and what became of it: `held` when it is in the store (now, or already), else `refusal`."""

    register: str
    date: date
    became: Became
    held: Held | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class _Arriving:
    """A delivery on the shelf, its layout, and a day it surely has."""

    found: Found
    source: Source
    day: date
    stamps: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class _Door:
    """One call of `deliver` while it lasts."""

    store: Store
    wish: Wish
    sources: Mapping[str, Source]
    at: datetime
    report: Report


def deliver(root: Path, folders: Sequence[Path], wish: Wish, at: datetime, report: Report) -> tuple[Arrival, ...]:
    """Receive every delivery that lies in the folders into the board's store at `root`, made where none is.

    Each delivery is in the store whole, or not at all; one that is there already is left as it is, one that breaks its
    promise is remembered as refused. `wish.wanted` must be None: a store keeps every table. `at` is when it was
    received. Raises `WrongUse` for folders that hold no deliveries, `NothingWritten` when nothing lies there, another
    writes, or the disk is full.
    """
    hold_board(wish.municipality, wish.board)
    waiting = _waiting(folders, wish, at.date())
    store = create_or_open(root, wish.municipality, wish.board, at)
    sources = {register: _source(wish, register) for register in register_ids(wish.content)}
    door = _Door(store, wish, sources, at, report)
    with disk.writing("a delivery"), writer(root):
        disk.sweep(store.aside)
        clear_removed(store)
        _complete_journal(store)
        arrivals = []
        for done, each in enumerate(waiting):
            report.step(f"receiving {each.source.id} {each.day}", done, len(waiting))
            arrivals.append(_receive(door, each))
        disk.sweep(store.aside)
    report.step("received", len(waiting), len(waiting))
    return tuple(arrivals)


def _source(wish: Wish, register: str) -> Source:
    return read_source(wish.content, register, wish.schema.tables)


def _waiting(folders: Sequence[Path], wish: Wish, today: date) -> list[_Arriving]:
    """What lies in the folders: what looks nothing up before what does, changes last."""
    found = []
    for folder in folders:
        for each in look(folder, register_ids(wish.content), wish.schema.tables):
            if each.date is None:
                then = "put the tables in exchange/YYYY-MM-DD/"
                raise WrongUse("tables directly in the folder carry no date", file=folder.name, ask="you", then=then)
            if each.date > max(today, _WRITTEN) + _AHEAD:
                then = "name the folder after the day of the delivery: it would stand before all that come until then"
                where = f"{each.register}/{each.date}"
                raise WrongUse("the day of the delivery is more than a year ahead", file=where, ask="you", then=then)
            stamps = tuple(_stamp(path) for path in each.files)
            found.append(_Arriving(each, _source(wish, each.register), each.date, stamps))
    if not found:
        names = ", ".join(folder.name for folder in folders)
        raise NothingWritten("no delivery lies in the folder", file=names, ask="the board", then="deliver first")
    return sorted(found, key=lambda each: turn(each.found, each.source))


def _complete_journal(store: Store) -> None:
    """A delivery whose receiver was stopped between the rename and the journal gets its line now."""
    inside = contents(store)
    told = inside.journal.numbers(journal.RECEIVED)
    lines = [_line(each) for each in sorted(inside.held, key=lambda each: each.number) if each.number not in told]
    if lines:
        journal.add(store.root, lines, store.aside)


def _receive(door: _Door, arriving: _Arriving) -> Arrival:
    inside = contents(door.store)
    source, day = arriving.source, arriving.day
    identity = ""
    try:
        hold_ground(door.wish, source)
        sums = _sums(arriving)
        identity = delivery_id(source.id, sums)
        for held in inside.held:
            if (held.register, held.date, held.delivery_id) == (source.id, day, identity):
                return Arrival(source.id, day, Became.KNOWN, held)
        return Arrival(source.id, day, Became.TAKEN, _take_in(door, inside, arriving, sums))
    except DeliveryRefused as refused:
        failed = disk.disk_failed(refused)
        if failed is not None:
            raise failed from None
        return Arrival(source.id, day, Became.REFUSED, refusal=_remember(door, inside, arriving, identity, refused))


def _sums(arriving: _Arriving) -> dict[str, str]:
    try:
        return hashes(arriving.found.files)
    except OSError as error:
        file = Path(error.filename).name if error.filename else None
        raise _unreadable(arriving.source, file, "the file cannot be read", "see that Pax may read it") from None


def _unreadable(source: Source, file: str | None, problem: str, then: str) -> DeliveryRefused:
    return DeliveryRefused(
        problem,
        register=source.id,
        file=file,
        ask="whoever runs Pax",
        then=f"{then}, and receive the delivery again",
    )


def _hold_still(arriving: _Arriving) -> None:
    """Refuse the delivery when its files changed while they were read: somebody is still putting them there."""
    for path, stamp in zip(arriving.found.files, arriving.stamps, strict=True):
        if _stamp(path) != stamp:
            problem = "the file changed while it was read"
            raise _unreadable(arriving.source, path.name, problem, "wait until the delivery lies there whole")


def _stamp(path: Path) -> tuple[int, int, int]:
    try:
        told = path.stat()
    except OSError:
        return (0, 0, 0)
    return (told.st_ino, told.st_size, told.st_mtime_ns)


def _take_in(door: _Door, inside: Contents, arriving: _Arriving, sums: Mapping[str, str]) -> Held:
    """Read, check and write one delivery aside, bring it to the disk, rename it: then it is there."""
    store, source = door.store, arriving.source
    work = disk.make_folder(store.aside / str(inside.next_number))
    folder = disk.make_folder(work / "delivery")
    with open_intake(door.wish, work / "reading", {source.id: source}, arriving.day) as intake:
        _lay_out(door, inside, arriving, intake)
        opened = open_delivery(intake.opening(source, arriving.found, arriving.found.files), arriving.day, sums)
        if source.needs:
            shelve_raw(intake.engine, opened, folder)
        shelve(intake.engine, make(opened), folder, _about(door, inside, source, intake))
    _hold_still(arriving)
    target = store.root / DELIVERIES / source.id / folder_name(arriving.day, opened.delivery.delivery_id)
    disk.settle(folder)
    disk.commit(folder, target)
    held = read_held(target)
    journal.add(store.root, [_line(held)], store.aside)
    shutil.rmtree(work)
    return held


def _lay_out(door: _Door, inside: Contents, arriving: _Arriving, intake: Intake) -> None:
    """What is in force of the tables that the delivery is looked up in, as a run would have it at hand."""
    needed = frozenset(arriving.source.needs)
    mine = turn(arriving.found, arriving.source)
    before = [
        (turn(each, door.sources[each.register]), each) for each in in_use(inside) if each.register in door.sources
    ]
    for place, held in sorted(before, key=lambda each: each[0]):
        source = door.sources[held.register]
        if place < mine and needed & set(held.tables) and _has_ground(door.wish, source):
            intake.taken.append(taken_from(held, source, door.wish.schema, needed))


def _has_ground(wish: Wish, source: Source) -> bool:
    try:
        hold_ground(wish, source)
    except DeliveryRefused:
        return False
    return True


def looked_up(intake: Intake, source: Source) -> dict[str, tuple[str, ...]]:
    """Table → ids of the deliveries at hand that a layout's rows are looked up in."""
    return {
        name: tuple(each.delivery.delivery_id for each in intake.taken if name in each.tables) for name in source.needs
    }


def _about(door: _Door, inside: Contents, source: Source, intake: Intake) -> dict[str, object]:
    """What only the store knows of a delivery."""
    receipt = door.wish.municipality.receipt(door.wish.board, source.id) or door.wish.municipality.receipt(
        door.wish.board, source.changes or source.id
    )
    ground = receipt and {"from": receipt.sender, "act": receipt.ground.act, "section": receipt.ground.section}
    return {
        "schema": SCHEMA,
        "number": inside.next_number,
        "received_at": door.at.isoformat(timespec="seconds"),
        "pax": __version__,
        "delivery": source.delivery,
        "changes": source.changes,
        "retention_days": source.retention_days,
        "layout": {"kind": source.layout.kind, "source": source.layout.source, "date": source.layout.date.isoformat()},
        "ground": ground,
        "looked_up": {name: list(ids) for name, ids in looked_up(intake, source).items()},
    }


def _line(held: Held) -> dict[str, object]:
    return {
        "what": journal.RECEIVED,
        "at": held.received_at.isoformat(timespec="seconds"),
        "number": held.number,
        "register": held.register,
        "date": held.date.isoformat(),
        "delivery_id": held.delivery_id,
        "manifest": held.document["sha256"],
    }


def _remember(door: _Door, inside: Contents, arriving: _Arriving, identity: str, refused: DeliveryRefused) -> Refusal:
    """Keep what was refused, why and who must do what; the same refusal of the same delivery only once."""
    source, day = arriving.source, arriving.day
    fresh = Refusal(
        inside.next_number, source.id, day, identity, door.at, source.retention_days, source.changes, refused
    )
    for each in inside.refusals:
        same = (each.register, each.date, each.delivery_id) == (source.id, day, identity)
        if same and str(each.error) == str(refused):
            return each
    store = door.store
    path = refusal_path(store, fresh)
    disk.make_folder(path.parent)
    disk.replace_text(path, canonical_json(fresh.document), store.aside)
    told = {name: fresh.document[name] for name in ("number", "register", "date", "delivery_id")}
    journal.add(
        store.root,
        [{"what": journal.REFUSED, "at": door.at.isoformat(timespec="seconds"), **told}],
        store.aside,
    )
    return fresh
