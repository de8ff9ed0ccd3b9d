"""How each kind of id in a received table becomes an entity id, as SQL text over names from `canonical.yml` alone."""

from pax.store import PROVENANCE
from pax.vocabulary import Column, IdKind, Table

LINKED_KINDS = frozenset({IdKind.PERSON, IdKind.PARTY, IdKind.ORGANISATION, IdKind.SUBJECT})
"""Kinds whose values linking replaces; the others are the board's own keys and stay."""

BUSINESS_COLUMNS = frozenset({"payer_id", "employer_id", "supplier_id", "provider_id"})
"""Parties that act as a business: a known sole trader's personal number stands there for the business."""

WITHOUT_NUMBER = {"tenancies": ("holder_id",), "relations": ("related_id",)}
"""Columns where an empty value is somebody without a number (a tenant known by name, a child born abroad)."""

_TWELVE = r"'\d{12}'"
_TRADER = r"'\d{2}[01]\d{7}|\d{12}'"


def recorded_columns(table: Table) -> tuple[str, ...]:
    """Columns where an empty value is a person without a number, who gets an id from register and row key."""
    return WITHOUT_NUMBER.get(table.name, ())


def linked(column: Column) -> str:
    """The SQL of one column's linked value over `t`, `c_<column>` (chains) and `s_<column>` (sole traders)."""
    name = column.name
    raw = f't."{name}"'
    person = f"COALESCE(c_{name}.entity_id, 'p_' || left(sha256({raw}), 16))"
    trader = f"COALESCE(s_{name}.org_id, {raw})"
    is_person = f"regexp_full_match({raw}, {_TWELVE})"
    if column.id is IdKind.PERSON:
        return person
    if column.id is IdKind.ORGANISATION:
        return trader
    if column.id is IdKind.PARTY and name in BUSINESS_COLUMNS:
        return f"CASE WHEN s_{name}.org_id IS NULL AND {is_person} THEN {person} ELSE {trader} END"
    if column.id is IdKind.PARTY:
        return f"CASE WHEN {is_person} THEN {person} ELSE {trader} END"
    if column.id is IdKind.SUBJECT:
        return f"CASE t.subject_kind WHEN 'person' THEN {person} WHEN 'organisation' THEN {trader} ELSE {raw} END"
    return raw


def joins(table: Table) -> str:
    """The joins that `linked` needs: replaced numbers and sole traders, both small."""
    parts = []
    for column in table.columns:
        if column.id in LINKED_KINDS:
            name = column.name
            parts.append(f'LEFT JOIN linking_chains AS c_{name} ON c_{name}.number = t."{name}"')
        if column.id in LINKED_KINDS - {IdKind.PERSON}:
            parts.append(f'LEFT JOIN linking_traders AS s_{name} ON s_{name}.given = t."{name}"')
    return " ".join(parts)


def merged(table: Table) -> str:
    """True for a row whose key names a number that was joined with another: only those can meet in one key."""
    parts = [f"c_{c.name}.number IS NOT NULL" for c in table.columns if c.key and c.id in LINKED_KINDS]
    parts += [
        f"s_{c.name}.given IS NOT NULL" for c in table.columns if c.key and c.id in LINKED_KINDS - {IdKind.PERSON}
    ]
    return " OR ".join(parts) or "FALSE"


def age(table: Table) -> str:
    """How many replacements the numbers of the row's key lie from the newest, in all."""
    parts = [f"COALESCE(c_{c.name}.age, 0)" for c in table.columns if c.key and c.id in LINKED_KINDS]
    return " + ".join(parts) or "0"


def row_key(table: Table, prefix: str = "") -> str:
    """The key columns in canonical order joined by `|`; empty values as nothing, dates as ISO."""
    parts = [f"COALESCE(CAST({prefix}\"{name}\" AS VARCHAR), '')" for name in table.key]
    return " || '|' || ".join(parts)


def whole(table: Table) -> str:
    """The query of a table with linked values, `row_key`, where it came from, and what joining numbers needs."""
    values = ", ".join(f'{linked(column)} AS "{column.name}"' for column in table.columns)
    source = ", ".join(f"t.{name}" for name in PROVENANCE)
    raw = f't."{table.key[0]}"'
    records = recorded_columns(table)
    unnamed = " OR ".join(f't."{name}" IS NULL' for name in records) or "FALSE"
    base = (
        f"SELECT {values}, {source}, {age(table)} AS link_age, ({merged(table)}) AS link_merged, "  # noqa: S608  names from canonical.yml
        f'({unnamed}) AS link_unnamed, {raw} AS link_raw FROM "received_{table.name}" AS t {joins(table)}'
    )
    named = ", ".join(
        f'COALESCE("{name}", \'p_\' || left(sha256(src_register || chr(10) || {row_key(table)}), 16)) AS "{name}"'
        for name in records
    )
    replaced = f"* REPLACE ({named})" if named else "*"
    return (
        f"SELECT named.*, {row_key(table, 'named.')} AS row_key "  # noqa: S608  names from canonical.yml
        f"FROM (SELECT {replaced} FROM ({base}) AS base) AS named"
    )


def out_columns(table: Table) -> str:
    """The columns of a linked file in order: canonical, `row_key`, where the row came from."""
    names = [*table.names, "row_key", *PROVENANCE]
    return ", ".join(f'"{name}"' for name in names)
