"""A letter's text as a lawyer types it → its parts: headings, paragraphs, lists, and the places of facts."""

import re
from collections.abc import Iterator

from pax.letters.model import Alone, Dots, Head, Part, Piece, Running, Slot, Words

_PIECE = re.compile(r"(?P<bold>\*\*.+?\*\*)|\{(?P<slot>[a-z][a-z0-9_]*)\}")
_ALONE = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class NotALetter(Exception):
    """The text has a form that letters do not have."""


def parts(text: str) -> tuple[Part, ...]:
    """Blocks are parted by an empty line: `# heading`, `- item` lines, `{fact}` alone, else a paragraph, in which
    `{fact}` and `**strong words**` may stand. Raises `NotALetter` for any other brace, star or sign of markup."""
    return tuple(_part(block) for block in re.split(r"\n\s*\n", text.strip()))


def slots(part: Part) -> tuple[str, ...]:
    """The facts whose place is in a part, in order."""
    match part:
        case Head():
            return ()
        case Alone(fact):
            return (fact,)
        case Running(pieces):
            return _facts(pieces)
        case Dots(items):
            return tuple(fact for pieces in items for fact in _facts(pieces))


def words(part: Part) -> str:
    """The part's own words, facts left out."""
    match part:
        case Head(text):
            return text
        case Alone():
            return ""
        case Running(pieces):
            return _words(pieces)
        case Dots(items):
            return "\n".join(_words(pieces) for pieces in items)


def _part(block: str) -> Part:
    lines = [line.strip() for line in block.strip().split("\n")]
    if lines[0].startswith("# "):
        if len(lines) > 1:
            raise NotALetter("a heading is one line, with an empty line after it")
        return Head(_clean(lines[0][2:].strip()))
    if all(line.startswith("- ") for line in lines):
        return Dots(tuple(_pieces(line[2:]) for line in lines))
    if any(line.startswith(("- ", "#")) for line in lines):
        raise NotALetter("a list or a heading stands apart from other text")
    alone = _ALONE.fullmatch(lines[0]) if len(lines) == 1 else None
    return Alone(alone[1]) if alone else Running(_pieces(" ".join(lines)))


def _pieces(line: str) -> tuple[Piece, ...]:
    return tuple(_found(line))


def _found(line: str) -> Iterator[Piece]:
    at = 0
    for match in _PIECE.finditer(line):
        if match.start() > at:
            yield Words(_clean(line[at : match.start()]))
        if match["slot"]:
            yield Slot(match["slot"])
        else:
            yield from _strong(match["bold"][2:-2])
        at = match.end()
    if at < len(line):
        yield Words(_clean(line[at:]))


def _strong(text: str) -> Iterator[Piece]:
    for piece in _found(text):
        yield Words(piece.text, strong=True) if isinstance(piece, Words) else Slot(piece.fact, strong=True)


def _clean(text: str) -> str:
    if any(sign in text for sign in "{}*#"):
        raise NotALetter(f"a brace or star that is no fact and no strong word: {text[:40]}")
    return text


def _facts(pieces: tuple[Piece, ...]) -> tuple[str, ...]:
    return tuple(piece.fact for piece in pieces if isinstance(piece, Slot))


def _words(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces if isinstance(piece, Words))
