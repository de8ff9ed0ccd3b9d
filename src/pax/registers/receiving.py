"""Receives what was delivered to one board: every register's newest delivery, as one set of canonical tables."""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from pax.content import Content, schema
from pax.municipality import Municipality
from pax.registers.delivered import QualityRow, Received
from pax.registers.joining import Joined, join, mount_needed
from pax.registers.numbers import define_macros
from pax.registers.readers.raw import Opening
from pax.registers.shelf import Found, look
from pax.registers.source import Source, read_source, register_ids
from pax.registers.taking import Taken, take
from pax.registers.values import VALUE_MACROS
from pax.store import Engine, Tables, open_engine
from pax.vocabulary import DeliveryRefused, NothingWritten, Report, Schema, WrongUse

WORK = "_work"
_PLAIN_IN = "SET disabled_optimizers = 'in_clause'"  # a join per list of words: half a second a table, for nothing


class Lying(Protocol):
    """A delivery that lies ready to be taken: on the shelf, or in the store. `date` None = the short form."""

    @property
    def register(self) -> str:
        """Which register it is of."""

    @property
    def date(self) -> date | None:
        """The day it was delivered."""


Delivered = TypeVar("Delivered", bound=Lying)


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wants which tables (None = all), as of which day (None = the newest delivery's)."""

    board: str
    municipality: Municipality
    content: Content
    wanted: frozenset[str] | None
    as_of: date | None

    @property
    def schema(self) -> Schema:
        """The canonical tables."""
        return schema(self.content)


@dataclass(slots=True)
class Intake:
    """One gathering of deliveries while it lasts. `wanted` are the tables to open."""

    wish: Wish
    engine: Engine
    work: Path
    wanted: frozenset[str]
    day: date
    taken: list[Taken] = field(default_factory=list)
    refusals: list[DeliveryRefused] = field(default_factory=list)

    def opening(self, source: Source, delivery: Lying, files: Sequence[Path] = ()) -> Opening:
        """A delivery about to be opened, with the tables it looks things up in at hand."""
        mount_needed(self.engine, self.wish.schema, self.taken, source.needs)
        scratch = self.work / f"{source.id}-{delivery.date or 'undated'}-{len(self.taken)}"
        return Opening(source, files, self.wish.schema, self.engine, scratch, self.wanted)


def receive(
    folder: Path,
    board: str,
    municipality: Municipality,
    content: Content,
    out: Path,
    *,
    as_of: date | None,
    wanted: frozenset[str] | None,
    report: Report,
) -> Received:
    """Read the newest delivery of every register in `folder` and write each canonical table to `out`.

    `wanted` names the tables somebody will read (None = all); no other table of an exchange folder is opened. A refused
    delivery is among `refusals` and nothing of it is used. Raises `WrongUse` for a folder that is not one of
    deliveries, an unknown board, or a missing `as_of`; `NothingWritten` when nothing lies there.
    """
    wish = Wish(board, municipality, content, wanted, as_of)
    hold_board(municipality, board)
    found = look(folder, register_ids(content), wish.schema.tables)
    if not found:
        raise NothingWritten("no delivery lies in the folder", file=folder.name, ask="the board", then="deliver first")
    return gather(wish, found, _read_files, out, report)


def _read_files(intake: Intake, delivery: Found, source: Source) -> Taken:
    return take(intake.opening(source, delivery, delivery.files), delivery.date or intake.day)


def gather(
    wish: Wish,
    found: Sequence[Delivered],
    fetch: Callable[[Intake, Delivered, Source], Taken],
    out: Path,
    report: Report,
) -> Received:
    """Fetch every delivery in force and write each canonical table to `out`. Raises `WrongUse`."""
    sources = {each.register: read_source(wish.content, each.register, wish.schema.tables) for each in found}
    found = in_force(found, {register: source.changes for register, source in sources.items()})
    day = _as_of(found, wish.as_of)
    work = out / WORK
    work.mkdir(parents=True, exist_ok=True)
    try:
        with open_intake(wish, work, sources, day) as intake:
            _take_all(intake, found, sources, fetch, report)
            joined = join(
                intake.engine, wish.schema, intake.taken, wish.municipality.sources, wish.wanted, out
            )  # fmt: skip
            return _received(intake, joined, found)
    finally:
        shutil.rmtree(work, ignore_errors=True)


@contextmanager
def open_intake(wish: Wish, work: Path, sources: Mapping[str, Source], day: date) -> Iterator[Intake]:
    """An `Intake` for the length of a `with`, its engine knowing what a number and a date look like."""
    with open_engine(work / "spill") as engine:
        define_macros(engine, wish.municipality.identity, wish.municipality.code)
        engine.run(VALUE_MACROS)
        engine.run(_PLAIN_IN)
        yield Intake(wish, engine, work, _opened(wish.schema, wish.wanted, sources), day)


def hold_board(municipality: Municipality, board: str) -> None:
    """`WrongUse` when the municipality has no such board."""
    if board not in municipality.boards:
        raise WrongUse(f"the municipality has no board {board}", ask="you", then=_name_one(municipality.boards))


def _name_one(boards: Mapping[str, object]) -> str:
    return f"name one of {', '.join(sorted(boards))}"


def _as_of(found: Sequence[Lying], as_of: date | None) -> date:
    """The day a delivery without one counts as; the short form needs it said."""
    if as_of is not None:
        return as_of
    if any(delivery.date is None for delivery in found):
        then = "give --as-of YYYY-MM-DD, or put the tables in exchange/YYYY-MM-DD/"
        raise WrongUse("tables that lie directly in the folder carry no date", ask="you", then=then)
    return max(delivery.date for delivery in found if delivery.date is not None)


def _opened(known: Schema, wanted: frozenset[str] | None, sources: Mapping[str, Source]) -> frozenset[str]:
    """The tables to open: those wanted, those a layout looks things up in, and persons, who end residences."""
    if wanted is None:
        return frozenset(known.tables)
    needed = {table for source in sources.values() for table in source.needs if wanted & set(source.fills)}
    return wanted | needed | ({"persons"} if "residences" in wanted else set())


def in_force(found: Sequence[Delivered], changes: Mapping[str, str | None]) -> tuple[Delivered, ...]:
    """The newest full delivery of each register, and the changes dated after it, oldest first.

    `found` stands in the order of their dates, of one date in that of arrival; `changes` says which register another
    one changes.
    """
    newest = {each.register: each for each in found if changes[each.register] is None}
    later = [
        each
        for each in found
        if (changed := changes[each.register]) is not None
        and (changed not in newest or (each.date or date.max) > (newest[changed].date or date.min))
    ]
    return (*newest.values(), *later)


def _take_all(
    intake: Intake,
    found: Sequence[Delivered],
    sources: Mapping[str, Source],
    fetch: Callable[[Intake, Delivered, Source], Taken],
    report: Report,
) -> None:
    """Take every delivery; those that look things up in other registers come last."""
    in_order = sorted(found, key=lambda each: turn(each, sources[each.register]))
    for done, delivery in enumerate(in_order):
        report.step(f"reading {delivery.register}", done, len(in_order))
        source = sources[delivery.register]
        if not intake.wanted & set(source.fills):
            continue
        try:
            hold_ground(intake.wish, source)
            _hold_full(intake, source)
            intake.taken.append(fetch(intake, delivery, source))
        except DeliveryRefused as refused:
            intake.refusals.append(refused)
    report.step("registers read", len(in_order), len(in_order))


def turn(delivery: Lying, source: Source) -> tuple[bool, bool, str, date]:
    """When a delivery is taken: what looks nothing up first, changes last, each register by date."""
    return (source.changes is not None, bool(source.needs), delivery.register, delivery.date or date.max)


def _hold_full(intake: Intake, source: Source) -> None:
    """Changes need something to change: a full delivery that was taken."""
    if source.changes is not None and all(each.source.id != source.changes for each in intake.taken):
        raise DeliveryRefused(
            f"there is no usable full delivery of {source.changes} that it could change",
            register=source.id,
            ask=f"whoever delivers the register {source.changes}",
            then="send a full delivery",
        )


def hold_ground(wish: Wish, source: Source) -> None:
    """No recorded ground for this board to hold the register: the delivery is not opened."""
    held = {source.id, source.changes or source.id}
    if all(wish.municipality.receipt(wish.board, register) is None for register in held):
        raise DeliveryRefused(
            f"no ground is recorded for the board {wish.board} to hold the register {source.id}: it was not opened",
            register=source.id,
            ask="whoever keeps the municipality's settings",
            then=f"record it under [[receives]] in {wish.municipality.path.name}, or take the delivery away",
        )


def _received(intake: Intake, joined: Joined, found: Sequence[Lying]) -> Received:
    deliveries = tuple(taken.delivery for taken in intake.taken)
    quality: list[QualityRow] = list(joined.quality)
    for taken in intake.taken:
        quality += taken.quality
    newest = [delivery.date for delivery in deliveries] or [each.date for each in found if each.date is not None]
    return Received(
        tables=Tables(joined.tables),
        deliveries=tuple(sorted(deliveries, key=lambda each: each.register)),
        quality=tuple(sorted(set(quality))),
        refusals=tuple(intake.refusals),
        as_of=intake.wish.as_of or max(newest),
        marked=joined.marked.union(*(taken.marked for taken in intake.taken)),
    )
