"""Types that take what the document says and nothing that merely looks like it: no day as a number, no yes as a one."""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BeforeValidator

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_WHOLE = re.compile(r"-?[0-9]{1,20}")


def _text(pattern: re.Pattern[str], what: str) -> Callable[[object], object]:
    def check(given: object) -> object:
        if isinstance(given, str) and pattern.fullmatch(given):
            return given
        raise ValueError(what)

    return check


def _is_yes(given: object) -> object:
    if given is True:
        return given
    raise ValueError("not a yes")


def _number(given: object) -> object:
    if isinstance(given, int | float) and not isinstance(given, bool):
        return given
    raise ValueError("not a number")


Day = Annotated[date, BeforeValidator(_text(_DAY, "not a day"))]
"""A day, as 2026-12-31."""

Id = Annotated[UUID, BeforeValidator(_text(_ID, "not an id"))]
"""An id as the API writes them."""

Yes = Annotated[Literal[True], BeforeValidator(_is_yes)]
"""True, and nothing else."""

Asked = BeforeValidator(_text(_WHOLE, "not a whole number"))
"""Before a whole number in an address."""

Said = BeforeValidator(_number)
"""Before a whole number in a body."""
