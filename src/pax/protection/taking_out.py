"""Protected persons out of every table, by entity, and then every row that names what is tied to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pax.protection.muting import MUTED_KINDS, mount_muted
from pax.protection.naming import PEOPLE, Naming, namings
from pax.store import Engine, Tables
from pax.vocabulary import IdKind, Schema


@dataclass(frozen=True, slots=True)
class Share:
    """How many there are of a kind, and how many of them nothing can be asked about."""

    total: int
    muted: int


@dataclass(frozen=True, slots=True)
class Askable:
    """What may be asked. `protected` (entity_id, number, NULL without one) stays in the work folder, never in a run."""

    tables: Tables
    protected: Path
    shares: Mapping[str, Share]


def take_out(
    linked: Mapping[str, Path],
    numbers: Path,
    schema: Schema,
    as_of: date,
    out: Path,
    engine: Engine,
    *,
    views: Mapping[str, Mapping[str, str]] | None = None,
) -> Askable:
    """Write every table of `linked` below `out/tables` without the rows that name a protected person or a muted thing.

    `views` are the tables of `linked` that are views built beforehand, with the types of their columns. Protection is
    fail-closed: a persons row without a known mark, or a number any delivery marks (`numbers.withheld`), protects.
    """
    engine.mount(linked, "linked_")
    engine.mount({"numbers": numbers}, "known_")
    delivered = [name for name in linked if name in schema]
    _mount_protected(engine, delivered)
    mount_muted(engine, linked, as_of)
    written = {}
    for name in sorted(linked):
        rows = _without(name, namings(schema, views or {}, name))
        written[name] = engine.write(rows, out / "tables" / f"{name}.parquet")
    protected = engine.write(_WHO, out / "protected.parquet")
    return Askable(Tables(written), protected, _shares(engine, delivered, schema))


def _mount_protected(engine: Engine, delivered: list[str]) -> None:
    """`protected_ids`: entity ids of protected persons, and the `o_` of a business that bears their number."""
    engine.run("CREATE OR REPLACE TEMP TABLE protected_ids (id VARCHAR)")
    engine.run("INSERT INTO protected_ids SELECT entity_id FROM known_numbers WHERE withheld")
    if "persons" in delivered:
        engine.run(_MARKED)
    if {"persons", "tenancies"} <= set(delivered):
        engine.run(_NAMESAKES)
    engine.run("INSERT INTO protected_ids SELECT 'o_' || substr(id, 3) FROM protected_ids WHERE starts_with(id, 'p_')")
    engine.run("CREATE OR REPLACE TEMP TABLE protected_ids AS SELECT DISTINCT id FROM protected_ids ORDER BY id")


_MARKED = "INSERT INTO protected_ids SELECT person_id FROM linked_persons WHERE COALESCE(protection, '') <> 'none'"

# A lease holder without a number, of a protected person's name and birth date, is taken for that person.
_NAMESAKES = """
    INSERT INTO protected_ids
    SELECT DISTINCT t.holder_id
    FROM linked_tenancies AS t
    JOIN linked_persons AS p ON p.birth_date = t.holder_birth_date
        AND lower(strip_accents(t.holder_name)) IN (
            lower(strip_accents(p.given_name || ' ' || p.surname)),
            lower(strip_accents(p.surname || ' ' || p.given_name)),
            lower(strip_accents(p.surname || ', ' || p.given_name)))
    WHERE p.person_id IN (SELECT id FROM protected_ids)
        AND t.holder_id NOT IN (SELECT entity_id FROM known_numbers)"""

_WHO = """
    SELECT p.id AS entity_id, n.number
    FROM protected_ids AS p LEFT JOIN known_numbers AS n ON n.entity_id = p.id
    ORDER BY p.id, n.number"""


def _without(table: str, ways: tuple[Naming, ...]) -> str:
    """The rows of a table that name nobody protected and nothing muted; a row that names nothing stays."""
    kept = [
        f'NOT ({way.when} AND t."{way.column}" IS NOT NULL AND t."{way.column}" IN (SELECT id FROM {_set(way.kind)}))'  # noqa: S608  names from canonical.yml
        for way in ways
    ]
    columns = _WITHOUT_NAMES.get(table, "t.*")
    return f'SELECT {columns} FROM "linked_{table}" AS t WHERE {" AND ".join(kept) or "TRUE"}'  # noqa: S608  names from canonical.yml


# Who a letter is in care of is a name in free text, perhaps a protected person's. That there is one is all rules need,
# and hiding only the protected names would point them out (docs/decisions/0031).
_WITHOUT_NAMES = {"residences": "t.* REPLACE (CASE WHEN t.care_of IS NOT NULL THEN 'c/o' END AS care_of)"}


def _set(kind: IdKind) -> str:
    return "protected_ids" if kind in PEOPLE else f"muted_{kind}"


def _shares(engine: Engine, delivered: list[str], schema: Schema) -> dict[str, Share]:
    """Per kind: how many the tables name, and how many of those are protected (persons) or muted (things)."""
    shares = {}
    for kind in (IdKind.PERSON, *MUTED_KINDS):
        parts = ["SELECT NULL::VARCHAR AS id WHERE FALSE"]
        for name in sorted(delivered):
            for column in schema[name].columns:
                if column.id is kind and name != "known_addresses":
                    parts.append(f'SELECT "{column.name}" AS id FROM linked_{name}')  # noqa: S608  names from canonical.yml
        counted = engine.rows(
            f"SELECT COUNT(*), COUNT(*) FILTER (WHERE id IN (SELECT id FROM {_set(kind)})) "  # noqa: S608  names from canonical.yml
            f"FROM ({' UNION '.join(parts)}) AS named WHERE id IS NOT NULL"
        )
        shares[str(kind)] = Share(*counted[0])
    return shares
