"""Who on the staff may not handle what (jäv): hashes only, and never why."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa

from pax.run.keys import ENTITY
from pax.run.subjects import mount_or_empty
from pax.run.tables import table_of
from pax.store import Engine
from pax.vocabulary import Schema
from pax.vocabulary.hiding import hidden

SMALL_PROPERTY = 30
"""Dwellings of a property up to which all of it is one's own; above that, the same entrance (`access.md`, Recusal)."""

CONFLICTS = pa.schema([("staff_key", pa.string()), ("subject_kind", pa.string()), ("subject_key", pa.string())])

_FAMILY_TABLES = ("relations", "staff")
_OWN_TABLES = ("residences", "dwellings", "organisation_roles", "beneficial_owners", "side_interests")


def conflicts(
    engine: Engine,
    linked: Mapping[str, Path],
    askable: Mapping[str, Path],
    numbers: Path,
    protected: Path,
    schema: Schema,
    key: bytes,
    as_of: date,
) -> pa.Table:
    """`conflicts.parquet`: (staff_key, subject_kind, subject_key), sorted; per number of both and per entity.

    Kinship is read before protection (a common parent may be protected); a protected person is in no row.
    """
    mount_or_empty(engine, linked, schema, _FAMILY_TABLES, "kin_")
    mount_or_empty(engine, askable, schema, _OWN_TABLES, "own_")
    engine.mount({"numbers": numbers, "protected": protected}, "conflict_")
    for statement in (_KIN, _HOMES, _FOUND):
        engine.run(statement, {"as_of": as_of, "small": SMALL_PROPERTY})
    of: dict[str, list[str]] = {}
    for entity, number in engine.rows(_NUMBERS):
        of.setdefault(entity, []).append(number)
    found = sorted(set(_hidden(engine.rows("SELECT staff, kind, id FROM conflict_found"), of, key)))
    return table_of(CONFLICTS, found)


def _hidden(
    rows: list[tuple[str, str, str]], numbers: Mapping[str, list[str]], key: bytes
) -> Iterator[tuple[str, str, str]]:
    for staff, kind, identifier in rows:
        subjects = [hidden(key, kind, identifier)]
        if kind == "person":
            subjects = [
                hidden(key, ENTITY, identifier),
                *(hidden(key, kind, one) for one in numbers.get(identifier, [])),
            ]
        for number in numbers.get(staff, []):
            for subject in subjects:
                yield hidden(key, "person", number), kind, subject


_KIN = """
    CREATE OR REPLACE TEMP TABLE conflict_kin AS
    WITH own AS (SELECT DISTINCT person_id AS staff FROM kin_staff WHERE person_id IS NOT NULL),
    ties AS (
        SELECT person_id AS a, related_id AS b, kind FROM kin_relations
        UNION ALL
        SELECT related_id, person_id,
            CASE WHEN kind = 'B' THEN 'F' WHEN kind IN ('MO', 'FA', 'F') THEN 'B' ELSE kind END
        FROM kin_relations
    ),
    parents AS (
        SELECT o.staff, t.b AS parent FROM own AS o JOIN ties AS t ON t.a = o.staff AND t.kind IN ('MO', 'FA', 'F')
    ),
    family AS (
        SELECT staff, staff AS id FROM own
        UNION
        SELECT o.staff, t.b FROM own AS o JOIN ties AS t ON t.a = o.staff AND t.kind IN ('M', 'P', 'MO', 'FA', 'F', 'B')
        UNION
        SELECT p.staff, t.b FROM parents AS p JOIN ties AS t ON t.a = p.parent AND t.kind = 'B'
    )
    SELECT staff, id FROM family
    WHERE staff NOT IN (SELECT entity_id FROM conflict_protected)
        AND id NOT IN (SELECT entity_id FROM conflict_protected)"""

_HOMES = """
    CREATE OR REPLACE TEMP TABLE conflict_homes AS
    WITH homes AS (
        SELECT DISTINCT k.staff, r.dwelling_id
        FROM conflict_kin AS k JOIN own_residences AS r ON r.person_id = k.staff
        WHERE k.staff = k.id AND r.dwelling_id IS NOT NULL
            AND r.from_date <= $as_of AND COALESCE(r.to_date, $as_of) >= $as_of
    ),
    sizes AS (
        SELECT property_id, COUNT(*) AS dwellings FROM own_dwellings WHERE property_id IS NOT NULL GROUP BY property_id
    )
    SELECT staff, dwelling_id AS id FROM homes
    UNION
    SELECT h.staff, d.dwelling_id
    FROM homes AS h
    JOIN own_dwellings AS mine ON mine.dwelling_id = h.dwelling_id
    JOIN sizes AS s ON s.property_id = mine.property_id
    JOIN own_dwellings AS d ON d.property_id = mine.property_id
    WHERE s.dwellings <= $small OR (
        d.street IS NOT DISTINCT FROM mine.street AND d.number IS NOT DISTINCT FROM mine.number
        AND d.letter IS NOT DISTINCT FROM mine.letter AND d.staircase IS NOT DISTINCT FROM mine.staircase)"""

_FOUND = """
    CREATE OR REPLACE TEMP TABLE conflict_found AS
    SELECT staff, 'person' AS kind, id FROM conflict_kin
    UNION
    SELECT staff, 'dwelling', id FROM conflict_homes
    UNION
    SELECT k.staff, 'organisation', o.org_id
    FROM conflict_kin AS k
    JOIN (
        SELECT person_id, org_id FROM own_organisation_roles WHERE COALESCE(to_date, $as_of) >= $as_of
        UNION SELECT owner_id, org_id FROM own_beneficial_owners WHERE COALESCE(to_date, $as_of) >= $as_of
        UNION SELECT person_id, org_id FROM own_side_interests
    ) AS o ON o.person_id = k.staff
    WHERE k.staff = k.id"""

_NUMBERS = """
    SELECT entity_id, number FROM conflict_numbers
    WHERE entity_id IN (SELECT staff FROM conflict_found UNION SELECT id FROM conflict_found WHERE kind = 'person')"""
