"""A canary in every column of every model that can hold something about a person, found from the models themselves."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.db import models

from paxweb.accounts.models import Board, User
from paxweb.cases.models import Case
from paxweb.frame.clock import now, today
from paxweb.intake.models import Item
from paxweb.rights.holdings import Holding, How, fields_told, held

OTHERS = "om {name} {number} {id} på {address}"
TEXTS = (models.CharField, models.TextField, models.JSONField)
FIXED = frozenset({"kind", "model", "table", "family", "language", "place", "subject_key", "from_kind", "to_kind"})
"""Columns whose values the office reads as words of its own: a canary there would make another thing of the row."""


def canary(label: str, column: str) -> str:
    """What is put in one column."""
    return f"kanarie.{label}.{column}".lower()


def columns_of(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """Columns that hold free text, or a number or id somebody entered."""
    return [
        column
        for column in model._meta.concrete_fields
        if isinstance(column, TEXTS)
        and not (column.choices or column.primary_key or column.is_relation or column.name in FIXED)
    ]


def put(row: models.Model, holding: Holding, more: str = "") -> set[str]:
    """Write a canary in every told text column of a row, where it fits. `more`: words about somebody else beside it."""
    written, values = set(), dict[str, Any]()
    told = {column.name for column in fields_told(holding, type(row))}
    for column in columns_of(type(row)):
        if column.name not in told:
            continue
        sign, longest = canary(holding.model, column.name), getattr(column, "max_length", None)
        if isinstance(column, models.JSONField):
            values[column.name] = _json(getattr(row, column.name), f"{sign} {more}")
        elif longest is None or longest >= len(sign) + len(more) + 1:
            values[column.name] = f"{sign} {more}"
        elif longest >= len(sign):
            values[column.name] = sign
        else:
            continue
        written.add(sign)
    type(row)._default_manager.filter(pk=row.pk).update(**values)
    return written


def _json(before: object, text: str) -> object:
    if isinstance(before, dict):
        return {**before, "more": text}
    return [*before, text] if isinstance(before, list) else [text]


def fill(root: Item | Case, user: User, more: str = "") -> set[str]:
    """A row of every model that hangs on an item or case, a canary in each of its columns."""
    written: set[str] = set()
    for holding, model in held(How.ITEM if isinstance(root, Item) else How.CASE):
        rows = list(model._default_manager.filter(**{holding.root: root.pk}))
        rows = rows or [make(model, holding, root, user)]
        for row in rows:
            if _is_theirs(row):
                written |= put(row, holding, more)
    return written


def _is_theirs(row: models.Model) -> bool:
    """Not a row that names somebody else on purpose: the tests write those themselves."""
    label = row._meta.label
    return label not in ("intake.Subject", "cases.Party", "intake.SheetRow", "intake.Evidence", "intake.Edge",
                         "cases.Consent")  # fmt: skip


def make(model: type[models.Model], holding: Holding, root: Item | Case, user: User) -> models.Model:
    """A row with something in every column that must have it."""
    values = {column.attname: _value(column, root, user) for column in model._meta.concrete_fields if _needed(column)}
    name = holding.root.removesuffix("_id")
    own = {holding.root: root.pk} if holding.root != "pk" else {}
    for column in model._meta.concrete_fields:
        if column.name == name:
            own = {column.attname: root.pk}
    return model._default_manager.create(**{**values, **own})


def _needed(column: models.Field[Any, Any]) -> bool:
    return not (column.null or column.has_default() or (column.primary_key and isinstance(column, models.AutoField)))


def _value(column: models.Field[Any, Any], root: Item | Case, user: User) -> object:
    if isinstance(column, models.ForeignKey):
        return _related(column.related_model, root, user)
    if column.choices:
        return next(value for value, _ in column.flatchoices if value)
    return next(
        (make() for kind, make in _PLAIN if isinstance(column, kind)), f"{uuid4().hex}"[: column.max_length or 32]
    )


_PLAIN: tuple[tuple[type[models.Field[Any, Any]], Callable[[], object]], ...] = (
    (models.UUIDField, uuid4),
    (models.DateTimeField, now),
    (models.DateField, today),
    (models.BooleanField, lambda: False),
    (models.IntegerField, lambda: 1),
    (models.DecimalField, lambda: Decimal(1)),
    (models.JSONField, list),
    (models.BinaryField, lambda: b"box"),
)


def _related(model: type[models.Model], root: Item | Case, user: User) -> object:
    if model is User:
        return user.pk
    if model is Board:
        return root.board_id
    if issubclass(model, Item | Case):
        return root.pk
    found = model._default_manager.order_by("pk").values_list("pk", flat=True).first()
    assert found is not None, f"the year holds no {model._meta.label}"
    return found


def every_text() -> Iterator[tuple[str, str]]:
    """(model.column, value) of every text anywhere in the database, whatever the model."""

    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if isinstance(column, (*TEXTS, models.UUIDField, models.BinaryField)):
                for value in model._default_manager.values_list(column.attname, flat=True):
                    yield f"{model._meta.label}.{column.name}", _said(value)


def _said(value: object) -> str:
    match value:
        case bytes() | memoryview():
            return bytes(value).decode("utf-8", "replace")
        case UUID() | date() | datetime():
            return str(value)
    return str(value)
