"""JSON element by element: a list of any length is read in memory for one element.

Three forms are read: a list (`[…]`); a list within an object, under one of the names asked for (`{"data": […]}`); and
objects one after the other, a single one too (JSON Lines). An element over `MOST_CHARACTERS` is no record.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from json.decoder import JSONDecodeError, JSONDecoder
from pathlib import Path
from typing import TextIO

from pax.registers.readers.recognise import CHUNK, NotReadable, other_file, writing

MOST_CHARACTERS = 1 << 24
_SPACE = " \t\r\n"
_BROKEN = "the JSON is broken or cut short"


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its first and last line, whether it stood in a list, and what it is (decimals as `Decimal`)."""

    line: int
    last_line: int
    listed: bool
    value: object


def elements(path: Path, declared: str | None, lists: Collection[str] = ()) -> Iterator[Element]:
    """Every element of a JSON file. Raises `NotReadable` for what is no JSON, or is cut, or nested without end."""
    with path.open("rb") as file:
        instead = other_file(file.read(64))
    if instead is not None:
        raise NotReadable(f"the file is {instead}, not JSON")
    encoding = writing(path, declared, lines=False).encoding
    try:
        with path.open(encoding=encoding, newline="") as file:
            yield from _Text(file).elements(lists)
    except NotReadable:
        raise
    except (ValueError, RecursionError, ArithmeticError):
        raise NotReadable(_BROKEN) from None


def _refuse_constant(_: str) -> str:
    raise NotReadable("the JSON holds a number that is none")


def once(members: list[tuple[str, object]]) -> dict[str, object]:
    """An object whose members are named once: of two `securityMarking` the one not read may be the mark."""
    read = dict(members)
    if len(read) < len(members):
        raise NotReadable("an object in the JSON says something twice")
    return read


_DECODER = JSONDecoder(parse_float=Decimal, parse_constant=_refuse_constant, object_pairs_hook=once)


class _Text:
    """The text of a file while it is read: what lies in memory, where the reading is, and on which line."""

    def __init__(self, file: TextIO) -> None:
        self.file, self.held, self.at, self.line, self.ended = file, "", 0, 1, False

    def elements(self, lists: Collection[str]) -> Iterator[Element]:
        first = self._next()
        if first == "[":
            yield from self._listed()
            if self._next():
                raise NotReadable(_BROKEN)
            return
        if first != "{":
            raise NotReadable(_BROKEN)
        while self._next():
            yield from self._within(lists) if lists else [self._element(listed=False)]

    def _listed(self) -> Iterator[Element]:
        self._take("[")
        if self._next() == "]":
            self._take("]")
            return
        while True:
            yield self._element(listed=True)
            if self._next() != ",":
                self._take("]")
                return
            self._take(",")

    def _within(self, lists: Collection[str]) -> Iterator[Element]:
        """The elements of the lists that an object holds under one of the names; without any, the object itself."""
        first = self.line
        self._take("{")
        rest: dict[str, object] = {}
        found = False
        while self._next() != "}":
            name = self._value()
            if not isinstance(name, str):
                raise NotReadable(_BROKEN)
            self._take(":")
            if name in lists and self._next() == "[":
                found = True
                yield from self._listed()
            else:
                rest[name] = self._value()
            if self._next() == ",":
                self._take(",")
            elif self._next() != "}":
                raise NotReadable(_BROKEN)
        self._take("}")
        if not found:
            yield Element(first, self.line, False, rest)

    def _element(self, *, listed: bool) -> Element:
        self._next()
        first = self.line
        value = self._value()
        return Element(first, self.line, listed, value)

    def _value(self) -> object:
        """Decode what comes next, reading on as long as it is not whole."""
        self._next()
        while True:
            try:
                value, end = _DECODER.raw_decode(self.held, self.at)
            except JSONDecodeError:
                if not self._more():
                    raise
                continue
            # A number that ends where the text in memory does may go on.
            size = end - self.at
            if end < len(self.held) or not self._more():
                self._pass(self.at + size)
                return value

    def _next(self) -> str:
        """The next character that is no space, left where it is; empty at the end."""
        while True:
            end = self.at
            while end < len(self.held) and self.held[end] in _SPACE:
                end += 1
            self._pass(end)
            if end < len(self.held):
                return self.held[end]
            if not self._more():
                return ""

    def _take(self, wanted: str) -> None:
        if self._next() != wanted:
            raise NotReadable(_BROKEN)
        self._pass(self.at + 1)

    def _pass(self, end: int) -> None:
        self.line += self.held.count("\n", self.at, end)
        self.at = end

    def _more(self) -> bool:
        """Read on; what has been passed is let go. Reads twice as much each time, so that no element is read often."""
        if self.ended:
            return False
        self.held, self.at = self.held[self.at :], 0
        if len(self.held) > MOST_CHARACTERS:
            raise NotReadable("the JSON holds an element larger than any record")
        read = self.file.read(max(CHUNK, len(self.held)))
        self.ended = not read
        self.held += read
        return bool(read)


def text_of(value: object) -> str | None:
    """A value as the text of a column: nothing for none and empty, JSON for a list or an object."""
    match value:
        case None | "":
            return None
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case int() | Decimal():
            return str(value)
        case _:
            return json.dumps(value, ensure_ascii=False, default=str)
