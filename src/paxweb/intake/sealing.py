"""One row's fields taken out of sight and put back. What was there lies in a box beside; the row keeps a mark."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from paxweb.intake.models import Edge, Evidence, Item, Question, Sealed, SheetRow, Subject
from paxweb.seal.boxes import close_box, open_box

HIDDEN: Mapping[type[models.Model], tuple[str, ...]] = {
    Subject: ("entity_id", "label", "id_number", "address", "birth_year"),
    SheetRow: ("row_key", "facts"),
    Evidence: ("row_key", "facts"),
    Question: ("anchor", "from_date", "to_date", "amount", "facts", "text_sv", "text_en"),
    Edge: ("from_id", "from_label", "to_id", "to_label", "from_date", "to_date"),
    Item: ("area",),
}
"""What is taken from a row of each kind."""


def seal_row(
    row: models.Model, fields: tuple[str, ...], item_id: UUID, keys: Collection[str], key: bytes, at: datetime
) -> None:
    """Take `fields` of a row out of sight because of those `keys`. A row sealed before only gets the new keys."""
    label, pk = row._meta.label, str(row.pk)
    before = Sealed.objects.filter(model=label, row=pk).first()
    if before:
        before.keys = sorted({*before.keys, *keys})
        before.save(update_fields=["keys"])
        return
    box = take(row, fields, key)
    Sealed.objects.create(
        item_id=item_id, model=label, row=pk, fields=list(fields), keys=sorted(keys), box=box, sealed_at=at
    )


def unseal_row(sealed: Sealed, model: type[models.Model], key: bytes) -> None:
    """Put back what was taken, and forget the box. A row that is gone stays gone."""
    put_back(model, sealed.row, values_of(sealed, key))
    sealed.delete()


def take(row: models.Model, fields: tuple[str, ...], key: bytes) -> bytes:
    """Blank `fields` of a row and set its mark; the box that holds what stood there."""
    values = json.loads(json.dumps({name: getattr(row, name) for name in fields}, cls=DjangoJSONEncoder))
    box = close_box(key, _place(row._meta.label, str(row.pk)), values)
    _write(row, {name: _blank(row, name) for name in fields}, withheld=True)
    return box


def put_back(model: type[models.Model], pk: str, values: Mapping[str, Any]) -> None:
    """Write back what a box held, and take the mark away. A row that is gone stays gone."""
    row = model._default_manager.filter(pk=pk).first()
    if row is not None:
        _write(row, {name: _field(row, name).to_python(value) for name, value in values.items()}, withheld=False)


def values_of(sealed: Sealed, key: bytes) -> dict[str, Any]:
    """What lies in a box, by field. Raises `BoxUnopened`."""
    return opened(key, sealed.model, sealed.row, bytes(sealed.box))


def opened(key: bytes, label: str, pk: str, box: bytes) -> dict[str, Any]:
    """What lies in the box of one row of a model. Raises `BoxUnopened`."""
    found = open_box(key, _place(label, pk), box)
    return found if isinstance(found, dict) else {}


def _place(label: str, pk: str) -> str:
    return f"{label}:{pk}"


def _field(row: models.Model, name: str) -> models.Field[Any, Any]:
    return next(field for field in row._meta.concrete_fields if field.name == name)


def _blank(row: models.Model, name: str) -> object:
    field = _field(row, name)
    if field.null:
        return None
    return {} if isinstance(field, models.JSONField) else ""


def _write(row: models.Model, values: dict[str, Any], *, withheld: bool) -> None:
    if any(field.name == "withheld" for field in row._meta.concrete_fields):
        values["withheld"] = withheld
    type(row)._default_manager.filter(pk=row.pk).update(**values)
