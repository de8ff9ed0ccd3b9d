"""Who and what the signals are about: names, numbers and addresses of those a signal or draw names, of no one else."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa

from pax.store import Engine
from pax.vocabulary import Schema

Subject = tuple[str, str]
"""(kind, id): kind is person, dwelling, organisation or account."""

KINDS = ("person", "dwelling", "organisation", "account")

SUBJECTS = pa.schema(
    [
        ("kind", pa.string()),
        ("id", pa.string()),
        ("label", pa.string()),
        ("id_number", pa.string()),
        ("address", pa.string()),
        ("birth_year", pa.int32()),
    ]
)

_NEEDED = ("persons", "residences", "dwellings", "organisations", "tenancies")


def subjects(
    engine: Engine,
    askable: Mapping[str, Path],
    numbers: Path,
    schema: Schema,
    wanted: Collection[Subject],
    as_of: date,
) -> pa.Table:
    """The rows of `subjects.parquet` for `wanted`, sorted. A person's number is the newest one.

    Only askable tables are read, so that nothing of a protected person can come along.
    """
    mount_or_empty(engine, askable, schema, _NEEDED, "named_")
    engine.mount({"numbers": numbers}, "known_")
    rows = sorted(set(wanted))
    given = pa.table(
        {"kind": pa.array([k for k, _ in rows], pa.string()), "id": pa.array([i for _, i in rows], pa.string())}
    )
    engine.connection.register("wanted_given", given)
    engine.run("CREATE OR REPLACE TEMP TABLE wanted AS SELECT * FROM wanted_given")
    engine.run(_ADDRESSES)
    found = engine.arrow(_SUBJECTS, {"as_of": as_of})
    return found.cast(SUBJECTS)


def labels_of(
    engine: Engine,
    askable: Mapping[str, Path],
    numbers: Path,
    schema: Schema,
    wanted: Collection[Subject],
    as_of: date,
) -> Callable[[str, str], str]:
    """How people call those named: a function of kind and id, for the texts of signals. A lease or case is its id."""
    return labelled(subjects(engine, askable, numbers, schema, [one for one in wanted if one[0] in KINDS], as_of))


def labelled(rows: pa.Table) -> Callable[[str, str], str]:
    """The same over a table of subjects; an id nobody has a label for stands for itself."""
    labels = {(row["kind"], row["id"]): row["label"] for row in rows.to_pylist()}

    def label(kind: str, identifier: str) -> str:
        return labels.get((kind, identifier)) or identifier

    return label


def mount_or_empty(
    engine: Engine, tables: Mapping[str, Path], schema: Schema, names: Collection[str], prefix: str
) -> None:
    """Mount the tables that are there; for one that is not, a view of its columns without rows."""
    engine.mount({name: tables[name] for name in names if name in tables}, prefix)
    for name in names:
        if name not in tables:
            columns = ", ".join(
                f'CAST(NULL AS {column.type.sql}) AS "{column.name}"' for column in schema[name].columns
            )
            engine.run(
                f'CREATE OR REPLACE VIEW "{prefix}{name}" AS SELECT {columns}, CAST(NULL AS VARCHAR) AS row_key WHERE FALSE'  # noqa: E501  names from canonical.yml
            )


_ADDRESSES = """
    CREATE OR REPLACE TEMP TABLE addresses AS
    SELECT dwelling_id,
        concat_ws(', ',
            NULLIF(concat_ws(' ', street, concat(number, letter)), ''),
            'lgh ' || NULLIF(apartment_number, '')) AS short,
        NULLIF(concat_ws(' ', postal_code, city), '') AS place
    FROM named_dwellings
    WHERE dwelling_id IN (
        SELECT id FROM wanted WHERE kind = 'dwelling'
        UNION
        SELECT dwelling_id FROM named_residences
        WHERE person_id IN (SELECT id FROM wanted WHERE kind = 'person')
    )"""

_SUBJECTS = """
    WITH homes AS (
        SELECT r.person_id, max_by(r.dwelling_id, r.from_date) AS dwelling_id
        FROM named_residences AS r
        WHERE r.person_id IN (SELECT id FROM wanted WHERE kind = 'person')
            AND r.from_date <= $as_of AND COALESCE(r.to_date, $as_of) >= $as_of
        GROUP BY r.person_id
    ),
    newest AS (
        SELECT entity_id, max_by(number, (newest, number)) AS number FROM known_numbers
        WHERE entity_id IN (SELECT id FROM wanted) GROUP BY entity_id
    ),
    unnumbered AS (
        SELECT holder_id, min(holder_name) AS name, min(holder_birth_date) AS birth_date
        FROM named_tenancies WHERE holder_id IN (SELECT id FROM wanted WHERE kind = 'person') GROUP BY holder_id
    )
    SELECT w.kind, w.id,
        COALESCE(CASE w.kind
            WHEN 'person' THEN COALESCE(NULLIF(concat_ws(' ', p.given_name, p.surname), ''), u.name, n.number)
            WHEN 'dwelling' THEN NULLIF(a.short, '')
            WHEN 'organisation' THEN COALESCE(o.name, n.number)
        END, CASE WHEN w.kind <> 'person' THEN w.id END, '') AS label,
        CASE w.kind
            WHEN 'person' THEN n.number
            WHEN 'organisation' THEN COALESCE(n.number, CASE WHEN NOT starts_with(w.id, 'o_') THEN w.id END)
        END AS id_number,
        CASE w.kind
            WHEN 'person' THEN NULLIF(concat_ws(', ', h.short, h.place), '')
            WHEN 'dwelling' THEN NULLIF(concat_ws(', ', a.short, a.place), '')
            WHEN 'organisation' THEN NULLIF(concat_ws(', ', NULLIF(concat_ws(' ', o.street, o.number), ''),
                NULLIF(concat_ws(' ', o.postal_code, o.city), '')), '')
        END AS address,
        CASE WHEN w.kind = 'person'
            THEN COALESCE(year(p.birth_date), year(u.birth_date), TRY_CAST(left(n.number, 4) AS INTEGER))
        END AS birth_year
    FROM wanted AS w
    LEFT JOIN named_persons AS p ON w.kind = 'person' AND p.person_id = w.id
    LEFT JOIN unnumbered AS u ON w.kind = 'person' AND u.holder_id = w.id
    LEFT JOIN newest AS n ON n.entity_id = w.id
    LEFT JOIN homes AS m ON w.kind = 'person' AND m.person_id = w.id
    LEFT JOIN addresses AS h ON h.dwelling_id = m.dwelling_id
    LEFT JOIN addresses AS a ON w.kind = 'dwelling' AND a.dwelling_id = w.id
    LEFT JOIN named_organisations AS o ON w.kind = 'organisation' AND o.org_id = w.id
    ORDER BY w.kind, w.id"""
