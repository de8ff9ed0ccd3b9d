"""A file and its name in; which of the formats that are taken in it is. Content decides, and the name must agree."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BufferedIOBase

from pax.vocabulary import Text
from paxweb.documents.formats import mail, packed, pdf, pictures, writing
from paxweb.documents.formats.reasons import DISAGREES, EMPTY, LOCKED, UNKNOWN, NotTaken

Check = Callable[[BufferedIOBase, int], None]
HEAD = 512
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is taken in: its endings, what it is called, how its beginning is told, and its whole check."""

    id: str
    endings: tuple[str, ...]
    title: Text
    begins: Callable[[bytes], bool]
    check: Check


def _said(name: str) -> Text:
    return Text(name, name)


def _no_signature(head: bytes) -> bool:
    """Text has no signature: whatever begins as something else is something else."""
    return not any(form.begins(head) for form in SIGNED)


SIGNED = (
    Format("pdf", ("pdf",), _said("PDF"), pdf.begins, pdf.check),
    Format("png", ("png",), _said("PNG"), pictures.is_png, pictures.check_png),
    Format("jpeg", ("jpg", "jpeg"), _said("JPEG"), pictures.is_jpeg, pictures.check_jpeg),
    Format("tiff", ("tif", "tiff"), _said("TIFF"), pictures.is_tiff, pictures.check_tiff),
    Format("docx", ("docx",), _said("DOCX"), packed.begins, packed.check_docx),
    Format("xlsx", ("xlsx",), _said("XLSX"), packed.begins, packed.check_xlsx),
    Format("odt", ("odt",), _said("ODT"), packed.begins, packed.check_odt),
    Format("ods", ("ods",), _said("ODS"), packed.begins, packed.check_ods),
)


def _check_mail(file: BufferedIOBase, length: int) -> None:
    mail.check(file, judge)


UNSIGNED = (
    Format("txt", ("txt",), Text("Text", "Text"), _no_signature, writing.check_text),
    Format("csv", ("csv",), _said("CSV"), _no_signature, writing.check_csv),
    Format("eml", ("eml",), Text("E-post", "Mail"), _no_signature, _check_mail),
)
FORMATS: Mapping[str, Format] = {form.id: form for form in (*SIGNED, *UNSIGNED)}
_BY_ENDING: Mapping[str, Format] = {ending: form for form in FORMATS.values() for ending in form.endings}
ENDINGS = tuple(sorted(_BY_ENDING))


def judge(file: BufferedIOBase, length: int, name: str) -> Format:
    """Which format a file of this many bytes is. Raises `NotTaken`. The file is moved about in, never read whole."""
    form = _BY_ENDING.get(name.rpartition(".")[2].lower()) if "." in name else None
    if length == 0:
        raise NotTaken(EMPTY)
    if form is None:
        raise NotTaken(UNKNOWN)
    file.seek(0)
    head = file.read(HEAD)
    if head.startswith(_OLD_OFFICE):
        raise NotTaken(LOCKED)
    if not form.begins(head):
        raise NotTaken(DISAGREES)
    file.seek(0)
    form.check(file, length)
    return form
