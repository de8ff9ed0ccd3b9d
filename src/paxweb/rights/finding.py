"""Where somebody stands in a board's records: by key, by number in a text, and, less surely, by name. For machines."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from paxweb.accounts.models import StaffKey
from paxweb.cases.models import Case, Party
from paxweb.cases.models import Named as InCase
from paxweb.intake.models import Item, Named, Subject
from paxweb.rights.holdings import Holding, How, held
from paxweb.rights.masking import Own

_TEXTS = (models.CharField, models.TextField, models.JSONField)


@dataclass(frozen=True, slots=True)
class Found:
    """Items and cases of a board: those the person stands in, and those where only their name stands."""

    items: frozenset[UUID]
    cases: frozenset[UUID]
    items_by_name: frozenset[UUID]
    cases_by_name: frozenset[UUID]


def own_of_board(board_id: str, keys: Iterable[str], numbers: Iterable[str], names: Iterable[str]) -> Own:
    """Whom to look for: what was entered, and what the board's own records call them."""
    keys = list(keys)
    subjects = Subject.objects.filter(item__board=board_id, subject_key__in=keys)
    parties = Party.objects.filter(case__board=board_id, subject_key__in=keys)
    said = [*subjects.values_list("entity_id", "label", "address", "id_number").distinct()]
    said += [*parties.values_list("entity_id", "label", "address", "id_number").distinct()]
    return Own(
        numbers=frozenset({*numbers, *(number for *_, number in said if number)}),
        entities=frozenset(entity for entity, *_ in said if entity),
        names=frozenset(
            {*(name.strip() for name in names if name.strip()), *(label for _, label, *_ in said if label)}
        ),
        addresses=frozenset(address for _, _, address, _ in said if address),
    )


def find(board_id: str, keys: Iterable[str], own: Own) -> Found:
    """Every item and case of the board."""
    keys = list(keys)
    items = set(Named.objects.filter(item__board=board_id, subject_key__in=keys).values_list("item_id", flat=True))
    items |= set(Subject.objects.filter(item__board=board_id, subject_key__in=keys).values_list("item_id", flat=True))
    cases = set(InCase.objects.filter(case__board=board_id, subject_key__in=keys).values_list("case_id", flat=True))
    cases |= set(Party.objects.filter(case__board=board_id, subject_key__in=keys).values_list("case_id", flat=True))
    terms = own.terms()
    items |= _by_text(How.ITEM, board_id, terms)
    cases |= _by_text(How.CASE, board_id, terms)
    names = [name for name in own.names if " " in name]
    by_name = (_by_text(How.ITEM, board_id, names) - items, _by_text(How.CASE, board_id, names) - cases)
    return Found(frozenset(items), frozenset(cases), *map(frozenset, by_name))


def _by_text(how: How, board_id: str, terms: Iterable[str]) -> set[UUID]:
    terms = [term for term in terms if term]
    found: set[UUID] = set()
    for holding, model in held(how):
        rows = with_texts(holding, model, board_id, terms)
        found |= set(rows.values_list(holding.root, flat=True)) if rows is not None else set()
    known = (Item if how is How.ITEM else Case)._default_manager.filter(board_id=board_id, pk__in=found)
    return set(known.values_list("pk", flat=True))


def with_texts(
    holding: Holding, model: type[models.Model], board_id: str, terms: Iterable[str]
) -> models.QuerySet[Any] | None:
    """Rows of the board in which any of these texts stands; None where no column holds text."""
    columns = [each for each in model._meta.concrete_fields if _is_text(each) and each.name not in holding.inner]
    if not columns or not terms:
        return None
    jsons = {
        f"{each.name}_as_text": Cast(each.name, models.TextField())
        for each in columns
        if isinstance(each, models.JSONField)
    }
    asked = [Q(**{f"{name}__icontains": term}) for name in _names(columns) for term in _spelt(terms)]
    rows = model._default_manager.filter(**{holding.of_board: board_id}).annotate(**jsons)
    found: models.QuerySet[Any] = rows.filter(reduce(or_, asked))
    return found


def _names(columns: Iterable[models.Field[Any, Any]]) -> Iterator[str]:
    for column in columns:
        yield f"{column.name}_as_text" if isinstance(column, models.JSONField) else column.name


def _spelt(terms: Iterable[str]) -> Iterator[str]:
    """Each text, and as JSON writes it where that differs."""
    for term in terms:
        escaped = json.dumps(term)[1:-1]
        yield from {term, escaped}


def _is_text(column: models.Field[Any, Any]) -> bool:
    fixed = bool(column.choices) or (column.is_relation or column.primary_key)
    return isinstance(column, _TEXTS) and not fixed


def official(board_id: str, keys: Iterable[str]) -> int | None:
    """The account of somebody who works at the board, by the key of their number."""
    return StaffKey.objects.filter(board_id=board_id, key__in=list(keys)).values_list("user_id", flat=True).first()
