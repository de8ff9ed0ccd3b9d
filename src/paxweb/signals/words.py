"""Neutral words for tables, columns and coded values, so that a fact sheet reads as plain facts."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from pax.vocabulary import Text

_FILE = Path(__file__).with_name("words.yml")


@cache
def _words() -> Mapping[str, Mapping[str, Text]]:
    document: dict[str, dict[str, str]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {part: {str(key): _text(line) for key, line in lines.items()} for part, lines in document.items()}


def _text(line: str) -> Text:
    sv, _, en = str(line).partition(" | ")
    return Text(sv=sv, en=en)


def _plain(name: str) -> Text:
    words = name.replace("_", " ")
    return Text(sv=words, en=words)


def table(name: str) -> Text:
    """What one row of a canonical table is called; a table without a word of its own keeps its name."""
    return _words()["tables"].get(name) or _plain(name)


def column(name: str) -> Text:
    """What a column is called."""
    return _words()["columns"].get(name) or _plain(name)


def value(table: str, column: str, code: str) -> Text | None:
    """What a coded value means; None when it is no code and stands as it is."""
    values = _words()["values"]
    return values.get(f"{table}.{column}.{code}") or values.get(f"{column}.{code}")


def kind(name: str) -> Text:
    """What a kind of subject is called."""
    return _words()["kinds"].get(name) or _plain(name)


def family(name: str) -> Text:
    """What a family of rules is called."""
    return _words()["families"].get(name) or _plain(name)
