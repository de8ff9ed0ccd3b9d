"""Residences of one person follow each other: none overlaps the next, none outlasts the person's registration.

The later start wins and the earlier residence ends the day before. Death (AV), emigration (UV) and disappearance (OB)
end what is open on their day: the deregistration date is the last day of the residence. Both by person number; numbers
that turn out to be one person are `pax.linking`'s.
"""

from collections.abc import Iterator
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
    SELECT rid, person_id, from_date, to_date, CASE WHEN next_from > from_date AND (to_date IS NULL OR to_date >= next_from)
        THEN CAST(next_from - 1 AS DATE) ELSE to_date END AS cut
    FROM following
)
SELECT e.rid, e.to_date, CASE WHEN g.gone_on >= e.from_date AND (e.cut IS NULL OR e.cut > g.gone_on)
           THEN g.gone_on ELSE e.cut END AS new_to, e.cut IS DISTINCT FROM e.to_date AS crosses,
       coalesce(g.gone_on >= e.from_date AND (e.cut IS NULL OR e.cut > g.gone_on), FALSE) AS closes, e.cut IS NOT NULL AS was_ended,
       coalesce(g.gone_on < e.from_date, FALSE) AS afterwards
FROM ended AS e LEFT JOIN gone AS g USING (person_id)
WHERE crosses OR closes OR afterwards
"""
_NO_PERSONS = "CREATE OR REPLACE TEMP VIEW received_persons AS SELECT NULL AS person_id, NULL AS deregistration_code, CAST(NULL AS DATE) AS deregistration_date WHERE FALSE"


def find_changes(engine: Engine, residences: Path, persons: Path | None) -> list[QualityRow]:
    """Fill `pax_changes` (rid, new_to) for the received residences, and tell of each kind the first hundred."""
    _mount(engine, RESIDENCES, residences)
    if persons is None:
        engine.run(_NO_PERSONS)
    else:
        _mount(engine, "persons", persons)
    engine.run(_CHANGES)
    return [*_told(engine, "crosses", OVERLAP), *_told(engine, "closes AND was_ended", CLOSED), *_told(engine, "afterwards", AFTER)]


def _mount(engine: Engine, table: str, path: Path) -> None:
    file = str(path).replace("'", "''")
    relation = f"SELECT *, file_row_number AS rid FROM read_parquet('{file}', file_row_number = true)"  # noqa: S608
    engine.run(f"CREATE OR REPLACE TEMP VIEW received_{table} AS {relation}")


def _told(engine: Engine, which: str, problem: str) -> Iterator[QualityRow]:
    listed = (
        "SELECT r.src_register, r.src_delivery, r.src_file, r.src_line, r.person_id, rid FROM pax_changes AS c "
        f"JOIN received_residences AS r USING (rid) WHERE {which} "
    )
    column = "from_date" if which == "afterwards" else "to_date"
    counted = engine.rows(
        f"SELECT src_register, src_delivery, src_file, count(*) FROM ({listed}) GROUP BY ALL ORDER BY ALL"  # noqa: S608
    )
    for register, delivery, file, line, person, _ in engine.rows(f"{listed} ORDER BY rid LIMIT {Findings.LISTED}"):
        yield QualityRow(register, delivery, file, line, column, problem, "", (person,))
    for register, delivery, file, times in counted:
        if times > Findings.LISTED:
            yield QualityRow(register, delivery, file, 0, column, f"{problem} ({times} rows in all)", "")


def changed(table: Table, path: Path) -> str:
    """SQL of the residences at `path` with the changes made."""
    file = str(path).replace("'", "''")
    names = ", ".join(
        'CASE WHEN c.rid IS NULL THEN r.to_date ELSE c.new_to END AS "to_date"' if name == "to_date" else f'r."{name}"'
        for name in (*table.names, *PROVENANCE)
    )
    return (
        f"SELECT {names} FROM read_parquet('{file}', file_row_number = true) AS r "
        "LEFT JOIN pax_changes AS c ON c.rid = r.file_row_number"  # noqa: S608  names of canonical.yml
    )
