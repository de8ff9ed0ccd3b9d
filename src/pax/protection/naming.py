"""Which columns of a table can name a person or a thing, from the kinds in `canonical.yml` and not table by table."""

from collections.abc import Mapping
from dataclasses import dataclass

from pax.vocabulary import IdKind, Schema

PEOPLE = frozenset({IdKind.PERSON, IdKind.PARTY, IdKind.ORGANISATION})
"""Kinds whose values may be a person: `p_…`, or `o_…` where a sole trader's business bears the person's number."""

THINGS = frozenset({IdKind.DWELLING, IdKind.LEASE, IdKind.CASE, IdKind.ACCOUNT})
"""Kinds that are muted when they are tied to a protected person. Organisations and properties are not."""

_SUBJECT_KINDS = {
    "person": IdKind.PERSON,
    "organisation": IdKind.ORGANISATION,
    "dwelling": IdKind.DWELLING,
    "account": IdKind.ACCOUNT,
    "lease": IdKind.LEASE,
    "aid_case": IdKind.CASE,
}
_VIEW_TYPES = {**_SUBJECT_KINDS, "case": IdKind.CASE}


@dataclass(frozen=True, slots=True)
class Naming:
    """One way a row names something: the column, the kind, and the condition (SQL) under which it does."""

    column: str
    kind: IdKind
    when: str = "TRUE"


def namings(schema: Schema, views: Mapping[str, Mapping[str, str]], table: str) -> tuple[Naming, ...]:
    """Every way a row of the table or view names a person or a thing. `views`: view → column → type in its header."""
    if table in views:
        return _of_view(schema, views[table])
    found = []
    for column in schema[table].columns:
        if column.id is IdKind.SUBJECT:
            found += [Naming(column.name, kind, f"t.subject_kind = '{word}'") for word, kind in _SUBJECT_KINDS.items()]
        elif column.id in PEOPLE | THINGS:
            found.append(Naming(column.name, column.id))
    return tuple(found)


def _of_view(schema: Schema, columns: Mapping[str, str]) -> tuple[Naming, ...]:
    """A view's column is what its header says, else what the canonical column of its name is.

    Other text is looked at for persons and dwellings: an entity id cannot be mistaken, and a dwelling too many out
    costs little.
    """
    known = {column.name: column.id for table in schema.tables.values() for column in table.columns if column.id}
    found = []
    for name, declared in columns.items():
        kind = _VIEW_TYPES.get(declared, known.get(name))
        if kind in PEOPLE | THINGS:
            found.append(Naming(name, kind))
        elif kind is None and declared.lower() in ("text", "varchar"):
            found += [Naming(name, IdKind.PERSON), Naming(name, IdKind.DWELLING)]
    return tuple(found)
