"""One household instead of a whole stock: which subjects a rule is asked about, and which answers are about them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from pax.rules import Rule, SubjectKind
from pax.signals.evidence import EvidenceRow, kind_of
from pax.store import Engine, Tables
from pax.vocabulary import IdKind, Schema, Table

AskedKind = Literal["person", "dwelling", "lease", "case"]
Asked = tuple[AskedKind, str]
"""What one asks about: its kind, and its id as the linked tables have it."""

_POSSIBLE = {
    SubjectKind.PERSON: frozenset({IdKind.PERSON, IdKind.PARTY}),
    SubjectKind.DWELLING: frozenset({IdKind.DWELLING}),
    SubjectKind.ORGANISATION: frozenset({IdKind.ORGANISATION, IdKind.PARTY}),
    SubjectKind.ACCOUNT: frozenset({IdKind.ACCOUNT}),
}


def candidates(engine: Engine, rule: Rule, tables: Tables, schema: Schema, asked: Asked) -> tuple[str, ...]:
    """The subjects the rule is asked about: the one named, or those in one row with the lease, case or dwelling."""
    kind, one = asked
    if kind == rule.subject.value:
        return (one,)
    if kind == "person":
        return ()
    found: set[str] = set()
    for table, columns in rule.reads.items():
        for near, subject in _pairs(schema[table], columns, kind, rule.subject):
            # Column names come from the rule's header, which the loader checked.
            sql = f'SELECT DISTINCT "{subject}" FROM asked_{table} WHERE "{near}" = $one AND "{subject}" IS NOT NULL'  # noqa: S608  names from the checked header
            engine.mount({table: tables[table]}, prefix="asked_")
            found.update(str(value) for (value,) in engine.rows(sql, {"one": one}))
    return tuple(sorted(found))


def _pairs(table: Table, columns: Sequence[str], kind: str, subject: SubjectKind) -> Iterator[tuple[str, str]]:
    ids = {column.name: column.id for column in table.columns if column.name in columns and column.id is not None}
    for near, near_kind in ids.items():
        if near_kind.value == kind:
            yield from ((near, other) for other, other_kind in ids.items() if other_kind in _POSSIBLE[subject])


def narrowed(rule: Rule, subjects: Sequence[str]) -> tuple[str, Mapping[str, str]]:
    """The rule's SQL around a condition on its subject, which DuckDB pushes down, and the condition's parameters."""
    given = {f"asked_{number}": subject for number, subject in enumerate(subjects)}
    listed = ", ".join(f"${name}" for name in given)
    return f"SELECT * FROM (\n{rule.sql}\n) AS asked WHERE subject_id IN ({listed})", given  # noqa: S608  names of ours


def is_about(asked: Asked, subject: tuple[str, str], rows: Sequence[EvidenceRow], schema: Schema) -> bool:
    """True when the answer is about what was asked: its subject is it, its evidence names it or none of its kind."""
    if asked == subject:
        return True
    ids = {value for row in rows for value in _ids(row, asked[0], schema)}
    return not ids or asked[1] in ids


def _ids(row: EvidenceRow, kind: str, schema: Schema) -> Iterator[str]:
    table = schema[row.table]
    for name, value in row.facts.items():
        if value is not None and name in table.names and kind_of(table.column(name).id, str(value), row.facts) == kind:
            yield str(value)
