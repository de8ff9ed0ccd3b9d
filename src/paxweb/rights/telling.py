"""A row as an extract tells it: its columns by name, people of the staff by role, other persons taken out."""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models

from paxweb.accounts.models import Board, Clearance, Role, User
from paxweb.rights.drafts import Line, Value, leaves
from paxweb.rights.holdings import Holding, fields_told
from paxweb.rights.naming import says_of, says_of_fact
from paxweb.rights.places import place_of

SWEDEN = ZoneInfo("Europe/Stockholm")
ORDER = (
    Role.LEAD, Role.LAWYER, Role.INVESTIGATOR, Role.REGISTRAR, Role.TIP_HANDLER, Role.READER, Role.DPO,
    Role.ACCESS_OFFICER, Role.TECHNICIAN, Role.PROTECTED_HANDLER,
)  # fmt: skip
Mask = Callable[[str], str]


def line_of(
    holding: Holding,
    row: models.Model,
    *,
    root: str = "",
    board_id: str,
    mask: Mask,
    only: frozenset[str] | None = None,
    sure: bool = True,
    shared: bool = False,
) -> Line:
    """One row as a line. `only`: the columns that may be told."""
    values: list[Value] = []
    for column in fields_told(holding, type(row)):
        if only is None or column.name in only:
            values += _values(row, column, board_id, mask)
    when = _when(getattr(row, holding.when, None)) if holding.when else ""
    title = holding.title
    withheld = bool(getattr(row, "withheld", False))
    return Line(
        "",
        holding.model,
        str(row.pk),
        root,
        title.sv,
        title.en,
        when,
        tuple(values),
        sure,
        shared,
        withheld,
        place_of(row),
    )


def _values(row: models.Model, column: models.Field[Any, Any], board_id: str, mask: Mask) -> list[Value]:
    name, given = column.name, getattr(row, column.attname)
    if given is None or given == "":
        return []
    if isinstance(column, models.ForeignKey):
        return [_relation(name, column, given, board_id)]
    if isinstance(column, models.BooleanField):
        return [Value(name, "yes" if given else "no", "code")]
    if isinstance(column, models.JSONField):
        return [
            Value(path, mask(text), says_of_fact(row, path, text), free=True)
            for path, text in leaves(given, name)
            if text
        ]
    if isinstance(given, date):
        return [Value(name, _when(given))]
    if isinstance(given, str) and (says := says_of(row, name, board_id)):
        return [Value(name, given, says)]
    if isinstance(given, str):
        says = "code" if column.choices or name.endswith("kind") else "text"
        return [Value(name, mask(given), says, free=says == "text")]
    return [Value(name, str(given))]


def _relation(name: str, column: models.ForeignKey[Any, Any], given: object, board_id: str) -> Value:
    target: type[models.Model] = column.related_model
    if target is User and isinstance(given, int):
        return Value(name, role_of(given, board_id), "role")
    found = target._default_manager.filter(pk=given).first()
    return Value(name, _called(found))


def _called(row: models.Model | None) -> str:
    """What a thing of the office's own is called: a board by its name, a label by its provision, a week by its day."""
    if isinstance(row, Board):
        return row.name
    for column in ("provision", "starts_on", "name", "title", "number"):
        if row is not None and hasattr(row, column):
            return str(getattr(row, column))
    return ""


@lru_cache(maxsize=2048)
def _roles(user_id: int, board_id: str) -> tuple[str, ...]:
    return tuple(Clearance.objects.filter(user_id=user_id, label__board_id=board_id).values_list("role", flat=True))


def role_of(user_id: int, board_id: str) -> str:
    """The role somebody has or had at the board: the one with most to decide."""
    held = set(_roles(user_id, board_id))
    return next((role.value for role in ORDER if role.value in held), "other")


def forget_roles() -> None:
    """Roles are read anew: called before each collecting."""
    _roles.cache_clear()


def _when(given: object) -> str:
    match given:
        case datetime():
            return given.astimezone(SWEDEN).strftime("%Y-%m-%d %H:%M")
        case date():
            return given.isoformat()
    return ""
