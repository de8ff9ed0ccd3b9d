"""Where documents lie: one sealed file for each content of a case. Nothing is written open, on its way in or after.

A file is whole under its own random name before its row is written, and a row is written in one transaction. Killed in
between, a file without a row is left: nobody can read it without the keys, and it is swept.
"""

import os
from hashlib import blake2b
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

from django.conf import settings

from paxweb.seal.files import FileUnopened, Sealing, derived, opened
from paxweb.seal.keyfiles import own_folder, settle_folder

_STEP = 64 * 1024


def incoming() -> Path:
    """Where files lie on their way in, sealed under keys that only the process taking them in has."""
    return own_folder(Path(settings.PAX_DOCUMENTS) / "incoming")


def folder_of(case_id: UUID) -> Path:
    """Where the contents of a case lie."""
    return Path(settings.PAX_DOCUMENTS) / "cases" / case_id.hex


def path_of(case_id: UUID, file: str) -> Path:
    """Where one content lies."""
    return folder_of(case_id) / file


def place_of(case_id: UUID, address: str) -> str:
    """What a content's key is bound to: its case and its address, so that no file can stand in for another."""
    return f"blob:{case_id}:{address}"


def address_of(content: BinaryIO, case_key: bytes) -> str:
    """A content's address within a case. Without the case's key it tells nothing, not even of the same content."""
    found = blake2b(key=derived(case_key, "addresses"), person=b"pax blob", digest_size=32)
    content.seek(0)
    while piece := content.read(_STEP):
        found.update(piece)
    return found.hexdigest()


class Spool:
    """A content on its way in: sealed as it comes, a piece at a time."""

    def __init__(self) -> None:
        self.name = uuid4().hex
        self._path = incoming() / self.name
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(handle, "w+b")
        self._sealing = Sealing(self._file)

    @property
    def length(self) -> int:
        """Bytes that have come."""
        return self._sealing.length

    def write(self, content: bytes) -> None:
        """Add to it."""
        self._sealing.write(content)

    def end(self) -> None:
        """Nothing more comes."""
        self._sealing.end()

    def reader(self) -> BufferedReader:
        """What has come; after `end`."""
        return self._sealing.reader()

    def settle(self, case_id: UUID, case_key: bytes, address: str) -> str:
        """Let it lie among the case's contents, for good; the name of its file. On the disk when this returns."""
        self._sealing.settle(derived(case_key, "blobs"), place_of(case_id, address))
        self._file.close()
        folder = folder_of(case_id)
        new = not folder.is_dir()
        own_folder(folder)
        os.replace(self._path, folder / self.name)
        settle_folder(folder)
        if new:
            settle_folder(folder.parent)
        return self.name

    def discard(self) -> None:
        """Take it away, if it has not been settled. May be called again."""
        self._file.close()
        self._path.unlink(missing_ok=True)


def spooled(content: BinaryIO) -> Spool:
    """A content that is here already, on its way in."""
    spool = Spool()
    while piece := content.read(_STEP):
        spool.write(piece)
    spool.end()
    return spool


def content_in(case_id: UUID, file: str, case_key: bytes, address: str) -> bytes:
    """A whole content. Raises `FileUnopened` when anything in it differs, `FileNotFoundError`."""
    with path_of(case_id, file).open("rb") as stored:
        return opened(stored, derived(case_key, "blobs"), place_of(case_id, address)).read()


def is_whole(case_id: UUID, file: str, case_key: bytes, address: str) -> bool:
    """Whether a content's file is there and every piece of it is this one's."""
    try:
        with path_of(case_id, file).open("rb") as stored:
            content = opened(stored, derived(case_key, "blobs"), place_of(case_id, address))
            while content.read(_STEP):
                pass
    except (OSError, FileUnopened):
        return False
    return True
