"""What the operations have in common: parameters, and the answers that every one of them may give."""

from typing import Annotated, Any, Final
from uuid import UUID

from ninja import Path, Query, Router, Schema
from pydantic import ConfigDict, Field

from paxweb.api.looking import MOST
from paxweb.api.parsed import Asked, Day, Id
from paxweb.api.problems import Problem

router = Router()
"""One for all: an address that is read and posted to is one address."""

BoardId = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,60}$", description="The board's id.")]


class Page(Schema):
    """Which part of a list."""

    model_config = ConfigDict(extra="forbid")

    after: Id | None = Field(None, description="`next` of the page before.")
    limit: Annotated[int, Field(ge=1, le=MOST, description="Rows at most."), Asked] = MOST
    since: Day | None = Field(None, description="Only what came on this day or later.")


Paged = Annotated[Page, Query()]

READING: Final[dict[int, Any]] = {status: Problem for status in (400, 401, 404, 405, 413, 422, 429, 500, 503)}
POSTING: Final[dict[int, Any]] = {**READING, 409: Problem, 415: Problem}


def page_of(rows: list[Any], limit: int) -> tuple[list[Any], UUID | None]:
    """The page's rows, and where the next begins; `rows` holds one more than the page when there is a next."""
    shown = rows[:limit]
    return shown, shown[-1].pk if len(rows) > limit else None
