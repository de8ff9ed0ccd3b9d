"""Plain text and CSV: letters and nothing else; no markup or script in disguise, no formulas."""

import codecs
import re
from io import BufferedIOBase

from paxweb.documents.formats.reasons import ACTIVE, BROKEN, DISAGREES, NotTaken

_STEP, _OVERLAP = 256 * 1024, 64 * 1024

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_DISGUISED = re.compile(
    r"\s*(<!doctype|<html|<head|<body|<script|<svg|<\?xml|<\?php|#!|%!ps|\{\\rtf|<%|<iframe|<object)", re.I
)
_FORMULA = re.compile(
    r"(?:\A|[\n\r,;\t|])[ \u00a0\u200b\ufeff\"]*(?:[=＝]\s*[\w+\-@(\"'$\[{]|[@＠]\s*\w+\(|[+\-＋－][^\n\r,;\t]*[(|!])"
)


def check_text(file: BufferedIOBase, length: int) -> None:
    """Readable in one of three codes (UTF-8, UTF-16 with its mark, Windows-1252), without control characters."""
    _read(file, formulas=False)


def check_csv(file: BufferedIOBase, length: int) -> None:
    """Text, and no cell that a spreadsheet would calculate."""
    _read(file, formulas=True)


def _read(file: BufferedIOBase, *, formulas: bool) -> None:
    decoder = codecs.getincrementaldecoder(_code(file))("strict")
    file.seek(0)
    kept, first = "", True  # what the pieces before ended with; it never begins a cell of its own
    while True:
        piece = file.read(_STEP)
        try:
            text = decoder.decode(piece, final=not piece)
        except UnicodeDecodeError:
            raise NotTaken(BROKEN) from None
        if _CONTROL.search(text):
            raise NotTaken(BROKEN)
        if first and _DISGUISED.match(text.lstrip("\ufeff")):
            raise NotTaken(DISAGREES)
        if formulas and _FORMULA.search(kept + text):
            raise NotTaken(ACTIVE)
        if not piece:
            return
        if text:
            kept, first = "x" * (not first) + (kept + text)[-_OVERLAP:], False


def _code(file: BufferedIOBase) -> str:
    """The code a text is written in, from its mark, or because it cannot be UTF-8."""
    file.seek(0)
    head = file.read(4)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8-sig")("strict")
    file.seek(0)
    while piece := file.read(_STEP):
        try:
            decoder.decode(piece)
        except UnicodeDecodeError:
            return "cp1252"
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
