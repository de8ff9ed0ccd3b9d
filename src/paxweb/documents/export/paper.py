"""The file as a PDF: the tables one after the other, the mark across every page and at its foot."""

from collections.abc import Iterable, Iterator

from pax.vocabulary import Text
from paxweb.documents.export.marking import Mark
from paxweb.documents.export.tables import Table
from paxweb.typesetting import Block, Heading, NotPrinted, Paper, Paragraph, Rows, plain, print_paper, tidy, unprintable

TITLE = Text("Ärendets akt", "The case's file")
NOTE = Text(
    "Sammanställning av uppgifterna i ärendet. Handlingarna lämnas ut var för sig.",
    "A summary of the entries of the case. The documents themselves are handed over separately.",
)
_TRIES, _ORDINARY = 25, 0x2500
"""How many signs the font lacks are replaced one by one; beyond this code they are replaced together."""


def pdf(title: str, tables: Iterable[Table], mark: Mark) -> bytes:
    """The PDF. A sign that cannot be shown stands as its code, [U+1F600]: nothing is left out in silence."""
    given, replaced = tuple(tables), frozenset[str]()
    for _ in range(_TRIES):
        try:
            return print_paper(_paper(title, given, mark, replaced))
        except NotPrinted as error:
            sign = _sign(error)
            if not sign or sign in replaced:
                raise
            beyond = {each for text in _texts(given) for each in text if ord(each) >= _ORDINARY}
            replaced = replaced | {sign} | (beyond if ord(sign) >= _ORDINARY else set())
    return print_paper(_paper(title, given, mark, replaced))


def _sign(error: NotPrinted) -> str:
    code = error.sign.removeprefix("U+")
    try:
        return chr(int(code, 16))
    except ValueError:
        return ""


def _texts(tables: tuple[Table, ...]) -> Iterator[str]:
    for table in tables:
        for row in table.written:
            yield from row


def _paper(title: str, tables: tuple[Table, ...], mark: Mark, replaced: frozenset[str]) -> Paper:
    def clean(text: str) -> str:
        return shown(text, replaced)

    blocks: list[Block] = [Paragraph(plain(NOTE.said(mark.language)))]
    for table in tables:
        rows = tuple(tuple(clean(cell) for cell in row) for row in table.written)
        blocks += [Heading(table.caption), Rows(table.caption, table.columns, rows, table.widths)]
    return Paper(
        title=clean(title), language=mark.language, made_at=mark.at, blocks=tuple(blocks), author=clean(mark.board),
        foot=clean(mark.line), watermark=clean(mark.line),
    )  # fmt: skip


def shown(text: str, replaced: frozenset[str] = frozenset()) -> str:
    """The text with what cannot be seen, and what the font lacks, as codes."""
    text = tidy(text)
    text = "".join(f"[U+{ord(sign):04X}]" if sign in replaced else sign for sign in text)
    while (code := unprintable(text)) is not None:
        text = text.replace(chr(int(code.removeprefix("U+"), 16)), f"[{code}]")
    return text
