"""Letters filled with the realistic facts that their files give."""

from pax import content
from pax.letters import (
    Fact,
    FactKind,
    Filled,
    FilledDots,
    FilledHead,
    FilledRunning,
    FilledTable,
    Letter,
    Value,
    filled,
    load,
)

LETTERS = load(content.find())
WRITTEN = [(letter, language) for letter in LETTERS for language in letter.languages]
NAMES = [f"{letter.id} {language}" for letter, language in WRITTEN]


def example(fact: Fact, language: str) -> Value:
    """The example of a fact, as a record keeps it."""
    text = fact.example.said(language)
    if fact.kind.table:
        return [line.split(" | ") for line in text.split("\n")]
    return text.split("\n") if fact.kind is FactKind.LIST else text


def record(letter: Letter, language: str) -> dict[str, Value]:
    """Every fact of a letter by its example."""
    return {fact.id: example(fact, language) for fact in letter.facts.values()}


def said(letter: Letter, language: str) -> str:
    """The whole letter as running text, a line for each heading, paragraph and item. Tables are left out of it."""
    return "\n".join([letter.title.said(language), *map(_line, filled(letter, record(letter, language), language))])


def _line(part: Filled) -> str:
    match part:
        case FilledHead(text):
            return text
        case FilledRunning(pieces):
            return "".join(piece.text for piece in pieces)
        case FilledDots(items):
            return "\n".join("".join(piece.text for piece in item) for item in items)
        case FilledTable():
            return ""
