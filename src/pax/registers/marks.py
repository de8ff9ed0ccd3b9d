"""Protection marks outlive everything: another register's word, a quarantined row, a doubled key."""

from collections.abc import Sequence
from pathlib import Path

from pax.registers.checking import Checked, stage_of
from pax.store import Engine

PERSONS = "persons"

_MOST = """
CREATE OR REPLACE TEMP TABLE pax_marks AS
SELECT person_id, CASE WHEN max(CASE protection WHEN 'skyddad_folkbokforing' THEN 2 ELSE 1 END) = 2
       THEN 'skyddad_folkbokforing' ELSE 'sekretessmarkering' END AS protection,
       arg_min(register, (rank, rid)) AS register, arg_min(src_file, (rank, rid)) AS src_file,
       arg_min(src_line, (rank, rid)) AS src_line
FROM pax_marked GROUP BY person_id
"""


def gather_marks(engine: Engine, delivered: Sequence[tuple[str, Checked]], chosen: str) -> bool:
    """Fill the table `pax_marks`: every person whom some row that is not used marks, with the most protective mark.

    `delivered` are (register, persons) of every register; `chosen` is the one whose rows fill the table. Of the chosen
    one the rows in quarantine count (an empty mark too: it means protected), of the others every row with a mark. Gives
    whether there is any.
    """
    engine.run(
        "CREATE OR REPLACE TEMP TABLE pax_marked (person_id VARCHAR, protection VARCHAR, register VARCHAR, "
        "src_file VARCHAR, src_line INTEGER, rank INTEGER, rid BIGINT)"
    )
    for rank, (register, checked) in enumerate(delivered):
        unused = "protection IS NOT NULL"
        if register == chosen:
            dropped = f" OR rid IN (SELECT rid FROM {checked.dropped})" if checked.doubled else ""  # noqa: S608  ours
            unused = f"(bad > 0{dropped})"
        engine.run(
            f"INSERT INTO pax_marked SELECT person_id, protection, $register, src_file, src_line, $rank, rid "  # noqa: S608  names of canonical.yml and of our own, no value
            f"FROM {stage_of(checked)} WHERE {unused} AND protection IS DISTINCT FROM 'none' "
            f"AND person_id IS NOT NULL AND pax_is_person(person_id)",
            {"register": register, "rank": rank},
        )
    engine.run(_MOST)
    return bool(engine.rows("SELECT count(*) FROM pax_marks")[0][0])


def marked_numbers(engine: Engine, persons: Path) -> frozenset[str]:
    """Every number that some row of any register marks as protected, or leaves without a mark."""
    file = str(persons).replace("'", "''")
    rows = engine.rows(
        f"SELECT person_id FROM read_parquet('{file}') WHERE protection IS DISTINCT FROM 'none' "  # noqa: S608  names of canonical.yml and of our own, no value
        "UNION SELECT person_id FROM pax_marks"
    )
    return frozenset(person for (person,) in rows)
