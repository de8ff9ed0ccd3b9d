"""Looks through a board's deliveries: of each register the newest that was accepted, and the one before it."""

import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from pax.content import Content, schema
from pax.registers import depot
from pax.registers.depot import Held, Listed, State
from pax.registers.quality.comparing import Jump, jumps
from pax.registers.quality.measuring import Measured, measure
from pax.registers.source import Source, read_source
from pax.store import open_engine
from pax.vocabulary import DeliveryRefused, NothingWritten, Report


@dataclass(frozen=True, slots=True)
class Looked:
    """One register: its newest delivery in numbers (None when none was accepted), the one before, what jumps, what
    was refused since.
    """

    source: Source
    now: Measured | None
    before: Measured | None
    jumps: tuple[Jump, ...]
    refused: tuple[DeliveryRefused, ...]

    def heading(self, table: str, column: str) -> str:
        """What the delivered file calls the column, when its table is delivered as it is; else empty."""
        if self.source.map_sql:
            return ""
        return self.source.alternatives(table).get(column, ("",))[0]


def look_through(root: Path, content: Content, only: Collection[str], report: Report) -> tuple[Looked, ...]:
    """Measure every register of the store at `root`, or only those named.

    Raises `WrongUse` when it is no store, `NothingWritten` when it holds none of them or is damaged.
    """
    listed = [each for each in depot.listed(depot.contents(depot.open_store(root)))]
    found = sorted({each.register for each in listed if not only or each.register in only})
    if not found:
        raise NothingWritten("no such delivery lies in the store", ask="you", then="receive deliveries first")
    known = schema(content)
    with tempfile.TemporaryDirectory() as scratch, open_engine(Path(scratch)) as engine:
        looked = []
        for done, register in enumerate(found):
            report.step(f"measuring {register}", done, len(found))
            held = _newest(listed, register)
            measured = [measure(engine, known, each) for each in held[-2:]]
            now, before = measured[-1] if measured else None, measured[0] if len(measured) > 1 else None
            source = read_source(content, register, known.tables)
            warned = jumps(now, before) if now else ()
            looked.append(Looked(source, now, before, warned, _refused(listed, register, held)))
    return tuple(looked)


def _newest(listed: list[Listed], register: str) -> list[Held]:
    """The accepted deliveries of a register, the newest last."""
    return [each.held for each in listed if each.register == register and each.held is not None]


def _refused(listed: list[Listed], register: str, held: list[Held]) -> tuple[DeliveryRefused, ...]:
    """What was refused on the day of the newest accepted delivery or later."""
    since = held[-1].date if held else None
    return tuple(
        each.refusal.error
        for each in listed
        if each.register == register
        and each.state is State.REFUSED
        and each.refusal is not None
        and (since is None or each.date >= since)
    )


def warnings_of(looked: Collection[Looked]) -> Mapping[str, tuple[Jump, ...]]:
    """Register → its warnings, for those that have any."""
    return {each.source.id: each.jumps for each in looked if each.jumps}
