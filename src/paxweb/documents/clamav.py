"""The virus check: clamd's INSTREAM by its socket. When it is set up and does not answer, nothing is taken in."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedIOBase

from django.conf import settings

from pax.vocabulary import PaxError
from paxweb.documents.formats.reasons import INFECTED, UNSCANNED, NotTaken

_STEP, _LONGEST_ANSWER, _PATIENCE = 64 * 1024, 4096, 60.0
"""Bytes sent at a time; bytes of an answer; seconds without a sign of life."""


class WrongAddress(PaxError):
    """`PAX_CLAMAV` cannot be read."""

    def __init__(self) -> None:
        super().__init__(
            "PAX_CLAMAV is neither unix:/path nor tcp:host:port", ask="the technician", then="correct it, or unset it"
        )


def scan(file: BufferedIOBase) -> str:
    """What looked through the file and found nothing, as `ClamAV 1.4.3/27500`; empty when none is set up.

    Raises `NotTaken`: something was found, or the answer is anything else than a clear "nothing".
    """
    if not settings.PAX_CLAMAV:
        return ""
    try:
        said = version()
        file.seek(0)
        answer = _asked(b"zINSTREAM\0", _framed(file))
    except OSError:
        raise NotTaken(UNSCANNED) from None
    if answer == "stream: OK":
        return said
    raise NotTaken(INFECTED if answer.endswith(" FOUND") else UNSCANNED)


def version() -> str:
    """What clamd says it is, with its signatures' number and day. Raises `OSError` when it does not answer."""
    said = _asked(b"zVERSION\0", iter(()))
    if not said.startswith("ClamAV "):
        raise OSError("no answer of clamd")
    return said[:100]


def _framed(file: BufferedIOBase) -> Iterator[bytes]:
    while piece := file.read(_STEP):
        yield len(piece).to_bytes(4, "big") + piece
    yield bytes(4)


def _asked(command: bytes, sent: Iterator[bytes]) -> str:
    with _reached() as line:
        line.sendall(command)
        try:
            for piece in sent:
                line.sendall(piece)
        except BrokenPipeError:
            pass  # clamd closes its side when a stream is over its limit, and has said so
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
            piece = line.recv(_LONGEST_ANSWER)
            if not piece:
                break
            answer += piece
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()


@contextmanager
def _reached() -> Iterator[socket.socket]:
    kind, _, place = settings.PAX_CLAMAV.partition(":")
    if kind == "unix" and place.startswith("/"):
        line, to = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM), place
        with line:
            line.settimeout(_PATIENCE)
            line.connect(to)
            yield line
        return
    host, _, port = place.rpartition(":")
    if kind != "tcp" or not host or not port.isdigit():
        raise WrongAddress
    with socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE) as line:
        yield line
