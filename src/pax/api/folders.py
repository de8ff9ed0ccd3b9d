"""A run folder's files, opened once each and held: what was proved is what is read."""

import os
import stat
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import IO

from pax.api.shapes import DOCUMENTS, MAC, MOST_BYTES, RUN, TAKEN, TIMINGS, UNREAD
from pax.vocabulary import PaxError
from pax.vocabulary.errors import Exit

REQUIRED = frozenset({RUN, MAC, *DOCUMENTS, *(f"{name}.parquet" for name in (*TAKEN, *UNREAD))})
_CHUNK = 1024 * 1024


class FolderRefused(PaxError):
    """A folder is not a run of this board that the engine sealed, whole and unchanged."""

    exit_code = Exit.REFUSED


def refused(file: str, problem: str, then: str = "run again and send the new folder whole") -> FolderRefused:
    """The refusal of a folder because of one of its files."""
    return FolderRefused(problem, file=file, ask="whoever runs the engine", then=then)


def open_files(path: Path) -> dict[str, IO[bytes]]:
    """The folder's files by name, each opened for reading without following links.

    Refuses a folder that is a link, holds a link, a folder, or anything that is no plain file; a file too many, one too
    few, or one too large. Opens nothing before all names are known to be right.
    """
    try:
        if not stat.S_ISDIR(path.lstat().st_mode):
            raise refused(path.name, "not a folder", "name the folder that pax run wrote")
        names = sorted(os.listdir(path))
    except OSError:
        raise refused(path.name, "there is no such folder, or it may not be read", "look at the path") from None
    _refuse_names(names)
    opened: dict[str, IO[bytes]] = {}
    try:
        for name in names:
            if name != TIMINGS:
                opened[name] = _open(path / name)
    except BaseException:
        for file in opened.values():
            file.close()
        raise
    return opened


def _refuse_names(names: list[str]) -> None:
    if MAC not in names:
        raise refused(MAC, "the folder is not sealed", "make keys with pax keys init and run with --keys")
    extra = sorted(set(names) - REQUIRED - {TIMINGS})
    if extra:
        raise refused(extra[0][:80], f"the folder holds {len(extra)} file(s) that a run does not write")
    missing = sorted(REQUIRED - set(names))
    if missing:
        raise refused(missing[0], "the file is missing")


def _open(path: Path) -> IO[bytes]:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        raise refused(path.name, "the file is a link, or may not be read") from None
    file = os.fdopen(handle, "rb")
    known = os.fstat(handle)
    if not stat.S_ISREG(known.st_mode):
        file.close()
        raise refused(path.name, "not a plain file")
    if known.st_size > MOST_BYTES[path.suffix]:
        file.close()
        raise refused(path.name, "the file is larger than any a run writes")
    return file


def hash_of(file: IO[bytes]) -> str:
    """SHA-256 of what an open file holds from its beginning, in hex."""
    file.seek(0)
    found = sha256()
    while block := file.read(_CHUNK):
        found.update(block)
    return found.hexdigest()


def prove(files: Mapping[str, IO[bytes]], named: Mapping[str, str]) -> None:
    """Every file is, byte for byte, the one `run.json` names, and it names every one."""
    unnamed = sorted(set(files) - set(named) - {RUN, MAC})
    absent = sorted(set(named) - set(files))
    if unnamed or absent:
        raise refused((unnamed or absent)[0][:80], "run.json and the folder do not name the same files")
    for name, expected in sorted(named.items()):
        if hash_of(files[name]) != expected:
            raise refused(name, "the file is not the one the run wrote")
