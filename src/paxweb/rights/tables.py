"""What goes when an item, a case or a request goes: every table that hangs on it, found from the models themselves."""

from collections.abc import Collection, Iterator
from functools import cache
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models.fields.reverse_related import ForeignObjectRel

from paxweb.rights.models import Volume

Rows = models.QuerySet[Any]
LOOSE = ("item_id", "root_id")
"""Columns that hold the id of an item or case without a foreign key, wherever they stand."""

OWN_TIME = frozenset({"rights.Volume", "rights.VolumeRoot", "rights.PersonRequest", "rights.RecordsRequest"})
"""Answers to requests are kept for a time of their own, and who may see them is asked of these rows."""


@cache
def hanging(root: type[models.Model]) -> tuple[tuple[type[models.Model], str], ...]:
    """Models that go with a row of this one, and the lookup of its id; what hangs deepest comes first."""
    found: dict[type[models.Model], str] = {}
    _walk(root, "", found)
    return tuple((model, path) for model, path in reversed(found.items()))


def _walk(model: type[models.Model], path: str, found: dict[type[models.Model], str]) -> None:
    for relation in pointing(model):
        child, name = relation.related_model, relation.field.name
        if relation.on_delete is not models.CASCADE or child in found:
            continue
        found[child] = f"{name}__{path}" if path else name
        _walk(child, found[child], found)


def pointing(model: type[models.Model]) -> list[Any]:
    """Foreign keys of other models that point at this one, those without a name on this side too."""
    every = model._meta.get_fields(include_hidden=True)
    return [each for each in every if isinstance(each, ForeignObjectRel) and (each.one_to_many or each.one_to_one)]


@cache
def loose() -> tuple[tuple[type[models.Model], str], ...]:
    """Models that name an item or case without a foreign key."""
    return tuple(
        (model, column.name)
        for model in apps.get_models()
        for column in model._meta.concrete_fields
        if column.name in LOOSE and isinstance(column, models.UUIDField) and model._meta.label not in OWN_TIME
    )


def rows_of(root: type[models.Model], ids: Collection[UUID]) -> Iterator[tuple[type[models.Model], Rows]]:
    """Every row that goes with these, table by table, the rows themselves last."""
    ids = list(ids)
    yield from ((model, model._default_manager.filter(**{f"{path}__in": ids})) for model, path in hanging(root))
    for model, name in loose():
        yield from _beyond(model, model._default_manager.filter(**{f"{name}__in": ids}))
    yield from _of_volumes(root, ids)
    yield root, root._default_manager.filter(pk__in=ids)


def _beyond(model: type[models.Model], rows: Rows) -> Iterator[tuple[type[models.Model], Rows]]:
    """A loose row and what hangs on it."""
    here = list(rows.values_list("pk", flat=True))
    for child, path in hanging(model):
        yield child, child._default_manager.filter(**{f"{path}__in": here})
    yield model, model._default_manager.filter(pk__in=here)


def _of_volumes(root: type[models.Model], ids: list[UUID]) -> Iterator[tuple[type[models.Model], Rows]]:
    """What names a request's volumes without a foreign key: their roots, and notices to a team."""
    if not any(model is Volume for model, _ in hanging(root)):
        return
    volumes = list(Volume.objects.filter(request__in=ids).values_list("pk", flat=True))
    for label, name in (("rights.VolumeRoot", "volume_id"), ("accounts.Notice", "item_id")):
        model = apps.get_model(label)
        yield model, model._default_manager.filter(**{f"{name}__in": volumes})


def digest_of(model: type[models.Model], ids: Collection[object]) -> str:
    """A hash over which rows of a table went; nothing of what stood in them."""
    return sha256("\n".join([model._meta.label, *sorted(map(str, ids))]).encode()).hexdigest()
