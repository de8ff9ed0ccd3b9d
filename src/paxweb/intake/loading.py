"""Many rows at once, past the ORM, on both databases: a run of 100,000 signals has over a million."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, models

Row = tuple[Any, ...]


def put(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> int:
    """Insert rows of `names` (attribute names, foreign keys with `_id`), inside the caller's transaction.

    JSON fields take JSON text. Returns how many. PostgreSQL gets one statement with all rows as one JSON text, since
    COPY is closed to tables with row policies.
    """
    found = list(rows)
    if found:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(_recorded(model, tuple(names)), [json.dumps(_records(names, found), default=str)])
            else:
                cursor.executemany(_valued(model, tuple(names)), [tuple(map(_plain, row)) for row in found])
    return len(found)


def _columns(model: type[models.Model], names: tuple[str, ...]) -> list[models.Field[Any, Any]]:
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    return [by_name[name] for name in names]


def _records(names: Sequence[str], rows: list[Row]) -> list[dict[str, Any]]:
    return [dict(zip(names, row, strict=True)) for row in rows]


@cache
def _recorded(model: type[models.Model], names: tuple[str, ...]) -> str:
    quote = connection.ops.quote_name
    fields = _columns(model, names)
    columns = ", ".join(quote(str(field.column)) for field in fields)
    typed = ", ".join(f"{quote(name)} {_read_as(field)}" for name, field in zip(names, fields, strict=True))
    values = ", ".join(f"{quote(name)}::{_bare(field)}" for name, field in zip(names, fields, strict=True))
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) SELECT {values} FROM json_to_recordset(%s::json) AS r ({typed})"  # noqa: S608, E501  names of our own models


def _read_as(field: models.Field[Any, Any]) -> str:
    """JSON fields come as text, so that they are read as the folder wrote them."""
    return "text" if isinstance(field, models.JSONField) else _bare(field)


def _bare(field: models.Field[Any, Any]) -> str:
    kind = (field.target_field if isinstance(field, models.ForeignKey) else field).db_type(connection) or ""
    return kind.partition("(")[0] if kind.startswith("varchar") else kind


@cache
def _valued(model: type[models.Model], names: tuple[str, ...]) -> str:
    quote = connection.ops.quote_name
    fields = _columns(model, names)
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608  names of our own models


def _plain(value: Any) -> Any:  # noqa: ANN401  whatever a column may hold
    make = _AS_SQLITE_HAS_IT.get(type(value))
    return make(value) if make else value


_AS_SQLITE_HAS_IT: dict[type, Callable[[Any], object]] = {
    UUID: lambda value: value.hex,
    Decimal: str,
    date: date.isoformat,
    datetime: lambda value: connection.ops.adapt_datetimefield_value(value),
}
