"""Sole traders: an organisation id that is a person's number becomes `o_…`, so that SQL cannot read it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pax.linking.columns import LINKED_KINDS, out_columns, row_key
from pax.store import Engine
from pax.vocabulary import IdKind, Schema

_TEN = r"\d{2}[01]\d{7}"
_TEN_OR_TWELVE = r"\d{2}[01]\d{7}|\d{12}"


def mount_traders(engine: Engine, received: Mapping[str, Path], schema: Schema, as_of: date) -> None:
    """Fill `linking_traders` (given, number, org_id): each value that stands for a sole trader, as given and in full.

    The century of ten digits comes from the role's person, else as Skatteverket reads them: the latest that had come
    by the as-of date (a coordination number's day less sixty).
    """
    engine.run(f"CREATE OR REPLACE TEMP TABLE linking_given AS {_given(received, schema)}")
    roles = _ROLES if "organisation_roles" in received else _NO_ROLES
    engine.run(f"CREATE OR REPLACE TEMP TABLE linking_centuries AS {roles}")
    engine.run(_TRADERS, {"today": int(as_of.strftime("%Y%m%d"))})


def _given(received: Mapping[str, Path], schema: Schema) -> str:
    parts = ["SELECT NULL::VARCHAR AS given WHERE FALSE"]
    for name in sorted(received):
        for column in schema[name].columns:
            if column.id in LINKED_KINDS - {IdKind.PERSON}:
                pattern = _TEN_OR_TWELVE if column.id is IdKind.ORGANISATION else _TEN
                value = f'"{column.name}"'
                parts.append(
                    f"SELECT DISTINCT {value} AS given FROM received_{name} "  # noqa: S608  names from canonical.yml
                    f"WHERE regexp_full_match({value}, '{pattern}')"
                )
    return " UNION ".join(parts)


_NO_ROLES = "SELECT NULL::VARCHAR AS given, NULL::VARCHAR AS number WHERE FALSE"
_ROLES = """
    SELECT org_id AS given, COALESCE(MAX(person_id) FILTER (WHERE role = 'sole_trader'), MAX(person_id)) AS number
    FROM received_organisation_roles WHERE length(org_id) = 10 AND substr(person_id, 3) = org_id GROUP BY org_id"""

_TRADERS = """
    CREATE OR REPLACE TEMP TABLE linking_traders AS
    WITH days AS (
        SELECT given, CAST('20' || left(given, 4) AS BIGINT) * 100 + CAST(substr(given, 5, 2) AS BIGINT) % 60 AS latest
        FROM linking_given WHERE length(given) = 10
    ),
    whole AS (
        SELECT d.given, COALESCE(c.number, CASE WHEN d.latest <= $today THEN '20' ELSE '19' END || d.given) AS number
        FROM days AS d LEFT JOIN linking_centuries AS c ON c.given = d.given
        UNION ALL
        SELECT given, given AS number FROM linking_given WHERE length(given) = 12
    ),
    both_ways AS (SELECT given, number FROM whole UNION SELECT number AS given, number FROM whole)
    SELECT b.given, b.number,
        'o_' || substr(COALESCE(c.entity_id, 'p_' || left(sha256(b.number), 16)), 3) AS org_id
    FROM both_ways AS b LEFT JOIN linking_chains AS c ON c.number = b.number"""


def add_trader_roles(engine: Engine, written: Mapping[str, Path], schema: Schema) -> None:
    """Give every sole trader's business its person, with the role `sole_trader`, where the register left it out."""
    if not {"organisations", "organisation_roles"} <= set(written):
        return
    engine.mount({name: written[name] for name in ("organisations", "organisation_roles")}, "linked_")
    engine.run(f"CREATE OR REPLACE TEMP TABLE linking_added AS {_MISSING_ROLES}")
    if not engine.rows("SELECT 1 FROM linking_added LIMIT 1"):
        return
    table = schema["organisation_roles"]
    columns = out_columns(table)
    path = written["organisation_roles"]
    beside = path.with_suffix(".adding")
    engine.write(
        f"SELECT {columns} FROM linked_organisation_roles UNION ALL "  # noqa: S608  names from canonical.yml
        f"SELECT {columns} FROM (SELECT *, {row_key(table)} AS row_key FROM linking_added) AS added",
        beside,
    )
    beside.replace(path)


_MISSING_ROLES = """
    SELECT o.org_id, 'p_' || substr(o.org_id, 3) AS person_id, 'sole_trader' AS role, o.registered_on AS from_date,
        o.deregistered_on AS to_date, o.src_register, o.src_delivery, o.src_file, o.src_line
    FROM linked_organisations AS o
    WHERE starts_with(o.org_id, 'o_') AND NOT EXISTS (
        SELECT 1 FROM linked_organisation_roles AS r WHERE r.org_id = o.org_id AND r.role = 'sole_trader')
    ORDER BY o.org_id"""
