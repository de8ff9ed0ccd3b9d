"""One row per key: of identical rows one is kept, of rows that differ none is."""

from dataclasses import replace

from pax.registers.checking import Checked, count_beyond, stage_of
from pax.registers.delivered import Findings
from pax.registers.source import Limit
from pax.store import Engine

DIFFERS = "the key stands in another row with other values"
AGAIN = "the same row again: one of them is used"


def drop_duplicates(engine: Engine, checked: Checked, findings: Findings, limit: Limit) -> Checked:
    """Find rows that share a key and put those not to be used in the table `checked.dropped` (rid)."""
    table = checked.table
    engine.run(f"CREATE OR REPLACE TEMP TABLE {checked.dropped} (rid BIGINT)")
    keys = ", ".join(f'"{name}"' for name in table.key)
    stage = stage_of(checked)
    shared = f"SELECT {keys} FROM {stage} WHERE bad = 0 GROUP BY ALL HAVING count(*) > 1"  # noqa: S608  schema's names
    engine.run(f"CREATE OR REPLACE TEMP TABLE pax_shared AS {shared}")
    if not engine.rows("SELECT count(*) FROM pax_shared")[0][0]:
        return checked
    engine.run(f"CREATE OR REPLACE TEMP TABLE pax_twins AS {_twins(checked, stage)}")
    engine.run(f"INSERT INTO {checked.dropped} SELECT rid FROM pax_twins WHERE differs OR nth > 1")  # noqa: S608  our own name
    _tell(engine, checked, findings, limit.most(checked.rows))
    return replace(checked, doubled=True)


def _tell(engine: Engine, checked: Checked, findings: Findings, most: int) -> None:
    column = checked.table.key[0]
    broken = "SELECT src_file, src_line, content FROM pax_twins WHERE differs"
    for file, line, content in engine.rows(f"{broken} ORDER BY src_file, src_line LIMIT {most + 1}"):
        findings.leave_out(file, line, column, DIFFERS, named=content)
    count_beyond(engine, broken, most, findings)
    again = "FROM pax_twins WHERE NOT differs AND nth > 1"
    listed = f"SELECT src_file, src_line, content {again} ORDER BY rid LIMIT {Findings.LISTED}"
    told: dict[str, int] = {}
    for file, line, content in engine.rows(listed):
        findings.note(file, line, column, AGAIN, named=content)
        told[file] = told.get(file, 0) + 1
    for file, times in engine.rows(f"SELECT src_file, count(*) {again} GROUP BY src_file"):
        if times > told.get(file, 0):
            findings.note(file, 0, column, AGAIN, times=times - told.get(file, 0))


def _twins(checked: Checked, stage: str) -> str:
    """Rows that share a key; `differs` when they are not all equal, `nth` among the equal ones.

    Rows whose key is incomplete on purpose (`MAY_BE_EMPTY`) are not the same thing twice: only equal ones are merged.
    """
    table = checked.table
    same = " AND ".join(f'r."{name}" IS NOT DISTINCT FROM k."{name}"' for name in table.key)
    keys = ", ".join(f'"{name}"' for name in table.key)
    whole = " AND ".join(f'"{name}" IS NOT NULL' for name in table.key)
    row = ", ".join(f'r."{name}"' for name in table.names)
    return (
        f"SELECT rid, src_file, src_line, content, "  # noqa: S608  names of canonical.yml and of our own, no value
        f"({whole}) AND min(content) OVER same <> max(content) OVER same AS differs, "
        f"row_number() OVER (PARTITION BY {keys}, content ORDER BY rid) AS nth "
        f"FROM (SELECT r.*, CAST(row({row}) AS VARCHAR) AS content "
        f"FROM {stage} AS r JOIN pax_shared AS k ON {same} WHERE r.bad = 0) "
        f"WINDOW same AS (PARTITION BY {keys})"
    )
