"""The canonical schema as types: every table and column that a register can fill (`registers/canonical.yml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class ColumnType(StrEnum):
    """What a value is; `sql` gives DuckDB's type for it."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    DATE = "date"
    TIMESTAMP = "timestamp"
    BOOLEAN = "boolean"

    @property
    def sql(self) -> str:
        """The DuckDB type the column is stored as."""
        return _SQL[self]


_SQL = {
    ColumnType.TEXT: "VARCHAR",
    ColumnType.INTEGER: "BIGINT",
    ColumnType.DECIMAL: "DECIMAL(18,4)",
    ColumnType.MONEY: "DECIMAL(14,2)",
    ColumnType.DATE: "DATE",
    ColumnType.TIMESTAMP: "TIMESTAMP",
    ColumnType.BOOLEAN: "BOOLEAN",
}


class IdKind(StrEnum):
    """What a column identifies."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PARTY = "party"  # a person or an organisation, or a payer that has no number of its own
    DWELLING = "dwelling"
    PROPERTY = "property"
    ACCOUNT = "account"
    LEASE = "lease"
    CASE = "case"
    AREA = "area"
    SUBJECT = "subject"  # of the kind that subject_kind beside it says
    RECORD = "record"  # a key of its own, of no wider meaning


class Closed(StrEnum):
    """Where a rule may not see a column."""

    NO = "no"
    CONDITIONS = "conditions"  # open in conditions only where the subject is a place or an organisation
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type, what it identifies, whether rules may see it, the words rules compare it with."""

    name: str
    type: ColumnType
    id: IdKind | None = None
    closed: Closed = Closed.NO
    key: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One canonical table; `columns` in canonical order."""

    name: str
    columns: tuple[Column, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """The key columns in canonical order."""
        return tuple(column.name for column in self.columns if column.key)

    @property
    def names(self) -> tuple[str, ...]:
        """Every column name in canonical order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Schema:
    """All canonical tables by name."""

    tables: Mapping[str, Table]

    def __getitem__(self, name: str) -> Table:
        return self.tables[name]

    def __contains__(self, name: object) -> bool:
        return name in self.tables


def read_schema(source: Mapping[str, Any]) -> Schema:
    """Build the schema from the parsed `canonical.yml`: table → {key, columns: name → {type, id, closed, words}}."""
    tables = {}
    for name, body in source["tables"].items():
        key = set(body["key"])
        columns = tuple(_column(column, spec, column in key) for column, spec in body["columns"].items())
        tables[name] = Table(name, columns)
    return Schema(tables)


def _column(name: str, spec: Mapping[str, Any], key: bool) -> Column:
    return Column(
        name=name,
        type=ColumnType(spec["type"]),
        id=IdKind(spec["id"]) if "id" in spec else None,
        closed=Closed(spec.get("closed", "no")),
        key=key,
        words=tuple(spec.get("words", ())),
    )
