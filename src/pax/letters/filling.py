"""A letter and its record of facts → what stands on the paper, each fact once and in its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from pax.letters.composing import slots
from pax.letters.model import COLUMNS, Alone, Dots, FactKind, Head, Letter, Part, Piece, Running, Words
from pax.letters.saying import Value, said

Record = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Said:
    """Words or a fact as they stand on paper; `fact` names the fact, empty for the letter's own words."""

    text: str
    strong: bool = False
    fact: str = ""


@dataclass(frozen=True, slots=True)
class FilledHead:
    """A heading."""

    text: str


@dataclass(frozen=True, slots=True)
class FilledRunning:
    """A paragraph."""

    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class FilledDots:
    """A list with dots."""

    items: tuple[tuple[Said, ...], ...]


@dataclass(frozen=True, slots=True)
class FilledTable:
    """A table with its caption, heads, shares of the width and rows."""

    caption: str
    columns: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


Filled = FilledHead | FilledRunning | FilledDots | FilledTable


def filled(letter: Letter, record: Record, language: str) -> tuple[Filled, ...]:
    """The letter's parts in order. A fact that was left empty takes its paragraph, its item, and a heading left with
    nothing below it away with it. Raises ValueError for a day or an amount that is none."""
    parts = letter.parts[language]
    kept = [part for part in parts if isinstance(part, Head) or _stands(letter, part, record)]
    stand = [
        part
        for part, next_part in zip(kept, [*kept[1:], None], strict=True)
        if not (isinstance(part, Head) and (next_part is None or isinstance(next_part, Head)))
    ]
    return tuple(one for part in stand for one in _filled(letter, part, record, language))


def missing(letter: Letter, record: Record) -> tuple[str, ...]:
    """The facts that must be there and are not, in the file's order."""
    return tuple(fact.id for fact in letter.facts.values() if fact.required and not record.get(fact.id))


def _stands(letter: Letter, part: Part, record: Record) -> bool:
    named = slots(part)
    if isinstance(part, Dots):
        return any(all(record.get(fact) for fact in slots(Running(item))) for item in part.items)
    return all(record.get(fact) for fact in named)


def _filled(letter: Letter, part: Part, record: Record, language: str) -> Iterator[Filled]:
    match part:
        case Head(text):
            yield FilledHead(text)
        case Running(pieces):
            yield FilledRunning(_said(letter, pieces, record, language))
        case Dots(items):
            standing = [item for item in items if all(record.get(fact) for fact in slots(Running(item)))]
            yield FilledDots(tuple(_said(letter, item, record, language) for item in standing))
        case Alone(fact):
            yield from _alone(letter, fact, record[fact], language)


def _said(letter: Letter, pieces: tuple[Piece, ...], record: Record, language: str) -> tuple[Said, ...]:
    return tuple(
        Said(piece.text, piece.strong)
        if isinstance(piece, Words)
        else Said(said(letter.facts[piece.fact].kind, str(record[piece.fact]), language), piece.strong, piece.fact)
        for piece in pieces
    )


def _alone(letter: Letter, name: str, value: Value, language: str) -> Iterator[Filled]:
    fact = letter.facts[name]
    if fact.kind.table:
        yield _table(fact.label.said(language), fact.kind, cast("list[list[str]]", value), language)
    elif fact.kind is FactKind.LIST:
        yield FilledDots(tuple((Said(line, fact=name),) for line in cast("list[str]", value)))
    else:
        text = said(fact.kind, str(value), language)
        for paragraph in (one.strip("\n") for one in text.split("\n\n")):
            if paragraph:
                yield FilledRunning((Said(paragraph, fact=name),))


def _table(caption: str, kind: FactKind, rows: list[list[str]], language: str) -> FilledTable:
    columns = COLUMNS[kind]
    shown = [
        (said(FactKind.DAY, day, language), said(FactKind.MONEY, amount, language)) for day, amount in rows
    ] if kind is FactKind.PLAN else [tuple(row) for row in rows]  # fmt: skip
    return FilledTable(
        caption, tuple(column.title.said(language) for column in columns), tuple(c.share for c in columns), tuple(shown)
    )
