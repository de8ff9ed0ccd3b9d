"""PDF: whole, unlocked, and without what a reader would run, send, fetch or unpack.

Names are looked for in the file as it lies and in everything packed in it (names may hide in packed objects, or be
written with #xx). This is no parser of PDF: a file made to mislead both this and a reader is left to the virus check,
and to that nothing is ever shown inline.
"""

import re
import zlib
from collections.abc import Iterator
from io import BufferedIOBase

from paxweb.documents.formats.reasons import ACTIVE, BOMB, BROKEN, CUT, LOCKED, NotTaken

_RUNS = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia\w*|Rendition|SubmitForm|ImportData|XFA|GoToE|GoToR|Movie|Sound|"
    rb"3D|FileAttachment)(?![A-Za-z0-9])"
)
_SCRIPT = re.compile(rb"application/(?:x-)?(?:java|ecma)script", re.I)
_LOCK = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
_STREAM = re.compile(rb"stream\r?\n")
_OBJECTS = re.compile(rb"/ObjStm(?![A-Za-z0-9])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STEP, _OVERLAP, _DICTIONARY = 1 << 20, 4096, 4096
_MOST_OF_ONE, _MOST_OF_OBJECTS, _MOST = 4 << 20, 32 << 20, 256 << 20
"""Unpacked bytes looked through: of any one stream, of a stream of objects, of all streams together."""


def begins(head: bytes) -> bool:
    """The mark of a PDF, at its very beginning."""
    return head.startswith((b"%PDF-1.", b"%PDF-2."))


def check(file: BufferedIOBase, length: int) -> None:
    """Raises `NotTaken` for what is cut off, locked, active, or unpacks to too much."""
    file.seek(max(0, length - 2048))
    if b"%%EOF" not in file.read():
        raise NotTaken(CUT)
    places: list[int] = []
    for start, window in _windows(file):
        _look(window)
        if _LOCK.search(_plain(window)):
            raise NotTaken(LOCKED)
        places.extend(start + found.end() for found in _STREAM.finditer(window))
    left = _MOST
    for place in sorted(set(places)):
        left -= _look_into(file, place, left)


def _windows(file: BufferedIOBase) -> Iterator[tuple[int, bytes]]:
    """The file in overlapping pieces: (where it begins, the piece)."""
    file.seek(0)
    start, kept = 0, b""
    while piece := file.read(_STEP):
        yield start - len(kept), kept + piece
        start += len(piece)
        kept = (kept + piece)[-_OVERLAP:]


def _plain(text: bytes) -> bytes:
    """Names as they read once #xx is resolved."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), text)


def _look(text: bytes) -> None:
    if _RUNS.search(_plain(text)) or _SCRIPT.search(text):
        raise NotTaken(ACTIVE)


def _look_into(file: BufferedIOBase, place: int, left: int) -> int:
    """Unpack what begins here and look through it, as far as there is time for; how many bytes that was."""
    file.seek(max(0, place - _DICTIONARY))
    objects = _of_objects(file.read(min(place, _DICTIONARY)))
    most = _MOST_OF_OBJECTS if objects else min(_MOST_OF_ONE, left)
    file.seek(place)
    unpacking, kept, done = zlib.decompressobj(), b"", 0
    while done < most and not unpacking.eof:
        packed = unpacking.unconsumed_tail or file.read(64 * 1024)
        if not packed:
            break
        try:
            text = unpacking.decompress(packed, 1 << 20)
        except zlib.error:
            break
        _look(kept + text)
        done, kept = done + len(text), text[-_OVERLAP:]
    if objects and not unpacking.eof:
        raise NotTaken(BOMB if done >= most else BROKEN)
    return done


def _of_objects(before: bytes) -> bool:
    """Whether the stream that begins here holds packed objects, by the dictionary before it."""
    own = before.rpartition(b"endobj")[2].rpartition(b"endstream")[2]
    return _OBJECTS.search(_plain(own)) is not None
