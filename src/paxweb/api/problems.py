"""What the API answers when it does not do what was asked: RFC 9457, without a person's value, and never why."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse
from ninja import Schema
from pydantic import ConfigDict

CONTENT_TYPE: Final = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its status, the last word of its `type`, and what it says."""

    status: int
    word: str
    title: str


UNREADABLE = Kind(400, "unreadable", "The request cannot be read.")
NO_TOKEN = Kind(401, "no-token", "A token that holds today is needed.")
FORBIDDEN = Kind(403, "forbidden", "That is not done here.")
ABSENT = Kind(404, "absent", "There is nothing here.")
NOT_A_METHOD = Kind(405, "method", "The address does not take that method.")
CHANGED = Kind(409, "changed", "It has changed since it was read: read it again.")
KEY_USED = Kind(409, "key-used", "The idempotency key has been used for something else.")
NO_GROUND = Kind(409, "no-ground", "No rule asked here: give the diary number of the board's own decision.")
HAS_CASE = Kind(409, "has-case", "It has become a case: post the outcome of the case.")
NOT_ENDED = Kind(409, "not-ended", "The case has not ended: its end gives its first outcome.")
NOT_SIGNED = Kind(409, "not-signed", "The outcome does not agree with what is signed in the case, or with its type.")
WRONG_DAY = Kind(409, "wrong-day", "The day has not come, or is too long ago.")
TOO_LARGE = Kind(413, "too-large", "The request is too large.")
NOT_JSON = Kind(415, "not-json", "The body must be application/json.")
NOT_VALID = Kind(422, "not-valid", "The request does not follow the document.")
TOO_MANY = Kind(429, "too-many", "The token has asked too often this minute.")
BROKEN = Kind(500, "broken", "The office failed.")
UNLOGGED = Kind(503, "unlogged", "The log cannot be written, so nothing is shown and nothing is done.")

EVERY: Final = (
    UNREADABLE, NO_TOKEN, FORBIDDEN, ABSENT, NOT_A_METHOD, CHANGED, KEY_USED, NO_GROUND, HAS_CASE, NOT_ENDED,
    NOT_SIGNED, WRONG_DAY, TOO_LARGE, NOT_JSON, NOT_VALID, TOO_MANY, BROKEN, UNLOGGED,
)  # fmt: skip
_OF_STATUS: Final = {kind.status: kind for kind in reversed(EVERY)}


class Where(Schema):
    """One part of the request that does not follow the document; never what stood there."""

    model_config = ConfigDict(extra="forbid")

    where: str
    problem: str


class Problem(Schema):
    """A problem, as RFC 9457 has them."""

    model_config = ConfigDict(extra="forbid")

    type: str
    title: str
    status: int
    errors: list[Where] | None = None


class NotDone(Exception):
    """What was asked is not done; `kind` says as much as may be told."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(kind.word)
        self.kind = kind


class Absent(NotDone):
    """There is nothing here for this token: the same whether there is something or not."""

    def __init__(self) -> None:
        super().__init__(ABSENT)


def answer(kind: Kind, *, errors: Iterable[Where] = (), headers: Mapping[str, str] | None = None) -> HttpResponse:
    """The answer for a kind of problem."""
    said: dict[str, Any] = {"type": f"urn:pax:problem:{kind.word}", "title": kind.title, "status": kind.status}
    found = [each.model_dump() for each in errors]
    if found:
        said["errors"] = found
    response = HttpResponse(json.dumps(said), status=kind.status, content_type=CONTENT_TYPE)
    for name, value in (headers or {}).items():
        response[name] = value
    if kind.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def of_status(status: int) -> Kind:
    """The kind a bare status stands for; what has none of its own is broken, or unreadable."""
    return _OF_STATUS.get(status) or (BROKEN if status >= 500 else UNREADABLE)


def where_of(errors: Iterable[Mapping[str, Any]]) -> list[Where]:
    """Where a request does not follow the document. A name the document does not have is not repeated."""
    found = []
    for each in errors:
        place = [str(part) for part in each.get("loc", ())]
        if each.get("type") == "extra_forbidden":
            place = place[:-1]
        if place[:1] == ["body"]:
            place = ["body", *place[2:]]  # without the name the operation has for it
        found.append(Where(where=".".join(place), problem=str(each.get("type", ""))))
    return found
