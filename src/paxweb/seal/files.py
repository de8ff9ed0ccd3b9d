"""A file sealed in pieces, so that no more than one of them is ever open in memory, and any of them can be reached.

Layout: a word, the file's own key and length sealed under another key for one place, a prefix, then pieces of 64 KiB,
each with XChaCha20-Poly1305 under the nonce prefix + number + "last" (the STREAM construction: a piece that is
changed, moved, doubled or cut off does not open). The length is padded by Padmé (Nikitin and others, 2019): at most
12 % more, and a size on disk tells of hardly any file which one it is.
"""

import os
from hashlib import blake2b
from io import BufferedReader, RawIOBase
from typing import TYPE_CHECKING, BinaryIO

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.exceptions import CryptoError
from nacl.utils import random

from pax.vocabulary import PaxError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

WORD = b"PAXFILE1"
KEY, TAG, NONCE, PREFIX, LENGTH = 32, 16, 24, 16, 8
PIECE = 64 * 1024
_WRAPPED = NONCE + KEY + LENGTH + TAG
HEAD = len(WORD) + _WRAPPED + PREFIX
_LEAST = 4096


class FileUnopened(PaxError):
    """A sealed file does not open: another key, another place, or somebody has changed it."""

    def __init__(self) -> None:
        super().__init__(
            "a sealed file has been changed, or was sealed under another key",
            ask="whoever keeps the backups",
            then="put back the file and the key from the same backup",
        )


def derived(key: bytes, use: str) -> bytes:
    """A key of 32 bytes for one use, made from another so that neither tells of the other."""
    return blake2b(use.encode(), key=key, person=b"pax derive", digest_size=KEY).digest()


def padded(length: int) -> int:
    """How long a content of this length is on disk, before tags: at least 4 KiB, then by Padmé."""
    if length <= _LEAST:
        return _LEAST
    exponent = length.bit_length() - 1
    mask = (1 << (exponent - exponent.bit_length())) - 1
    return (length + mask) & ~mask


def _pieces(length: int) -> int:
    return -(-padded(length) // PIECE)


def size_on_disk(length: int) -> int:
    """Bytes of a whole sealed file."""
    return HEAD + padded(length) + TAG * _pieces(length)


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(7, "big") + bytes([last])


class Sealing:
    """A file being written. Its key is in memory alone until `settle`: killed before, nobody can read what is there."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._key, self._prefix = random(KEY), random(PREFIX)
        self._held = bytearray()
        self._number = 0
        self.length = 0
        self._file.write(WORD + bytes(_WRAPPED) + self._prefix)

    def write(self, content: bytes) -> None:
        """Add to it."""
        self._held += content
        self.length += len(content)
        while len(self._held) > PIECE:
            self._put(bytes(self._held[:PIECE]), last=False)
            del self._held[:PIECE]

    def end(self) -> None:
        """Nothing more comes: fill up to the padded length, and seal the last piece."""
        left = padded(self.length) - self._number * PIECE
        while left > PIECE:
            self._put(self._piece(PIECE), last=False)
            left -= PIECE
        self._put(self._piece(left), last=True)
        self._file.flush()

    def _piece(self, size: int) -> bytes:
        piece = bytes(self._held[:size])
        del self._held[:size]
        return piece + bytes(size - len(piece))

    def _put(self, piece: bytes, *, last: bool) -> None:
        nonce = _nonce(self._prefix, self._number, last=last)
        self._file.write(crypto_aead_xchacha20poly1305_ietf_encrypt(piece, None, nonce, self._key))
        self._number += 1

    def reader(self) -> BufferedReader:
        """What has been written, from its beginning; after `end`."""
        return BufferedReader(_Opened(self._file, self._key, self._prefix, self.length), PIECE)

    def settle(self, key: bytes, place: str) -> None:
        """Seal the file's key under another for one place, and see that every byte is on the disk."""
        nonce = random(NONCE)
        told = self._key + self.length.to_bytes(LENGTH, "big")
        wrapped = nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(told, place.encode(), nonce, key)
        self._file.seek(0)
        self._file.write(WORD + wrapped)
        self._file.flush()
        os.fsync(self._file.fileno())


def opened(file: BinaryIO, key: bytes, place: str) -> BufferedReader:
    """A settled file, to read and to move about in. Raises `FileUnopened` here, or where a changed piece is read."""
    head = file.read(HEAD)
    if len(head) != HEAD or not head.startswith(WORD):
        raise FileUnopened
    wrapped, prefix = head[len(WORD) : -PREFIX], head[-PREFIX:]
    try:
        told = crypto_aead_xchacha20poly1305_ietf_decrypt(wrapped[NONCE:], place.encode(), wrapped[:NONCE], key)
    except CryptoError:
        raise FileUnopened from None
    length = int.from_bytes(told[KEY:], "big")
    if os.fstat(file.fileno()).st_size != size_on_disk(length):
        raise FileUnopened
    return BufferedReader(_Opened(file, told[:KEY], prefix, length), PIECE)


class _Opened(RawIOBase):
    """The content of a sealed file, one piece at a time."""

    def __init__(self, file: BinaryIO, key: bytes, prefix: bytes, length: int) -> None:
        self._file, self._key, self._prefix, self._length = file, key, prefix, length
        self._at = 0
        self._open: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._length}[whence]
        if start + offset < 0:
            raise OSError("before the beginning")
        self._at = start + offset
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, into: "WriteableBuffer") -> int:
        view = memoryview(into).cast("B")
        size = min(len(view), self._length - self._at, PIECE - self._at % PIECE)
        if size <= 0:
            return 0
        start = self._at % PIECE
        view[:size] = self._piece(self._at // PIECE)[start : start + size]
        self._at += size
        return size

    def _piece(self, number: int) -> bytes:
        if self._open[0] != number:
            last = number == _pieces(self._length) - 1
            size = padded(self._length) - number * PIECE if last else PIECE
            self._file.seek(HEAD + number * (PIECE + TAG))
            sealed = self._file.read(size + TAG)
            try:
                nonce = _nonce(self._prefix, number, last=last)
                piece = crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, None, nonce, self._key)
            except (CryptoError, ValueError):
                raise FileUnopened from None
            self._open = (number, piece)
        return self._open[1]
