"""What hostile hands type, and what an ordinary form of each kind looks like."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any, cast
from uuid import uuid4
from zlib import crc32

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver

from paxweb.frame.clock import today
from tests.office.documents.files import EICAR, WHOLE, docx, pdf

DEEP = "[" * 50_000 + "]" * 50_000


def values(others: Mapping[str, object]) -> dict[str, Any]:
    """Name → what is sent in place of an ordinary value. `others`: ids that belong to somebody else."""
    return {
        "empty": "",
        "blanks": "   \t\n",
        "nul": "a\x00b",
        "control": "a\x07\x1b[31mb",
        "right to left": "\u202egnp.exe\u2066",
        "half a character": "a\ud800b".encode("utf-8", "surrogatepass"),
        "half a character in JSON": '{"id": "\\ud800", "response": {"userHandle": "\\udfff"}}',
        "emoji": "👩‍👩‍👧‍👦🏳️‍🌈" * 20,
        "long": "x" * 50_000,
        "a megabyte": "y" * 1_048_576,
        "sql": "'; DROP TABLE accounts_user; --",
        "sql or": '" OR 1=1 --',
        "template": "{{ settings.SECRET_KEY }}{% debug %}${7*7}#{7*7}",
        "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "path": "../../../../etc/passwd",
        "deep json": DEEP,
        "json of wrong shape": json.dumps({"response": [], "id": {"a": 1}, "rawId": 3, "type": None}),
        "negative": "-1",
        "huge number": "9" * 400,
        "exponent": "1e309",
        "not a number": "NaN",
        "impossible day": "2026-02-30",
        "day without end": "9999-99-99",
        "first of days": "0001-01-01",
        "boolean": "true",
        "none": "None",
        "repeated": ["a", "b", "c"] * 50,
        "line feeds": "a\r\nSet-Cookie: x=1\r\n\r\n<html>",
        "formula": '=HYPERLINK("http://example.com")',
        "percent": "%00%ff%s%n%x",
        "file": Again("../x.html", b"<script>", content_type="text/html"),
        "a random id": str(uuid4()),
        **{f"somebody else's {name}": str(value) for name, value in others.items()},
    }


ALWAYS = ("nul", "half a character", "long", "huge number", "impossible day", "a random id")
"""What the two databases answer differently, and the ids of others: sent to every field on both."""
EACH = 20
"""Values a field gets on SQLite; which, its name decides, so that all of them meet every kind of field."""


def of_field(sent: Mapping[str, Any], field: str, *, some: bool) -> dict[str, Any]:
    """The values one field gets: with `some` those that matter to the database alone, else twenty or more."""
    first = [name for name in sent if name in ALWAYS or name.startswith("somebody else's")]
    others = [name for name in sent if name not in first]
    start = crc32(field.encode()) % max(1, len(others))
    turned = [*others[start:], *others[:start]]
    return {name: sent[name] for name in (*first, *([] if some else turned[: EACH - len(first)]))}


class Again(SimpleUploadedFile):
    """A file that can be sent more than once."""

    def read(self, *args: Any) -> Any:  # noqa: ANN401  as a file's own
        """From its beginning, every time."""
        self.seek(0)
        return super().read(*args)


def files() -> dict[str, Any]:
    """Word → what is sent in place of an ordinary file."""
    return {
        "no bytes": Again("a.pdf", b""),
        "cut off": Again("a.pdf", WHOLE["kontrakt.pdf"][:-40]),
        "another format": Again("a.pdf", WHOLE["brev.docx"]),
        "a program": Again("a.exe", b"MZ" + bytes(400)),
        "a page": Again("a.html", b"<script>alert(1)</script>", content_type="text/html"),
        "a page in disguise": Again("a.txt", b"<!DOCTYPE html><script>alert(1)</script>"),
        "a macro": Again("a.docx", docx(more={"word/vbaProject.bin": b"x"})),
        "a bomb": Again("a.docx", docx("<w:p/>" * 1_000_000, {"word/a.png": bytes(30_000_000)})),
        "a script": Again("a.pdf", pdf(b"<< /S /JavaScript >>")),
        "a formula": Again("a.csv", b"a;=cmd|x"),
        "eicar": Again("a.txt", EICAR.encode()),
        "a path": Again("../../../../tmp/a.pdf", pdf()),
        "a name that turns": Again("\u202efdp.exe", pdf()),
        "a name with nul": Again("a\x00.pdf", pdf()),
        "a long name": Again("x" * 3000 + ".pdf", pdf()),
        "too many pieces": Again("a.eml", b"From: a@b\r\nSubject: x\r\n" + b"X: y\r\n" * 50_000 + b"\r\n"),
        "deep in letters": Again("a.eml", b"From: a@b\r\nSubject: x\r\nContent-Type: message/rfc822\r\n\r\n" * 300),
    }


def ordinary(field: forms.Field, email: str, item: object) -> Any:  # noqa: ANN401  a text, or a file
    """A value that such a field takes."""
    match field:
        case forms.FileField():
            return Again("kontrakt.pdf", WHOLE["kontrakt.pdf"])
        case forms.ChoiceField():
            pairs = cast("Iterable[tuple[object, object]]", field.choices)
            return next((str(value) for value, _ in pairs if value not in ("", None)), "")
        case forms.DateField():
            return str(today() + timedelta(days=2))
        case forms.IntegerField() | forms.DecimalField():
            return "5"
        case forms.BooleanField():
            return "on"
        case _ if isinstance(field.widget, forms.EmailInput):
            return email
        case _ if field.widget.is_hidden:
            return "{}"
        case _:
            return str(item) if getattr(field, "max_length", None) == 36 else "en vanlig rad text, tjugo tecken"


def addresses() -> Iterator[tuple[str, URLPattern]]:
    """Every address of the office: its pattern as text, and the pattern."""
    yield from _walk(get_resolver(), "")


def _walk(resolver: URLResolver, before: str) -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        whole = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walk(each, whole)
        else:
            yield whole, each


def filled(of: URLPattern) -> tuple[type[forms.Form], ...]:
    """The forms a view says that it reads."""
    found = getattr(of.callback, "form", ())
    return found if isinstance(found, tuple) else (found,)
