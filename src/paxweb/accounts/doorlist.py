"""Every address of the office with its door, from the URL configuration. The matrix and the guide are made of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from paxweb.accounts.doors import Door


@dataclass(frozen=True, slots=True)
class Page:
    """An address, its name, its door (None: it has none), and which kind of value each part of it takes."""

    name: str
    address: str
    door: Door | None
    parts: Mapping[str, Any]

    @property
    def about(self) -> str:
        """What the door asks about: an item, a board, any board, or one's own."""
        if self.door is None:
            return "nothing"
        return "item" if self.door.model else "board" if self.door.argument else "anywhere"


def pages() -> list[Page]:
    """Every address, in the order the site tries them."""
    return list(_walk(get_resolver().url_patterns, "", ()))


def _walk(patterns: list[URLPattern | URLResolver], before: str, names: tuple[str, ...]) -> Iterator[Page]:
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*names, pattern.namespace) if pattern.namespace else names
            yield from _walk(pattern.url_patterns, address, inner)
        else:
            hung = getattr(pattern.callback, "door", None)
            name = ":".join([*names, pattern.name or "root"])
            yield Page(name, address, hung if isinstance(hung, Door) else None, pattern.pattern.converters)
