"""PNG, JPEG and TIFF: their structure from beginning to end, without drawing them."""

import struct
from io import BufferedIOBase

from paxweb.documents.formats.reasons import BOMB, BROKEN, CUT, NotTaken

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
TIFFS = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
MOST_PIXELS = 600_000_000
"""A drawing of A0 at 300 points an inch has 140 million; a viewer that unpacks much more falls over."""
_CHUNKS, _SEGMENTS, _TAIL = 200_000, 10_000, 256 * 1024
_ALONE = {0x01, *range(0xD0, 0xD8)}
"""Markers of JPEG that stand without a length."""


def is_png(head: bytes) -> bool:
    """The eight bytes every PNG begins with."""
    return head.startswith(PNG)


def is_jpeg(head: bytes) -> bool:
    """Start of image, and a marker."""
    return head.startswith(JPEG)


def is_tiff(head: bytes) -> bool:
    """Either order of bytes, large files too."""
    return head.startswith(TIFFS)


def check_png(file: BufferedIOBase, length: int) -> None:
    """Chunk for chunk to the end, and nothing after it."""
    file.seek(len(PNG))
    for number in range(_CHUNKS):
        head = file.read(8)
        if len(head) < 8:
            raise NotTaken(CUT)
        size, kind = struct.unpack(">I4s", head)
        if number == 0:
            _first(kind, file.read(8))
            file.seek(-8, 1)
        if file.tell() + size + 4 > length:
            raise NotTaken(CUT)
        file.seek(size + 4, 1)
        if kind == b"IEND":
            if file.tell() != length:
                raise NotTaken(BROKEN)
            return
    raise NotTaken(BROKEN)


def _first(kind: bytes, sides: bytes) -> None:
    if kind != b"IHDR" or len(sides) < 8:
        raise NotTaken(BROKEN)
    width, height = struct.unpack(">II", sides)
    if not width or not height:
        raise NotTaken(BROKEN)
    if width * height > MOST_PIXELS:
        raise NotTaken(BOMB)


def check_jpeg(file: BufferedIOBase, length: int) -> None:
    """Segment for segment to the picture itself; and an end of image near the end (telephones write more after it)."""
    file.seek(2)
    framed = False
    for _ in range(_SEGMENTS):
        marker = _segment(file, length)
        framed = framed or (0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC))
        if marker == 0xDA:
            break
    if not framed:
        raise NotTaken(BROKEN)
    file.seek(max(file.tell(), length - _TAIL))
    if b"\xff\xd9" not in file.read(_TAIL):
        raise NotTaken(CUT)


def _segment(file: BufferedIOBase, length: int) -> int:
    """Step over one segment; its marker."""
    head = file.read(4)
    if len(head) < 4:
        raise NotTaken(CUT)
    marker = head[1]
    if head[0] != 0xFF:
        raise NotTaken(BROKEN)
    if marker in _ALONE or marker == 0xFF:
        file.seek(-2 if marker in _ALONE else -3, 1)
        return 0
    size = int.from_bytes(head[2:], "big")
    if size < 2:
        raise NotTaken(BROKEN)
    if file.tell() + size - 2 > length:
        raise NotTaken(CUT)
    file.seek(size - 2, 1)
    return marker


def check_tiff(file: BufferedIOBase, length: int) -> None:
    """Its first directory lies inside the file."""
    head = file.read(16)
    order = "<" if head.startswith(b"II") else ">"
    large = head[2:4] in (b"+\x00", b"\x00+")
    if len(head) < 16:
        raise NotTaken(CUT)
    at = struct.unpack(f"{order}Q", head[8:16])[0] if large else struct.unpack(f"{order}I", head[4:8])[0]
    if at < 8:
        raise NotTaken(BROKEN)
    file.seek(min(at, length))
    count = file.read(8 if large else 2)
    if len(count) < (8 if large else 2):
        raise NotTaken(CUT)
    entries = struct.unpack(f"{order}{'Q' if large else 'H'}", count)[0]
    if not 0 < entries <= 4096 or file.tell() + entries * (20 if large else 12) > length:
        raise NotTaken(CUT if entries else BROKEN)
