"""Whether a masked copy still holds what it was masked for: below a black field, or in what the file says of itself."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from zipfile import BadZipFile

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from pax.vocabulary import Text
from paxweb.cases.models import Box, Case, Party, Shielded
from paxweb.cases.revealing import reading_key
from paxweb.intake.sealing import opened
from paxweb.signals.actions.refused import Reason

STILL_THERE = Reason(
    "still_there",
    Text(
        "Kopian innehåller fortfarande namn, nummer eller adress på någon som är skyddad, synligt eller dolt i filen. "
        "Skriv ut den, stryk över och skanna, eller spara om den som bild. Se också rubriken och filens namn.",
        "The copy still holds the name, number or address of somebody who is protected, seen or hidden in the file. "
        "Print it, cross out and scan, or save it anew as a picture. Look at the title and the file's name too.",
    ),
)
_TAG = re.compile(r"<[^>]*>")
_SHORTEST = 4
_ENCODINGS = ("utf-8", "latin-1", "utf-16-le", "utf-16-be")


def holds_protected(case: Case, content: bytes, *said: str) -> bool:
    """Whether any of it stands in the file or in what is said of it. Raises `BoxUnopened` without the board's key.

    `content` has been judged: it unpacks to no more than is bounded.
    """
    terms = [_plain(term) for term in protected_terms(case)]
    texts = (*said, *_texts(content)) if terms else ()
    return any(term in text for text in map(_plain, texts) for term in terms)


def protected_terms(case: Case) -> list[str]:
    """Names, numbers and streets of those protected in a case, as people write them."""
    keys = Shielded.objects.filter(case=case, lifted_at=None).values("subject_key")
    rows = Party.objects.filter(case=case, subject_key__in=keys).values_list("pk", flat=True)
    found: list[str] = []
    for box in Box.objects.filter(case=case, model=Party._meta.label, row__in=[str(pk) for pk in rows]):
        held = opened(reading_key(case), box.model, box.row, bytes(box.box))
        name = str(held.get("label") or "").split()
        street = str(held.get("address") or "").partition(",")[0].partition("\n")[0]
        found += [" ".join(name), " ".join([*name[-1:], *name[:-1]]), f"{''.join(name[-1:])}, {' '.join(name[:-1])}"]
        found += [*_numbers(str(held.get("id_number") or "")), street if re.search(r"\d", street) else ""]
    return [term for term in dict.fromkeys(found) if len(term) >= _SHORTEST]


def _numbers(number: str) -> Iterator[str]:
    digits = re.sub(r"\D", "", number)
    for form in (digits, digits[-10:]) if len(digits) >= 10 else ():
        yield from (form, f"{form[:-4]}-{form[-4:]}", f"{form[:-4]}+{form[-4:]}", f"{form[:-4]} {form[-4:]}")


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _texts(content: bytes) -> Iterator[str]:
    """Everything in a file that can be read as text."""
    yield from (content.decode(encoding, "ignore") for encoding in _ENCODINGS)
    if content.startswith(b"%PDF"):
        yield from _of_pdf(content)
    if content.startswith(b"PK"):
        yield from _of_package(content)


def _of_pdf(content: bytes) -> Iterator[str]:
    try:
        reader = PdfReader(io.BytesIO(content))
        yield from (str(value) for value in (reader.metadata or {}).values())
        for page in reader.pages:
            yield page.extract_text()
            yield from _notes(page.get("/Annots"))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return


def _notes(annotations: object) -> Iterator[str]:
    for each in annotations if isinstance(annotations, Iterable) else ():
        note = each.get_object() if hasattr(each, "get_object") else each
        yield from (str(note[name]) for name in ("/Contents", "/T", "/V") if isinstance(note, dict) and name in note)


def _of_package(content: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in package.namelist():
                text = package.read(name).decode("utf-8", "ignore")
                yield from (_TAG.sub("", text), _TAG.sub(" ", text))
    except (BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError):
        return
