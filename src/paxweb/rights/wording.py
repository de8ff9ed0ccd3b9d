"""What columns, codes and roles are called in an extract, and on which provisions something is withheld."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pax.vocabulary import Text
from paxweb.signals import words

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision, in which kinds of answer it may be named, and the day its wording was read."""

    id: str
    uses: tuple[str, ...]
    as_of: date
    says: Text


@cache
def _words() -> Mapping[str, Mapping[str, Text]]:
    read: dict[str, dict[str, list[str]]] = yaml.safe_load((_HERE / "words.yml").read_text(encoding="utf-8"))
    return {part: {name: Text(*pair) for name, pair in named.items()} for part, named in read.items()}


@cache
def provisions() -> Mapping[str, Provision]:
    """Every provision by its id."""
    rows: list[dict[str, Any]] = yaml.safe_load((_HERE / "provisions.yml").read_text(encoding="utf-8"))
    return {
        row["id"]: Provision(row["id"], tuple(row["for"]), row["as_of"], Text(row["sv"], row["en"])) for row in rows
    }


def choices(use: str) -> list[tuple[str, Text]]:
    """The provisions that may be named in an `extract` or for a `record`."""
    return [
        (each.id, Text(f"{each.id} – {each.says.sv}", f"{each.id} – {each.says.en}"))
        for each in provisions().values()
        if use in each.uses
    ]


def known(column: str) -> bool:
    """Whether a column has a word."""
    return column in _words()["columns"]


def column(path: str) -> Text:
    """What a column is called; of a register's row (`facts.<column>`) as the item page says it."""
    first, _, rest = path.partition(".")
    if first == "facts" and rest:
        name = rest.split(".")[0]
        return _words()["facts"].get(name) or words.column(name)
    return _words()["columns"].get(first, Text(first, first))


def has_word(code: str) -> bool:
    """Whether a code has a word."""
    return code in _words()["codes"] or code in _words()["roles"]


def code(value: str, language: str) -> str:
    """A code in words; anything else as it stands."""
    found = _words()["codes"].get(value) or _words()["roles"].get(value)
    return found.said(language) if found else value


def role(name: str, language: str) -> str:
    """What a role is called."""
    roles = _words()["roles"]
    return roles.get(name, roles["other"]).said(language)


def register(name: str) -> Text | None:
    """What a register is called; None for one that this office does not know."""
    return _words()["registers"].get(name)


def kind(name: str, language: str) -> str:
    """What a kind of line in the log is called."""
    return _words()["acts"].get(name, Text(name, name)).said(language)
