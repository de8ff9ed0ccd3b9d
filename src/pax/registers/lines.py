"""A register in force: its newest full delivery, and the changes that came after it, in their order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pax.registers.checking import Checked, stage_of, usable
from pax.registers.delivered import KEPT, QualityRow
from pax.registers.taking import Taken
from pax.vocabulary import Table

_APART = 1 << 40
"""What sets the rows of one delivery apart from those of the next in their common order."""


@dataclass(frozen=True, slots=True)
class Line:
    """One register: `full`, then `changes` from the oldest on."""

    full: Taken
    changes: tuple[Taken, ...] = ()

    @property
    def register(self) -> str:
        """The id of the register that was delivered in full."""
        return self.full.delivery.register

    def fills(self, table: str) -> bool:
        """True when some delivery of the line has the table."""
        return any(table in each.tables for each in (self.full, *self.changes))

    def parts(self, table: str) -> Iterator[tuple[int, Taken, Checked, str]]:
        """Each delivery of the table: its place, itself, its rows, and SQL of what later ones leave of them."""
        all_taken = (self.full, *self.changes)
        for place, each in enumerate(all_taken):
            if table in each.tables:
                left = "".join(_not_replaced(later, table) for later in all_taken[place + 1 :])
                yield place, each, each.tables[table], left

    def used(self, table: Table) -> str:
        """SQL of the rows in force, with where each comes from, and `rid`, their order."""
        columns = ", ".join(f'"{name}"' for name in table.names)
        return " UNION ALL ".join(
            f"SELECT {columns}, '{each.delivery.register}' AS src_register, "  # noqa: S608  canonical names, ids of our own
            f"'{each.delivery.delivery_id}' AS src_delivery, src_file, CAST(src_line AS INTEGER) AS src_line, "
            f"rid + {place * _APART} AS rid FROM ({usable(checked)}) WHERE TRUE{left}"
            for place, each, checked, left in self.parts(table.name)
        )

    def unused(self, table: str) -> Iterator[tuple[Taken, str]]:
        """SQL of the rows of each delivery that are in quarantine or doubled, unless a later one replaced them."""
        for _, each, checked, left in self.parts(table):
            dropped = f" OR rid IN (SELECT rid FROM {checked.dropped})" if checked.doubled else ""  # noqa: S608  ours
            yield each, f"SELECT * FROM {stage_of(checked)} WHERE (bad > 0{dropped}){left}"  # noqa: S608  our own

    def is_in_order(self, table: str) -> bool:
        """True when the rows of `used` come in their order without asking: one delivery, nothing doubled."""
        parts = list(self.parts(table))
        return len(parts) == 1 and not parts[0][2].doubled

    def gaps(self) -> Iterator[QualityRow]:
        """A row for every number that is missing between one delivery of the line and the next."""
        before = self.full.delivery.sequence
        for each in self.changes:
            number = each.delivery.sequence
            if before is not None and number is not None and number != before + 1:
                what = f"{before + 1} to {number - 1}" if number > before + 1 else f"{number} came again or late"
                problem = f"{KEPT}a gap in the sequence of deliveries: {what}"
                file = each.delivery.files[0].name if each.delivery.files else ""
                yield QualityRow(each.delivery.register, each.delivery.delivery_id, file, 0, "", problem, "")
            before = number if number is not None else before


def _not_replaced(later: Taken, table: str) -> str:
    """SQL that leaves out rows a later delivery replaces; empty when it replaces none of that table."""
    if table not in later.source.replaces:
        return ""
    other, column = later.source.replaces[table]
    if other not in later.tables:
        return ""
    replaced = f'SELECT "{column}" FROM ({usable(later.tables[other])}) WHERE "{column}" IS NOT NULL'  # noqa: S608  ours
    return f" AND coalesce(\"{column}\", '') NOT IN ({replaced})"


def lines_of(taken: Sequence[Taken]) -> Mapping[str, Line]:
    """Register → its line. Changes without a full delivery have none.

    Changes are ordered by day, then by their number, then as they were taken.
    """
    lines = {each.delivery.register: Line(each) for each in taken if each.source.changes is None}
    ordered = sorted(taken, key=lambda each: (each.delivery.date, each.delivery.sequence or 0))
    for each in ordered:
        line = lines.get(each.source.changes or "")
        if line is not None:
            lines[line.register] = Line(line.full, (*line.changes, each))
    return lines
