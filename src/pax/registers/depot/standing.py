"""What counts in a store now: in force, superseded, waiting for what it would change, or refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pax.registers.depot.manifest import Held
from pax.registers.depot.refusal import Refusal
from pax.registers.depot.store import Contents
from pax.registers.receiving import in_force


class State(StrEnum):
    """How a delivery stands."""

    IN_FORCE = "in force"
    SUPERSEDED = "superseded"
    WAITING = "waiting"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Listed:
    """One delivery the store knows of, and how it stands; of a refused one `rows` and `quarantined` are None."""

    register: str
    date: date
    delivery_id: str
    number: int
    state: State
    rows: int | None
    quarantined: int | None
    held: Held | None = None
    refusal: Refusal | None = None


def in_use(inside: Contents) -> tuple[Held, ...]:
    """What a run reads: the newest full delivery of each register, and the changes after it, oldest first."""
    registers = {each.register for each in inside.held if each.changes is None}
    found = in_force(inside.held, {each.register: each.changes for each in inside.held})
    return tuple(each for each in found if each.changes is None or each.changes in registers)


def listed(inside: Contents) -> tuple[Listed, ...]:
    """Every delivery, by register, day and number."""
    rows = [*_held(inside), *_refused(inside)]
    return tuple(sorted(rows, key=lambda each: (each.register, each.date, each.number)))


def _held(inside: Contents) -> Iterator[Listed]:
    used = {each.number for each in in_use(inside)}
    full = {each.register for each in inside.held if each.changes is None}
    for each in inside.held:
        waits = each.changes is not None and each.changes not in full
        state = State.WAITING if waits else State.IN_FORCE if each.number in used else State.SUPERSEDED
        told = (each.register, each.date, each.delivery_id, each.number, state)
        yield Listed(*told, each.rows, each.quarantined, held=each)


def _refused(inside: Contents) -> Iterator[Listed]:
    """The refusals, save those of deliveries that were accepted afterwards."""
    accepted = {(each.register, each.date, each.delivery_id): each.number for each in inside.held}
    for each in inside.refusals:
        if accepted.get((each.register, each.date, each.delivery_id), 0) < each.number:
            told = (each.register, each.date, each.delivery_id, each.number, State.REFUSED)
            yield Listed(*told, None, None, refusal=each)


def newer_refused(inside: Contents) -> tuple[tuple[Refusal, Held | None], ...]:
    """Refusals newer than what is in force of their register, each with the delivery that stays in use meanwhile."""
    used = in_use(inside)
    found = []
    for one in (each.refusal for each in _refused(inside) if each.refusal is not None):
        same = [each for each in inside.held if each.register == one.register]
        full = [each for each in used if each.register == (one.changes or one.register)]
        if one.changes is None:
            is_newer = all((each.date, each.number) < (one.date, one.number) for each in same)
        else:
            sent_again = any(each.date == one.date and each.number > one.number for each in same)
            is_newer = not sent_again and all(each.date < one.date for each in full)
        if is_newer:
            found.append((one, max([*full, *same], key=lambda each: (each.date, each.number), default=None)))
    return tuple(found)
