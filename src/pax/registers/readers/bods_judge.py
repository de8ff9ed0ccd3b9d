"""Judges one statement of the Beneficial Ownership Data Standard 0.4 by the rules in `registers/bods/statement.yml`.

A *shape* is an object: `must` have fields, have `any` one of some, and its `fields` follow rules; `when` a field is one
of some words, more holds. A *rule* is a shape's name; a plain kind (text, truth, object, day, moment,
day_month_or_year, link, version); or one of {text: [shortest, longest]}, {number: [least, most]}, {words: […]},
{list: rule}, {one: [rule, …]}, {only: value}. Faults are named with the keywords of JSON Schema 2020-12, which the
standard is published in, so that anyone can hold the two verdicts against each other. No fault quotes a value: a path
is made of the standard's own names and of places in lists.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pax.content import read_yaml

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)", re.ASCII)
_MONTH = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?", re.ASCII)
_VERSION = re.compile(r"\d+\.\d+", re.ASCII)
_LINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*", re.ASCII)
"""RFC 3986: a scheme, then its characters. Relative references are no URI."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What a statement breaks: JSON Schema's keyword, where (`$[0].recordDetails.name`), and the field's name."""

    keyword: str
    path: str
    name: str


def is_day(text: str) -> bool:
    """True for a date of RFC 3339 that exists."""
    if DAY.fullmatch(text) is None:
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_moment(text: str) -> bool:
    """True for a date, or a date and time with its offset, of RFC 3339."""
    return is_day(text) or (is_day(text[:10]) and text[10:11] in ("T", "t") and _TIME.fullmatch(text[11:]) is not None)


_KINDS: Mapping[str, tuple[str, Callable[[str], bool]]] = {
    "text": ("type", lambda _: True),
    "day": ("format", is_day),
    "moment": ("anyOf", is_moment),
    "day_month_or_year": ("anyOf", lambda text: _MONTH.fullmatch(text) is not None or is_day(text)),
    "link": ("format", lambda text: _LINK.fullmatch(text) is not None),
    "version": ("pattern", lambda text: _VERSION.fullmatch(text) is not None),
}
"""Kinds of text: the keyword that a text which is none breaks, and what it must be."""

_Rule = str | Mapping[str, Any]
_Check = Callable[["Judge", Any, object, str, str], Iterator[Fault]]


class Judge:
    """The rules, read once."""

    def __init__(self, shapes: Mapping[str, Mapping[str, Any]]) -> None:
        self.shapes = shapes

    @classmethod
    def read(cls, path: Path) -> "Judge":
        """The rules that stand in a file. Raises `WrongUse` when it is no YAML."""
        return cls(read_yaml(path))

    def faults(self, statement: object, path: str) -> list[Fault]:
        """Everything that one statement breaks; `path` is its place in the file (`$[0]`)."""
        return list(self._ruled("statement", statement, path, ""))

    def _ruled(self, rule: _Rule, value: object, path: str, name: str) -> Iterator[Fault]:
        if isinstance(rule, Mapping):
            ((kind, bounds),) = rule.items()
            yield from _CHECKS[kind](self, bounds, value, path, name)
        elif rule in self.shapes:
            yield from self._shaped(self.shapes[rule], value, path, name)
        elif rule in ("object", "truth"):
            if not isinstance(value, dict if rule == "object" else bool):
                yield Fault("type", path, name)
        else:
            keyword, holds = _KINDS[rule]
            if not isinstance(value, str):
                yield Fault("type", path, name)
            elif not holds(value):
                yield Fault(keyword, path, name)

    def _shaped(self, shape: Mapping[str, Any], value: object, path: str, name: str) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield Fault("type", path, name)
            return
        rules = dict(shape["fields"])
        must = list(shape.get("must", ()))
        for case in shape.get("when", ()):
            if any(_same(value.get(case["field"]), word) for word in case["is"]):
                rules |= case.get("then", {})
                must += case.get("must", ())
        yield from (Fault("required", path, field) for field in must if field not in value)
        any_of = shape.get("any", ())
        if any_of and not any(field in value for field in any_of):
            yield Fault("anyOf", path, any_of[0])
        for field, rule in rules.items():
            if field in value:
                yield from self._ruled(rule, value[field], f"{path}.{field}", field)

    def _text(self, bounds: Sequence[int], value: object, path: str, name: str) -> Iterator[Fault]:
        shortest, longest = bounds
        if not isinstance(value, str):
            yield Fault("type", path, name)
        elif len(value) < shortest:
            yield Fault("minLength", path, name)
        elif len(value) > longest:
            yield Fault("maxLength", path, name)

    def _number(self, bounds: Sequence[int], value: object, path: str, name: str) -> Iterator[Fault]:
        least, most = bounds
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            yield Fault("type", path, name)
        elif value < least:
            yield Fault("minimum", path, name)
        elif value > most:
            yield Fault("maximum", path, name)

    def _words(self, words: Sequence[str], value: object, path: str, name: str) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield Fault("type", path, name)
        elif value not in words:
            yield Fault("enum", path, name)

    def _list(self, rule: _Rule, value: object, path: str, name: str) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield Fault("type", path, name)
            return
        for place, each in enumerate(value):
            yield from self._ruled(rule, each, f"{path}[{place}]", name)

    def _one(self, rules: Sequence[_Rule], value: object, path: str, name: str) -> Iterator[Fault]:
        """Exactly one rule holds. Where the value is an object, what is wrong within it is not told."""
        if sum(not any(self._ruled(rule, value, path, name)) for rule in rules) != 1:
            yield Fault("oneOf", path, name)

    def _only(self, wanted: object, value: object, path: str, name: str) -> Iterator[Fault]:
        if not isinstance(value, type(wanted)):
            yield Fault("type", path, name)
        elif value != wanted:
            yield Fault("const", path, name)


_CHECKS: Mapping[str, _Check] = {
    "text": Judge._text,
    "number": Judge._number,
    "words": Judge._words,
    "list": Judge._list,
    "one": Judge._one,
    "only": Judge._only,
}


def _same(value: object, word: object) -> bool:
    """Equal as JSON has it: true is not 1."""
    return type(value) is type(word) and value == word
