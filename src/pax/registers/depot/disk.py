"""Writing that a power cut or a full disk cannot halve: written aside, to the disk, renamed. The owner alone reads."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pax.store import STORAGE_ERRORS
from pax.vocabulary import NothingWritten

FOLDER_MODE, FILE_MODE = 0o700, 0o600
_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.EMFILE, errno.ENOMEM})


def make_folder(path: Path) -> Path:
    """A folder of the owner's alone; those above it too, where they are not there."""
    if not path.is_dir():
        make_folder(path.parent)
        os.mkdir(path, FOLDER_MODE)
        _sync(path.parent)
    return path


def write_text(path: Path, text: str) -> None:
    """A new file of the owner's alone, on the disk when this returns."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    try:
        left = memoryview(text.encode())
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_text(path: Path, text: str, aside: Path) -> None:
    """The file holds the old text or the new, never part of one. `aside` is a folder on the same disk."""
    written = make_folder(aside) / path.name
    written.unlink(missing_ok=True)
    write_text(written, text)
    os.replace(written, path)
    _sync(path.parent)


def settle(folder: Path) -> None:
    """Every file and folder below, and the folder itself: the owner's alone, and on the disk."""
    for entry in sorted(folder.iterdir()):
        if entry.is_dir():
            settle(entry)
        else:
            os.chmod(entry, FILE_MODE)
            _sync(entry)
    os.chmod(folder, FOLDER_MODE)
    _sync(folder)


def commit(folder: Path, target: Path) -> None:
    """Rename a settled folder to where it will be found. This, and nothing before it, makes it be there."""
    make_folder(target.parent)
    os.rename(folder, target)
    _sync(target.parent)


def take_away(folder: Path, aside: Path) -> None:
    """Remove a folder: at once out of sight, then its content. `aside` is a folder on the same disk."""
    gone = make_folder(aside) / f"gone-{folder.parent.name}-{folder.name}"
    shutil.rmtree(gone, ignore_errors=True)
    os.rename(folder, gone)
    _sync(folder.parent)
    shutil.rmtree(gone)


def sweep(folder: Path) -> int:
    """Remove everything in a folder of unfinished work; gives how many things lay there."""
    left = sorted(folder.iterdir()) if folder.is_dir() else []
    for entry in left:
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    return len(left)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def writing(what: str) -> Iterator[None]:
    """Turn what a full or refusing disk raises into one clear message."""
    try:
        yield
    except STORAGE_ERRORS as error:
        number = getattr(error, "errno", None)
        reason = os.strerror(number) if number else "the disk is full or cannot be written"
        raise NothingWritten(
            f"{what} could not be written ({reason}); whatever is in the store is whole, and as it was",
            ask="whoever runs Pax",
            then="make room on the disk, or mend it, and give the same command again",
        ) from None


def disk_failed(error: BaseException) -> OSError | None:
    """The disk's own error behind another: a delivery is not refused because the disk is full."""
    behind: BaseException | None = error
    while behind is not None:
        if isinstance(behind, OSError) and behind.errno in _DISK:
            return behind
        behind = behind.__cause__ or behind.__context__
    return None
