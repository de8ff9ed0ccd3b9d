"""A letter of e-mail with its attachments: each of those is judged like a file of its own."""

import re
from collections.abc import Callable
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from io import BufferedIOBase, BytesIO

from paxweb.documents.formats.reasons import ACTIVE, BOMB, BROKEN, DISAGREES, NotTaken

Judge = Callable[[BufferedIOBase, int, str], object]
MOST_PARTS, DEEPEST = 200, 4
_FIRST = re.compile(rb"[!-9;-~]{1,70}:[ \t]?[^\r\n]*\r?\n")
_NEEDED = ("from", "date", "message-id", "received", "subject")
_SCRIPT = re.compile(rb"(?i)<script|<iframe|<object|<embed|javascript:|vbscript:|<meta[^>]+refresh")
_HARMLESS = {
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "application/pkcs7-signature": (b"0\x82", b"0\x80"),
    "application/x-pkcs7-signature": (b"0\x82", b"0\x80"),
    "application/pgp-signature": (b"-----BEGIN PGP SIGNATURE",),
    "text/calendar": (b"BEGIN:VCALENDAR",),
}
"""What letters carry beside their attachments: pictures in the text, signatures, invitations."""
_TEXTS = (
    "text/plain",
    "text/html",
    "message/delivery-status",
    "text/rfc822-headers",
    "message/disposition-notification",
)


def check(file: BufferedIOBase, judge: Judge) -> None:
    """Heads as letters have them; no script in its text; every attachment one that would be taken in by itself."""
    whole = file.read()
    if not _FIRST.match(whole) or b"\x00" in whole:
        raise NotTaken(DISAGREES)
    try:
        letter = BytesParser(policy=policy.default).parsebytes(whole)
        heads = {name.lower() for name in letter.keys()}  # noqa: SIM118  a letter is no mapping
        parts = list(letter.walk())
    except (ValueError, LookupError, RecursionError, TypeError, IndexError, AttributeError):
        raise NotTaken(BROKEN) from None  # the standard parser falls over in many ways
    if len(heads & set(_NEEDED)) < 2 or "from" not in heads:
        raise NotTaken(DISAGREES)
    if len(parts) > MOST_PARTS or _depth(letter) > DEEPEST:
        raise NotTaken(BOMB)
    for part in parts:
        if not part.is_multipart():
            _check_part(part, judge)


def _depth(part: EmailMessage) -> int:
    inner = part.get_payload() if part.is_multipart() else []
    return 1 + max((_depth(each) for each in inner if isinstance(each, EmailMessage)), default=0)


def _check_part(part: EmailMessage, judge: Judge) -> None:
    try:
        content, kind, name = part.get_payload(decode=True), part.get_content_type(), part.get_filename() or ""
    except (ValueError, LookupError, TypeError, AttributeError, IndexError):
        raise NotTaken(BROKEN) from None
    content = content if isinstance(content, bytes) else b""
    if kind in _TEXTS and not name:
        if _SCRIPT.search(content):
            raise NotTaken(ACTIVE)
        return
    if content.startswith(_HARMLESS.get(kind, ())) and kind in _HARMLESS:
        return
    if content or name:
        judge(BytesIO(content), len(content), name)
