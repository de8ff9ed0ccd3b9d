"""DOCX, XLSX, ODT and ODS: packages of XML. No macros, nothing embedded, nothing fetched, no bombs."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BufferedIOBase
from typing import IO, cast

from paxweb.documents.formats.reasons import ACTIVE, BOMB, BROKEN, CUT, DISAGREES, LOCKED, NotTaken

MOST_ENTRIES, MOST_UNPACKED, MOST_OF_ONE = 3_000, 256 << 20, 96 << 20
"""Files in a package, and bytes they unpack to: all of them, and one file of XML."""
_END, _STEP, _OVERLAP = 22, 256 * 1024, 2048
_NAME = re.compile(r"[^\x00-\x1f\\:*?\"<>|]{1,240}")
_RUNS_BY_NAME = re.compile(
    r"(?i)(vbaproject|vbadata|activex|macrosheets|dialogsheets|/embeddings/|oleobject|webextension|customui|afchunk|"
    r"^basic/|^scripts/|^dialogs/|^configurations2/.*\.js|\.(exe|dll|js|jse|vbs|vbe|ps1|bat|cmd|hta|html?|mht|scr|jar|"
    r"lnk|docm|xlsm|dotm|xltm|swf|svgz?|zip|docx|xlsx|pptx|doc|xls|rtf|pdf|eml|msg)$)"
)
_BINARY = re.compile(r"(?i)\.bin$")
_HARMLESS_BINARY = re.compile(r"(?i)^xl/printersettings/printersettings\d+\.bin$")
_XML = re.compile(r"(?i)\.(xml|rels|rdf)$")
_RUNS_IN_XML = re.compile(
    rb"(?i)(<!entity|macroenabled|<script:|office:event-listeners|vnd\.sun\.star\.script|vnd\.sun\.star\.expand|"
    rb"\"macro:|text:dde-connection|table:dde-link|office:dde-source|<ddelink|draw:object-ole|draw:applet|draw:plugin|"
    rb"draw:floating-frame|<o:oleobject|<w:control |<w:altchunk|oleobjects)"
)
_LINK = re.compile(rb"(?is)<relationship\b[^>]*>")
_OUT = re.compile(rb"(?is)targetmode\s*=\s*[\"']external[\"']")
_HYPER = re.compile(rb"(?is)\btype\s*=\s*[\"'][^\"']*/hyperlink[\"']")
_FIELD = re.compile(rb"(?is)<w:instrtext[^>]*>([^<]*)<|w:instr\s*=\s*\"([^\"]*)\"")
_DDE = re.compile(rb"(?i)DDE(AUTO)?\b|DDEAUTO|MACROBUTTON|INCLUDETEXT|INCLUDEPICTURE")
_OFFICE = b"application/vnd.openxmlformats-officedocument."
_MAIN = {
    "docx": _OFFICE + b"wordprocessingml.document.main+xml",
    "xlsx": _OFFICE + b"spreadsheetml.sheet.main+xml",
}
_ODF = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}


def begins(head: bytes) -> bool:
    """The first file of a package, at its very beginning: nothing stands before it."""
    return head.startswith(b"PK\x03\x04")


def check_docx(file: BufferedIOBase, length: int) -> None:
    """A text of Word without macros."""
    _check_office(file, length, "docx")


def check_xlsx(file: BufferedIOBase, length: int) -> None:
    """A workbook of Excel without macros."""
    _check_office(file, length, "xlsx")


def check_odt(file: BufferedIOBase, length: int) -> None:
    """An open document text."""
    _check_open(file, length, "odt")


def check_ods(file: BufferedIOBase, length: int) -> None:
    """An open document spreadsheet."""
    _check_open(file, length, "ods")


def _check_office(file: BufferedIOBase, length: int, form: str) -> None:
    with _package(file, length) as package:
        types = _whole(package, "[Content_Types].xml")
        if b"macroEnabled" in types or b"vbaProject" in types:
            raise NotTaken(ACTIVE)
        if _MAIN[form] not in types:
            raise NotTaken(DISAGREES)
        _go_through(package)


def _check_open(file: BufferedIOBase, length: int, form: str) -> None:
    with _package(file, length) as package:
        first = package.infolist()[0]
        if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED:
            raise NotTaken(DISAGREES)
        if _whole(package, "mimetype") != _ODF[form]:
            raise NotTaken(DISAGREES)
        if b"encryption-data" in _whole(package, "META-INF/manifest.xml"):
            raise NotTaken(LOCKED)
        _go_through(package)


def _package(file: BufferedIOBase, length: int) -> zipfile.ZipFile:
    """The package, with its end where the file ends: nothing stands after it."""
    file.seek(max(0, length - _END))
    if file.read(4) != b"PK\x05\x06":
        raise NotTaken(CUT)
    file.seek(0)
    try:
        package = zipfile.ZipFile(cast("IO[bytes]", file))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        raise NotTaken(BROKEN) from None
    _look_through(package.infolist(), length)
    return package


def _look_through(listed: list[zipfile.ZipInfo], length: int) -> None:
    """Names, sizes as they are told, nothing locked, nothing that runs by its name."""
    names = [each.filename.lower() for each in listed]
    if not listed or len(set(names)) != len(names) or not all(_fits(each) for each in listed):
        raise NotTaken(BROKEN)
    if len(listed) > MOST_ENTRIES or sum(each.file_size for each in listed) > MOST_UNPACKED:
        raise NotTaken(BOMB)
    if sum(each.compress_size for each in listed) > length:
        raise NotTaken(BOMB)
    if any(each.flag_bits & 0x1 for each in listed):
        raise NotTaken(LOCKED)
    if any(_runs(name) for name in names):
        raise NotTaken(ACTIVE)


def _runs(name: str) -> bool:
    binary = _BINARY.search(name) and not _HARMLESS_BINARY.search(name)
    return bool(binary or _RUNS_BY_NAME.search(name))


def _fits(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename
    steps = name.split("/")
    packed = entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return packed and bool(_NAME.fullmatch(name)) and not name.startswith("/") and ".." not in steps


def _go_through(package: zipfile.ZipFile) -> None:
    """Unpack everything once, no more than is bounded, and look through what is XML."""
    left = MOST_UNPACKED
    for entry in package.infolist():
        is_xml = bool(_XML.search(entry.filename))
        kept, done, fields = b"", 0, b""
        for piece in _pieces(package, entry.filename):
            done += len(piece)
            if done > min(left, MOST_OF_ONE if is_xml else left):
                raise NotTaken(BOMB)
            if is_xml:
                _look(entry.filename, kept + piece, first=not kept)
                fields += b"".join(b"".join(each) for each in _FIELD.findall(kept + piece))
                kept = (kept + piece)[-_OVERLAP:]
        if _DDE.search(fields):
            raise NotTaken(ACTIVE)
        left -= done


def _look(name: str, text: bytes, *, first: bool) -> None:
    if first and text and not text.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"<"):
        raise NotTaken(BROKEN)
    if b"\x00" in text:
        raise NotTaken(BROKEN)
    if _RUNS_IN_XML.search(text):
        raise NotTaken(ACTIVE)
    if name.lower().endswith(".rels") and any(
        _OUT.search(link) and not _HYPER.search(link) for link in _LINK.findall(text)
    ):
        raise NotTaken(ACTIVE)


def _pieces(package: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    try:
        with package.open(name) as entry:
            while piece := entry.read(_STEP):
                yield piece
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
        raise NotTaken(BROKEN) from None


def _whole(package: zipfile.ZipFile, name: str) -> bytes:
    """One small file of a package; empty when it has none such."""
    if name not in package.namelist():
        return b""
    whole = b""
    for piece in _pieces(package, name):
        whole += piece
        if len(whole) > 4 << 20:
            raise NotTaken(BOMB)
    return whole
