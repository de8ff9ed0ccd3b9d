"""Folders of unfinished work: never outliving the run that made them, even one that was killed.

Whoever makes such a folder holds a lock on it for as long as it works. A folder of that name which nobody holds belongs
to a run that was killed: whoever comes next removes it.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SUFFIX = ".pax-unfinished"
_TRIES = 100


@contextmanager
def unfinished(parent: Path, name: str) -> Iterator[Path]:
    """A folder (mode 700) in `parent` for work on `name`; what is left of it at the end is removed.

    Folders that killed runs left there go first. Raises `OSError`.
    """
    _sweep(parent)
    made, handle = _claimed(parent, name)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
        os.close(handle)


def _claimed(parent: Path, name: str) -> tuple[Path, int]:
    """A new folder and the lock on it. Between the two another's sweep may take the folder: then once more."""
    for _ in range(_TRIES):
        made = Path(tempfile.mkdtemp(prefix=f".{name}.", suffix=SUFFIX, dir=parent))
        handle = _opened(made)
        if handle is not None and _locked(handle, where_none_can=True) and _is_there(made, handle):
            return made, handle
    raise OSError("no folder to work in could be kept")


def _sweep(parent: Path) -> None:
    for left in sorted(parent.glob(f".*{SUFFIX}")):
        handle = _opened(left)
        if handle is None:
            continue
        if _locked(handle, where_none_can=False) and _is_there(left, handle):
            shutil.rmtree(left, ignore_errors=True)
        os.close(handle)


def _opened(folder: Path) -> int | None:
    """A handle on the folder, to be closed; None when it is gone, another's, or none."""
    try:
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return None


def _locked(handle: int, *, where_none_can: bool) -> bool:
    """True when the lock is ours now. On a disk that knows no locks, what the caller says: nothing is swept there."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return where_none_can
    return True


def _is_there(folder: Path, handle: int) -> bool:
    """True while the folder that was opened still lies at its place."""
    try:
        return os.stat(folder, follow_symlinks=False).st_ino == os.fstat(handle).st_ino
    except OSError:
        return False
