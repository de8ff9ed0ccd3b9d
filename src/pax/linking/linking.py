"""From received tables to linked ones: every number replaced by its entity, every row named by its key."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from pax.linking.chains import chains
from pax.linking.collective import mount_homes
from pax.linking.columns import out_columns, whole
from pax.linking.incomplete import tell_apart
from pax.linking.joining import LinkingNote, judge
from pax.linking.numbers import LINKS, note_links, start_links, write_numbers
from pax.linking.traders import add_trader_roles, mount_traders
from pax.store import Engine, Tables
from pax.vocabulary import Schema, Table


@dataclass(frozen=True, slots=True)
class Linked:
    """Linked tables; `numbers` (kind, entity_id, number, newest, withheld); `links` as `domain.md` says; notes.

    `unopened_homes` counts keyed hashes in `known_addresses` that nobody could match because no key was given.
    """

    tables: Tables
    numbers: Path
    links: Path
    notes: tuple[LinkingNote, ...]
    unopened_homes: int = 0


def link(
    tables: Mapping[str, Path],
    schema: Schema,
    out: Path,
    engine: Engine,
    *,
    as_of: date,
    marked: Collection[str] = (),
    subject_key: bytes | None = None,
) -> Linked:
    """Write every canonical table of `tables` below `out` with entity ids, `row_key` and `dwellings.collective`.

    `marked` are twelve-digit numbers some delivery marks as protected though no row of theirs is in force;
    `subject_key` opens the keyed hashes of `known_addresses`. Files: `out/tables/<table>.parquet`,
    `out/numbers.parquet`, `out/links.parquet`.
    """
    received = {name: path for name, path in tables.items() if name in schema}
    engine.mount(received, "received_")
    _mount_chains(engine, received)
    mount_traders(engine, received, schema, as_of)
    unopened = mount_homes(engine, received, as_of, subject_key)
    start_links(engine)
    notes: list[LinkingNote] = []
    written: dict[str, Path] = {}
    for name in sorted(received, key=lambda name: (name != "persons", name)):
        notes += _write(engine, schema[name], out / "tables" / f"{name}.parquet")
        written[name] = out / "tables" / f"{name}.parquet"
    add_trader_roles(engine, written, schema)
    numbers = write_numbers(engine, received, schema, marked, out / "numbers.parquet")
    links = engine.write(LINKS, out / "links.parquet")
    return Linked(Tables(written), numbers, links, tuple(notes), unopened)


def _mount_chains(engine: Engine, received: Mapping[str, Path]) -> None:
    """`linking_chains`: number, entity_id, age, ring for every number that replaces another or was replaced."""
    replacements: list[tuple[str, str]] = []
    if "persons" in received:
        rows = engine.rows("SELECT person_id, replaced_by FROM received_persons WHERE replaced_by IS NOT NULL")
        replacements = [(old, new) for old, new in rows]
    found = chains(replacements)
    table = pa.table(
        {
            "number": pa.array([chain.number for chain in found], pa.string()),
            "entity_id": pa.array([chain.entity_id for chain in found], pa.string()),
            "age": pa.array([chain.age for chain in found], pa.int32()),
            "ring": pa.array([chain.ring for chain in found], pa.bool_()),
        }
    )
    engine.connection.register("linking_chains_found", table)
    engine.run("CREATE OR REPLACE TEMP TABLE linking_chains AS SELECT * FROM linking_chains_found")
    engine.run("CREATE OR REPLACE TEMP TABLE linking_gone AS SELECT NULL::VARCHAR AS person_id, "
               "NULL::VARCHAR AS deregistration_code, NULL::DATE AS deregistration_date WHERE FALSE")  # fmt: skip


def _write(engine: Engine, table: Table, path: Path) -> tuple[LinkingNote, ...]:
    notes = judge(engine, table)
    note_links(engine, table)
    if table.name == "persons":
        engine.run("CREATE OR REPLACE TEMP TABLE linking_gone AS SELECT person_id, deregistration_code, "
                   "deregistration_date FROM link_joined WHERE deregistration_code IS NOT NULL")  # fmt: skip
    columns = out_columns(table)
    rows = (
        f"SELECT {columns} FROM ({whole(table)}) AS w WHERE NOT link_merged UNION ALL "  # noqa: S608  names from canonical.yml
        f"SELECT {columns} FROM link_joined"
    )
    engine.write(_finished(table, rows), path)
    tell_apart(engine, table, path)
    return notes


# GN (the number was replaced) and GS (entered by mistake) say something about a number, nothing about the person.
_NOT_GONE = """
    * REPLACE (
        CASE WHEN deregistration_code NOT IN ('GN', 'GS') THEN deregistration_code END AS deregistration_code,
        CASE WHEN deregistration_code IS NULL OR deregistration_code NOT IN ('GN', 'GS') THEN deregistration_date END
            AS deregistration_date)"""


def _finished(table: Table, rows: str) -> str:
    """What the engine itself knows of a table: who is not gone, and which homes are collective."""
    if table.name == "persons":
        return f"SELECT {_NOT_GONE} FROM ({rows}) AS r"  # noqa: S608  constants and names from canonical.yml
    if table.name == "dwellings":
        homes = "dwelling_id IN (SELECT dwelling_id FROM linking_homes)"
        return f"SELECT *, {homes} AS collective FROM ({rows}) AS r"  # noqa: S608  constants and names from canonical.yml
    return rows
