"""Rows whose key is incomplete on purpose (an employer without a number): several can share it; each needs its own."""

from pathlib import Path

from pax.linking.columns import recorded_columns, row_key
from pax.store import Engine
from pax.vocabulary import Table


def tell_apart(engine: Engine, table: Table, path: Path) -> None:
    """Give the second and later rows of one `row_key` a key (`…#2`) and, where a record stands for a person, an id.

    Rows are counted in the order of their contents, so that the order of a file changes nothing.
    """
    engine.mount({table.name: path}, "link_written_")
    records = recorded_columns(table)
    shared = _SHARED.replace("{incomplete}", "TRUE" if records else _incomplete(table))
    engine.run(shared.replace("{written}", f"link_written_{table.name}"))
    if not engine.rows("SELECT 1 FROM link_shared LIMIT 1"):
        return
    named = "".join(", " + _ID.replace("{column}", f'"{column}"') for column in records)
    text = _APART.replace("{written}", f"link_written_{table.name}").replace("{named}", named)
    text = text.replace("{contents}", ", ".join(f'"{name}"' for name in table.names)).replace("{key}", row_key(table))
    beside = path.with_suffix(".apart")
    engine.write(text, beside)
    beside.replace(path)


def _incomplete(table: Table) -> str:
    return " OR ".join(f'"{name}" IS NULL' for name in table.key)


# Filled in with names from canonical.yml alone.
_SHARED = """
    CREATE OR REPLACE TEMP TABLE link_shared AS
    SELECT row_key FROM {written} WHERE {incomplete} GROUP BY row_key HAVING COUNT(*) > 1"""

_ID = """
    CASE WHEN nth > 1 AND starts_with({column}, 'p_')
        THEN 'p_' || left(sha256({column} || chr(10) || nth), 16) ELSE {column} END AS {column}"""

_APART = """
    WITH counted AS (
        SELECT *, ROW_NUMBER() OVER (PARTITION BY row_key ORDER BY {contents}, src_file, src_line) AS nth
        FROM {written} WHERE row_key IN (SELECT row_key FROM link_shared)
    )
    SELECT * FROM {written} WHERE row_key NOT IN (SELECT row_key FROM link_shared)
    UNION ALL
    SELECT * EXCLUDE (nth) REPLACE (CASE WHEN nth > 1 THEN {key} || '#' || nth ELSE row_key END AS row_key{named})
    FROM counted"""
