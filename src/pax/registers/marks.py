"""Protection marks outlive everything: another register's word, a quarantined row, a doubled key."""

from collections.abc import Mapping
from pathlib import Path

from pax.registers.checking import stage_of
from pax.registers.lines import Line
from pax.store import Engine

PERSONS = "persons"

_MOST = """
CREATE OR REPLACE TEMP TABLE pax_marks AS
SELECT person_id, CASE WHEN max(CASE protection WHEN 'skyddad_folkbokforing' THEN 2 ELSE 1 END) = 2
       THEN 'skyddad_folkbokforing' ELSE 'sekretessmarkering' END AS protection,
       arg_min(register, (rank, rid)) AS register, arg_min(delivery, (rank, rid)) AS delivery,
       arg_min(src_file, (rank, rid)) AS src_file,
       arg_min(src_line, (rank, rid)) AS src_line
FROM pax_marked GROUP BY person_id
"""


def gather_marks(engine: Engine, filling: Mapping[str, Line], chosen: str) -> bool:
    """Fill the table `pax_marks`: every person whom some row that is not used marks, with the most protective mark.

    `filling` are the registers that deliver persons; `chosen` is the one whose rows are used. Of the chosen one the
    rows in quarantine count (an empty mark too: it means protected), of the others every row with a mark. Gives
    whether there is any.
    """
    engine.run(
        "CREATE OR REPLACE TEMP TABLE pax_marked (person_id VARCHAR, protection VARCHAR, register VARCHAR, "
        "delivery VARCHAR, src_file VARCHAR, src_line INTEGER, rank INTEGER, rid BIGINT)"
    )
    rank = 0
    for register, line in sorted(filling.items()):
        others = ((each, f"SELECT * FROM {stage_of(checked)} WHERE protection IS NOT NULL{left}")  # noqa: S608  ours
                  for _, each, checked, left in line.parts(PERSONS))  # fmt: skip
        for taken, rows in line.unused(PERSONS) if register == chosen else others:
            engine.run(
                "INSERT INTO pax_marked SELECT person_id, protection, $register, $delivery, src_file, src_line, $rank, "  # noqa: S608  ours
                f"rid FROM ({rows}) WHERE protection IS DISTINCT FROM 'none' AND person_id IS NOT NULL "
                "AND pax_is_person(person_id)",
                {"register": taken.delivery.register, "delivery": taken.delivery.delivery_id, "rank": rank},
            )
            rank += 1
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
