"""What is in force in a store as one set of canonical tables: the same that a folder of those deliveries would give."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pax.registers.delivered import Received
from pax.registers.depot.arriving import looked_up
from pax.registers.depot.manifest import Held
from pax.registers.depot.refusal import Refusal
from pax.registers.depot.shelving import opened_from, taken_from
from pax.registers.depot.standing import newer_refused
from pax.registers.depot.store import Contents, Store, contents
from pax.registers.receiving import Intake, Wish, gather, hold_board
from pax.registers.source import Source, read_source, register_ids
from pax.registers.taking import Taken, make
from pax.vocabulary import DeliveryRefused, NothingWritten, Report


def in_force(store: Store, wish: Wish, out: Path, report: Report) -> Received:
    """Write each canonical table that is in force in the store to `out`, as `receive` does from a folder.

    Every file is held to its hash before it is read. Deliveries newer than those in force that were refused are among
    `refusals`. Raises `WrongUse` for an unknown board; `NothingWritten` when nothing is in force, or a file that would
    be read is missing or not as it was written.
    """
    hold_board(wish.municipality, wish.board)
    inside = contents(store)
    layouts = frozenset(register_ids(wish.content))
    found = tuple(each for each in inside.held if each.register in layouts)
    refusals = (*_without_layout(inside, layouts), *_still_refused(inside, wish, layouts))
    if not found:
        because = "".join(f"; refused: {error.where}: {error.problem}" for error in refusals)
        problem = f"nothing is in force in the store{because}"
        raise NothingWritten(problem, file=store.root.name, ask="the board", then="deliver first (pax receive)")
    received = gather(wish, found, _fetch, out, report)
    return replace(received, refusals=(*received.refusals, *refusals))


def _fetch(intake: Intake, held: Held, source: Source) -> Taken:
    """The delivery as it was taken; anew from what was read, when what it is looked up in has changed since."""
    if held.looked_up == looked_up(intake, source):
        return taken_from(held, source, intake.wish.schema, intake.wanted)
    return make(opened_from(held, intake.opening(source, held)))


def _without_layout(inside: Contents, layouts: frozenset[str]) -> Iterator[DeliveryRefused]:
    for register in sorted({each.register for each in inside.held} - layouts):
        problem = "the store holds deliveries of the register, and its layout is gone"
        ask, then = "whoever keeps the register's layout", f"put registers/{register}/register.yml back"
        yield DeliveryRefused(problem, register=register, ask=ask, then=then)


def _still_refused(inside: Contents, wish: Wish, layouts: frozenset[str]) -> Iterator[DeliveryRefused]:
    """Newer deliveries that were refused, of registers that fill a wanted table."""
    for refusal, kept in newer_refused(inside):
        if refusal.register in layouts and _is_wanted(refusal, wish):
            error = refusal.error
            instead = f"that of {kept.date.isoformat()} stays in use" if kept else "none before it is in use"
            yield DeliveryRefused(
                f"the delivery of {refusal.date.isoformat()} was refused, {instead}: {error.problem}",
                register=error.register,
                file=error.file,
                line=error.line,
                column=error.column,
                ask=error.ask,
                then=error.then,
            )


def _is_wanted(refusal: Refusal, wish: Wish) -> bool:
    source = read_source(wish.content, refusal.register, wish.schema.tables)
    return wish.wanted is None or bool(wish.wanted & set(source.fills))
