"""What a text may hold to be printed: what can be seen, and nothing that changes how the rest is seen."""

import unicodedata
from collections.abc import Iterator

from paxweb.typesetting.paper import Block, Heading, Items, Paper, Paragraph, Rows, Signatures

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


def texts_of(paper: Paper) -> Iterator[str]:
    """Every text of a paper."""
    yield from (paper.title, paper.author, paper.foot, paper.watermark, *paper.sender, *paper.receiver)
    for pair in paper.particulars:
        yield from pair
    for block in paper.blocks:
        yield from _of_block(block)


def _of_block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, _):
            yield text
        case Paragraph(runs):
            yield from (run.text for run in runs)
        case Items(items):
            yield from (run.text for runs in items for run in runs)
        case Rows(caption, columns, rows, _):
            yield from (caption, *columns)
            for row in rows:
                yield from row
        case Signatures(lines):
            yield from lines
