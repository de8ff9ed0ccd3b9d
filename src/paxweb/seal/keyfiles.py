"""Keys that lie one to a file, each sealed under another: whoever destroys the file destroys what it opens."""

import os
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

from nacl.utils import random

from paxweb.seal.boxes import BoxUnopened, close_box, open_box

LENGTH = 32
_LONGEST = 4096


def fingerprint(key: bytes) -> str:
    """What a key is known by; it tells nothing of the key. 32 signs."""
    return blake2b(b"fingerprint", key=key, person=b"pax print", digest_size=16).hexdigest()


def made_key(path: Path, under: bytes, place: str) -> bytes:
    """The key in this file; a new one where there is none. Two at once get the same."""
    found = found_key(path, under, place)
    if found is not None:
        return found
    key = random(LENGTH)
    write_whole(path, close_box(under, place, key.hex()), put=_once)
    settled = found_key(path, under, place)
    if settled is None:
        raise BoxUnopened
    return settled


def found_key(path: Path, under: bytes, place: str) -> bytes | None:
    """The key in this file; None where there is no file. Raises `BoxUnopened` under another key, or another place."""
    try:
        with path.open("rb") as file:
            box = file.read(_LONGEST)
    except FileNotFoundError:
        return None
    told = open_box(under, place, box)
    if not isinstance(told, str) or len(told) != 2 * LENGTH:
        raise BoxUnopened
    return bytes.fromhex(told)


def destroy_key(path: Path) -> bool:
    """Overwrite the file and take it away; False when there was none. What backups of the folder hold, they hold."""
    try:
        with path.open("r+b") as file:
            file.write(bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return False
    settle_folder(path.parent)
    return True


def write_whole(path: Path, content: bytes, *, put: Callable[[Path, Path], None] = os.replace) -> None:
    """A file that is there whole or not at all, for its owner alone."""
    own_folder(path.parent)
    beside = path.with_name(f".{path.name}.{random(8).hex()}.tmp")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        put(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    settle_folder(path.parent)


def _once(beside: Path, path: Path) -> None:
    """Take the name if nobody has it: whoever comes second uses what the first one put there."""
    try:
        os.link(beside, path)
    except FileExistsError:
        return


def own_folder(path: Path) -> Path:
    """A folder that is there, and of those made for it none that others may look into."""
    if not path.is_dir():
        own_folder(path.parent)
        path.mkdir(exist_ok=True, mode=0o700)
    return path


def settle_folder(folder: Path) -> None:
    """See that the names in a folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
