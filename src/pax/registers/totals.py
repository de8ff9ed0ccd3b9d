"""Lines of totals, which reports put below (or between) their rows: no row of the register, and told."""

from dataclasses import replace

from pax.registers.delivered import Findings
from pax.registers.readers.raw import Raw
from pax.store import Engine

READERS = frozenset({"csv", "xlsx", "table"})
"""Readers of lists that people export; what one machine sends another has no totals."""
_FEWEST_COLUMNS = 3
_MOST_TOLD = 1_000
_SAYS = (
    r"(?i)^[\W_]*((del|slut|total|huvud)?summa|total(t|er|en)?|(grand |sub)?total|sum|"
    r"antal (rader|poster|st|personer|kontrakt|avtal|utbetalningar|fakturor|order|ärenden|lägenheter))\b"
)
_FIRM = r"(?i)\b(ab|hb|kb|aktiebolag|handelsbolag|kommanditbolag|förening|stiftelse|as|oy|gmbh|ltd|inc|sverige|bygg)\b"
"""A supplier may be called Total Bygg AB."""


def without_totals(engine: Engine, raw: Raw, findings: Findings) -> Raw:
    """The table without its lines of totals: their first cell says so, and no more than half of their cells are filled.

    Each is told as a row that was left out.
    """
    if len(raw.columns) < _FEWEST_COLUMNS:
        return raw
    cells = [f"nullif(trim(CAST(\"{name}\" AS VARCHAR)), '')" for name in raw.columns]
    filled = " + ".join(f"CAST({cell} IS NOT NULL AS INTEGER)" for cell in cells)
    first = f"coalesce({', '.join(cells)}, '')"
    says = f"(regexp_matches({first}, '{_SAYS}') AND NOT regexp_matches({first}, '{_FIRM}'))"
    total = f"({says} AND {filled} <= {len(cells) // 2})"
    named = f"concat_ws(' ', {', '.join(cells)})"
    lines = f"SELECT src_file, src_line, left({named}, 1000) FROM ({raw.relation}) WHERE {total}"  # noqa: S608  names of the layout
    found = engine.rows(f"{lines} ORDER BY src_file, src_line")
    for file, line, text in found[:_MOST_TOLD]:
        findings.leave_out(file, line, "", "a line of totals", named=text)
    for file, _, _ in found[_MOST_TOLD:]:
        findings.unlisted[file] = findings.unlisted.get(file, 0) + 1
    if not found:
        return raw
    return replace(raw, relation=f"SELECT * FROM ({raw.relation}) WHERE NOT {total}")  # noqa: S608  names of the layout
