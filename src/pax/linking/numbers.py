"""The way back from entities to numbers, and how each link that is more than a number was made."""

from collections.abc import Collection, Mapping
from pathlib import Path

import pyarrow as pa

from pax.linking.columns import recorded_columns, whole
from pax.store import Engine
from pax.vocabulary import IdKind, Schema, Table


def write_numbers(
    engine: Engine, received: Mapping[str, Path], schema: Schema, marked: Collection[str], out: Path
) -> Path:
    """Write (kind, entity_id, number, newest, withheld): every number anyone named, and whether any row protects it."""
    engine.connection.register("linking_marked", pa.table({"number": pa.array(sorted(marked), pa.string())}))
    marks = "SELECT number FROM linking_marked"
    if "persons" in received:
        marks += " UNION SELECT person_id FROM received_persons WHERE COALESCE(protection, '') <> 'none'"
    engine.run(
        "CREATE OR REPLACE TEMP TABLE linking_withheld AS "  # noqa: S608  constants
        "SELECT DISTINCT COALESCE(c.entity_id, 'p_' || left(sha256(m.number), 16)) AS entity_id "
        f"FROM ({marks}) AS m LEFT JOIN linking_chains AS c ON c.number = m.number"
    )
    engine.run(f"CREATE OR REPLACE TEMP TABLE linking_numbers AS {_named(received, schema)}")
    return engine.write(_NUMBERS, out)


def _named(received: Mapping[str, Path], schema: Schema) -> str:
    parts = ["SELECT number FROM linking_chains", "SELECT number FROM linking_marked"]
    for name in sorted(received):
        for column in schema[name].columns:
            value = f'"{column.name}"'
            if column.id is IdKind.PERSON:
                parts.append(f"SELECT {value} FROM received_{name} WHERE {value} IS NOT NULL")  # noqa: S608  names from canonical.yml
            elif column.id in (IdKind.PARTY, IdKind.SUBJECT):
                parts.append(
                    f"SELECT {value} FROM received_{name} WHERE regexp_full_match({value}, '\\d{{12}}')"  # noqa: S608  names from canonical.yml
                )
    return " UNION ".join(parts)


_NUMBERS = """
    WITH known AS (
        SELECT 'person' AS kind, COALESCE(c.entity_id, 'p_' || left(sha256(n.number), 16)) AS entity_id, n.number,
            COALESCE(c.age, 0) = 0 AS newest
        FROM linking_numbers AS n LEFT JOIN linking_chains AS c ON c.number = n.number
        UNION ALL
        SELECT DISTINCT 'organisation', t.org_id, t.number, COALESCE(c.age, 0) = 0
        FROM linking_traders AS t LEFT JOIN linking_chains AS c ON c.number = t.number
    )
    SELECT k.kind, k.entity_id, k.number, k.newest, w.entity_id IS NOT NULL AS withheld
    FROM known AS k LEFT JOIN linking_withheld AS w ON substr(w.entity_id, 3) = substr(k.entity_id, 3)"""


def start_links(engine: Engine) -> None:
    """An empty list of links."""
    engine.run(
        "CREATE OR REPLACE TEMP TABLE linking_links (register VARCHAR, row_key VARCHAR, entity_id VARCHAR, "
        "method VARCHAR, weight DOUBLE, explanation VARCHAR)"
    )


def note_links(engine: Engine, table: Table) -> None:
    """Add a table's links that are more than an equal number; after `judge`, which leaves `link_judged` behind."""
    if table.name == "persons":
        engine.run(_REPLACED)
    if table.name == "organisations":
        engine.run(f"{_TRADERS} FROM ({whole(table)}) AS w WHERE starts_with(org_id, 'o_')")
    for column in recorded_columns(table):
        if engine.rows(f'SELECT 1 FROM received_{table.name} WHERE "{column}" IS NULL LIMIT 1'):  # noqa: S608  names from canonical.yml
            engine.run(
                f"INSERT INTO linking_links SELECT src_register, row_key, \"{column}\", 'without_number', 1.0, "  # noqa: S608  names from canonical.yml
                f"'no number; the record stands for itself' FROM ({whole(table)}) AS w WHERE link_unnamed"
            )


_TRADERS = (
    "INSERT INTO linking_links SELECT DISTINCT src_register, row_key, org_id, 'sole_trader', 1.0, "
    "'a person''s number as organisation id'"
)
_REPLACED = """
    INSERT INTO linking_links
    SELECT DISTINCT src_register, row_key, person_id, 'replaced_by', 1.0, 'a replaced number joined by its successor'
    FROM link_judged WHERE fate <> 'ring'"""
LINKS = "SELECT * FROM linking_links ORDER BY register, row_key, entity_id, method"
