"""Residences of one person follow each other: none overlaps the next, none outlasts the person's registration.

The later start wins and the earlier residence ends the day before. Death (AV), emigration (UV) and disappearance (OB)
end what is open on their day: the deregistration date is the last day of the residence. Both by person number; numbers
that turn out to be one person are `pax.linking`'s.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pax.registers.delivered import KEPT, Findings, QualityRow
from pax.store import PROVENANCE, Engine
from pax.vocabulary import Table

RESIDENCES = "residences"
OVERLAP = KEPT + "overlaps the person's next residence, so it ends the day before that begins"
CLOSED = KEPT + "outlasts the person's registration, so it ends the day that ended"
AFTER = KEPT + "begins after the person's registration ended"

_CHANGES = """
CREATE OR REPLACE TEMP TABLE pax_changes AS
WITH gone AS (
    SELECT person_id, min(deregistration_date) AS gone_on FROM received_persons
    WHERE deregistration_code IN ('AV', 'UV', 'OB') AND deregistration_date IS NOT NULL GROUP BY person_id
), following AS (
    SELECT rid, person_id, from_date, to_date,
           lead(from_date) OVER (PARTITION BY person_id ORDER BY from_date, rid) AS next_from
    FROM received_residences
), ended AS (
    SELECT rid, person_id, from_date, to_date,
           CASE WHEN next_from > from_date AND (to_date IS NULL OR to_date >= next_from)
           THEN CAST(next_from - 1 AS DATE) ELSE to_date END AS cut
    FROM following
)
SELECT e.rid, e.to_date, CASE WHEN g.gone_on >= e.from_date AND (e.cut IS NULL OR e.cut > g.gone_on)
           THEN g.gone_on ELSE e.cut END AS new_to, e.cut IS DISTINCT FROM e.to_date AS crosses,
       coalesce(g.gone_on >= e.from_date AND (e.cut IS NULL OR e.cut > g.gone_on), FALSE) AS closes,
       e.cut IS NOT NULL AS was_ended,
       coalesce(g.gone_on < e.from_date, FALSE) AS afterwards
FROM ended AS e LEFT JOIN gone AS g USING (person_id)
WHERE crosses OR closes OR afterwards
"""
_NO_PERSONS = (
    "CREATE OR REPLACE TEMP VIEW received_persons AS SELECT CAST(NULL AS VARCHAR) AS person_id, "
    "CAST(NULL AS VARCHAR) AS deregistration_code, CAST(NULL AS DATE) AS deregistration_date WHERE FALSE"
)


@dataclass(frozen=True, slots=True)
class Changes:
    """How many residences are changed (in the table `pax_changes`), and what quality says of it."""

    count: int
    quality: tuple[QualityRow, ...]


def find_changes(engine: Engine, used: str, persons: Path | None) -> Changes:
    """Fill `pax_changes` (rid, new_to) for the residences in force (SQL), and tell of each kind the first hundred."""
    engine.run(f"CREATE OR REPLACE TEMP VIEW received_residences AS {used}")
    if persons is None:
        engine.run(_NO_PERSONS)
    else:
        file = str(persons).replace("'", "''")
        columns = "person_id, deregistration_code, deregistration_date"
        select = f"SELECT {columns} FROM read_parquet('{file}')"  # noqa: S608  our own file
        engine.run(f"CREATE OR REPLACE TEMP VIEW received_persons AS {select}")
    engine.run(_CHANGES)
    told = (("crosses", OVERLAP), ("closes AND was_ended", CLOSED), ("afterwards", AFTER))
    quality = tuple(row for which, problem in told for row in _told(engine, which, problem))
    return Changes(int(engine.rows("SELECT count(*) FROM pax_changes")[0][0]), quality)


def _told(engine: Engine, which: str, problem: str) -> Iterator[QualityRow]:
    place = "r.src_register, r.src_delivery, r.src_file"
    concerned = (
        f"SELECT {place}, r.src_line, r.person_id, rid FROM pax_changes AS c "  # noqa: S608  our own tables
        f"JOIN received_residences AS r USING (rid) WHERE {which}"
    )
    column = "from_date" if which == "afterwards" else "to_date"
    for register, delivery, file, line, person, _ in engine.rows(f"{concerned} ORDER BY rid LIMIT {Findings.LISTED}"):
        yield QualityRow(register, delivery, file, line, column, problem, "", (person,))
    counted = f"SELECT src_register, src_delivery, src_file, count(*) FROM ({concerned}) GROUP BY ALL ORDER BY ALL"  # noqa: S608  as above
    for register, delivery, file, times in engine.rows(counted):
        if times > Findings.LISTED:
            yield QualityRow(register, delivery, file, 0, column, f"{problem} ({times} rows in all)", "")


def changed(table: Table, used: str) -> str:
    """SQL of the used residences (with `rid`) with the changes made, in the order of the file."""
    names = ", ".join(
        'CASE WHEN c.rid IS NULL THEN r.to_date ELSE c.new_to END AS "to_date"' if name == "to_date" else f'r."{name}"'
        for name in (*table.names, *PROVENANCE)
    )
    return f"SELECT {names} FROM ({used}) AS r LEFT JOIN pax_changes AS c USING (rid) ORDER BY rid"  # noqa: S608  canonical
