"""What a text may hold to be printed: what can be seen, and nothing that changes how the rest is seen."""

import unicodedata
from collections.abc import Iterator, Mapping

MARKS_IN_A_ROW = 2
"""Marks above or below one letter; more would be drawn over other lines."""

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def unprintable(text: str) -> str | None:
    """The first sign that cannot be printed as it is, as its code (`U+202E`); None when all can.

    Control characters, signs that turn the direction of writing, and signs of no width are refused: a reader would
    see something else than what stands there. A line break is allowed.
    """
    marks = 0
    for sign in text:
        category = unicodedata.category(sign)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if (category in _UNSEEN and sign != "\n") or marks > MARKS_IN_A_ROW:
            return f"U+{ord(sign):04X}"
    return None


def tidy(text: str) -> str:
    """The text with letters put together (NFC), one kind of line break, and no blanks around it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def texts_of(value: object) -> Iterator[str]:
    """Every text in a JSON value."""
    match value:
        case str():
            yield value
        case Mapping():
            for inner in value.values():
                yield from texts_of(inner)
        case list() | tuple():
            for inner in value:
                yield from texts_of(inner)
