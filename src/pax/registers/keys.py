"""One row per key: of identical rows one is kept, of rows that differ none is."""

from pax.registers.checking import Checked, stage_of
from pax.registers.delivered import Findings
from pax.store import Engine

DIFFERS = "the key stands in another row with other values"
AGAIN = "the same row again: one of them is used"


def drop_duplicates(engine: Engine, checked: Checked, findings: Findings) -> None:
    """Find rows that share a key and put those not to be used in the table `checked.dropped` (rid)."""
    table = checked.table
    engine.run(f"CREATE OR REPLACE TEMP TABLE {checked.dropped} (rid BIGINT)")
    keys = ", ".join(f'"{name}"' for name in table.key)
    stage = stage_of(checked)
    shared = f"SELECT {keys} FROM {stage} WHERE bad = 0 GROUP BY ALL HAVING count(*) > 1"  # noqa: S608  schema's names
    engine.run(f"CREATE OR REPLACE TEMP TABLE pax_shared AS {shared}")
    if not engine.rows("SELECT count(*) FROM pax_shared")[0][0]:
        return
    engine.run(f"CREATE OR REPLACE TEMP TABLE pax_twins AS {_twins(checked, stage)}")
    engine.run(f"INSERT INTO {checked.dropped} SELECT rid FROM pax_twins WHERE differs OR nth > 1")  # noqa: S608
    query = "SELECT src_file, src_line, differs, content FROM pax_twins WHERE differs OR nth > 1 ORDER BY rid"
    for file, line, differs, content in engine.rows(query):
        if differs:
            findings.leave_out(file, line, table.key[0], DIFFERS, named=content)
        else:
            findings.note(file, line, table.key[0], AGAIN, named=content)


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
        f"SELECT rid, src_file, src_line, content, ({whole}) AND min(content) OVER same <> max(content) OVER same AS differs, "
        f"row_number() OVER (PARTITION BY {keys}, content ORDER BY rid) AS nth "
        f"FROM (SELECT r.*, CAST(row({row}) AS VARCHAR) AS content "
        f"FROM {stage} AS r JOIN pax_shared AS k ON {same} WHERE r.bad = 0) "
        f"WINDOW same AS (PARTITION BY {keys})"  # noqa: S608  names of canonical.yml
    )
