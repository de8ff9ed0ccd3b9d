"""CSV as a spreadsheet reads it here: UTF-8 with its mark, semicolons, every text in quotes, and no formula ever.

The first line is the mark; the first column of every row is the number of the export, so that a row that is copied
elsewhere still tells where it came from.
"""

import csv
import unicodedata
import zipfile
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

from pax.vocabulary import Text
from paxweb.documents.export.marking import Mark
from paxweb.documents.export.tables import Cell, Table, said

_CALCULATES = "=+-@\t\r\n|%＝＋－＠﹢﹣﹦﹫"
"""What a cell may not begin with, in letters of any width: a spreadsheet would calculate it or fetch it."""
_BEFORE = frozenset("'\"")
NUMBER = Text("Uttag", "Export")


def escaped(cell: Cell) -> str:
    """A cell that stays a text: an apostrophe before what would be calculated. Our own numbers and days stay."""
    text = said(cell).replace("\x00", "")
    if isinstance(cell, int | Decimal | date):
        return text
    begins = next((sign for sign in text if not _passed_over(sign)), " ")
    return f"'{text}" if text[:1] in tuple(_CALCULATES) or begins in _CALCULATES else text


def _passed_over(sign: str) -> bool:
    """What a reader may skip before it looks for a formula: blanks, quotes, signs that cannot be seen."""
    return sign in _BEFORE or (sign not in "\t\r\n" and unicodedata.category(sign)[0] in "ZC")


def sheet(table: Table, mark: Mark) -> bytes:
    """One table."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([f"# {mark.line}"])
    writer.writerow([NUMBER.said(mark.language), *(escaped(each) for each in table.columns)])
    for row in table.rows:
        writer.writerow([mark.number, *(escaped(cell) for cell in row)])
    return text.getvalue().encode("utf-8-sig", "replace")


def sheets(tables: Iterable[Table], mark: Mark) -> bytes:
    """Several tables in one package, each a file of its own with the mark."""
    package, moment = BytesIO(), mark.at.timetuple()[:6]
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as packed:
        for table in tables:
            entry = zipfile.ZipInfo(f"{mark.number}-{table.word}.csv", moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, sheet(table, mark))
    return package.getvalue()
