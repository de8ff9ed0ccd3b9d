"""What is printed, as data: every text is shown as it stands, never read as markup."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in one weight."""

    text: str
    strong: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 stands right below the title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. A line break in a run is a line break on paper."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Items:
    """A list with dots."""

    items: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table with a caption and a head that is repeated on each page. `widths`: shares of the width, one a column."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row of a table has as many cells as the table has columns")
        if self.widths and len(self.widths) != len(self.columns):
            raise ValueError("a table has one width for each column")


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs, one below the other."""

    lines: tuple[str, ...]


Block = Heading | Paragraph | Items | Rows | Signatures


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. `made_at` stands in the PDF's metadata, so the same paper gives the same bytes.

    `sender`, `receiver`: lines; `particulars`: labels and values above the title; `foot`: at the bottom of each page;
    `watermark`: across each page, empty for none.
    """

    title: str
    language: str
    made_at: datetime
    blocks: tuple[Block, ...]
    author: str = ""
    sender: tuple[str, ...] = ()
    receiver: tuple[str, ...] = ()
    particulars: tuple[tuple[str, str], ...] = ()
    foot: str = ""
    watermark: str = ""

    def __post_init__(self) -> None:
        if self.made_at.tzinfo is None:
            raise ValueError("a paper is made at a moment with a time zone")
        if self.language not in ("sv", "en"):
            raise ValueError("a paper is in Swedish or English")


def plain(*texts: str) -> Runs:
    """Runs of ordinary weight."""
    return tuple(Run(text) for text in texts)


def as_data(paper: Paper) -> dict[str, object]:
    """The paper as `paper.typ` reads it."""
    return {
        "title": paper.title,
        "language": paper.language,
        "author": paper.author,
        "sender": paper.sender,
        "receiver": paper.receiver,
        "particulars": paper.particulars,
        "foot": paper.foot,
        "watermark": paper.watermark,
        "blocks": [_block(block) for block in paper.blocks],
    }


def _block(block: Block) -> dict[str, object]:
    match block:
        case Heading(text, level):
            return {"kind": "heading", "text": text, "level": level}
        case Paragraph(runs):
            return {"kind": "paragraph", "runs": _runs(runs)}
        case Items(items):
            return {"kind": "items", "items": [_runs(runs) for runs in items]}
        case Rows(caption, columns, rows, widths):
            shares = widths or (1,) * len(columns)
            return {"kind": "table", "caption": caption, "columns": columns, "rows": rows, "widths": shares}
        case Signatures(lines):
            return {"kind": "signatures", "lines": lines}


def _runs(runs: Sequence[Run]) -> list[dict[str, object]]:
    return [{"text": run.text, "strong": run.strong} for run in runs]
