"""The OpenAPI document, made from the operations: every answer they may give, and in which form."""

import json
from functools import lru_cache
from typing import Any, Final

from ninja import NinjaAPI

from paxweb.api.problems import CONTENT_TYPE, EVERY

TITLE: Final = "Pax"
VERSION: Final = "1"
PREFIX: Final = "/api/v1/"
ABOUT: Final = (
    "For other systems of the municipality: they read what their token may see, post what became of it, and nothing "
    "else. Names and identity numbers are never in an answer; what joins to another system is the diary number. "
    "What may not be seen is answered exactly as what does not exist. Every answer leaves a line in the log."
)
_HEADERS: Final[dict[str, dict[str, Any]]] = {
    "401": {"WWW-Authenticate": {"required": True, "schema": {"type": "string", "const": "Bearer"}}},
    "405": {"Allow": {"required": True, "schema": {"type": "string"}}},
    "429": {"Retry-After": {"required": True, "schema": {"type": "string", "pattern": "^[0-9]+$"}}},
}


@lru_cache(maxsize=1)
def document(api: NinjaAPI) -> bytes:
    """The document as it is served."""
    return json.dumps(tree(api), ensure_ascii=False, separators=(",", ":")).encode()


def tree(api: NinjaAPI) -> dict[str, Any]:
    """The document: problems as problem+json, with the headers that come with them."""
    made: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=PREFIX)))
    made["info"] = {"title": TITLE, "version": VERSION, "description": ABOUT}
    made["servers"] = []
    for path in made["paths"].values():
        for operation in path.values():
            for parameter in operation.get("parameters", ()):
                parameter["schema"] = _never_null(parameter["schema"])
            for status, answer in operation["responses"].items():
                _say(status, answer)
    del made["servers"]
    return made


def _never_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter is given or left out; there is no way to write that it is nothing."""
    choices = [each for each in schema.get("anyOf", ()) if each != {"type": "null"}]
    return {**{key: value for key, value in schema.items() if key != "anyOf"}, **choices[0]} if choices else schema


def _say(status: str, answer: dict[str, Any]) -> None:
    if int(status) < 400:
        answer["description"] = "Kept." if status == "201" else "As asked."
        return
    answer["description"] = " ".join(kind.title for kind in EVERY if str(kind.status) == status)
    answer["content"] = dict.fromkeys([CONTENT_TYPE], next(iter(answer["content"].values())))
    if status in _HEADERS:
        answer["headers"] = _HEADERS[status]
