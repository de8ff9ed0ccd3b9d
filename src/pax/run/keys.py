"""The two keys of a board: one seals runs, one hides numbers. Thirty-two random bytes, readable by the owner alone."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pax.vocabulary import WrongUse

LENGTH = 32
RUN, SUBJECT = "run.key", "subject.key"
ENTITY = "entity"
"""The kind under which a person is hidden by the engine's id: the office has no number of many whom rows name."""
_GROUP_OR_OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class Keys:
    """`run` seals `run.json` and chooses draws; `subject` hides protected persons, staff and known addresses."""

    board: str
    run: bytes = field(repr=False)
    subject: bytes = field(repr=False)


def make(folder: Path, board: str, chance: Callable[[int], bytes]) -> None:
    """Write both keys and the board's name. `chance` gives random bytes (`secrets.token_bytes`). Never overwrites."""
    if folder.exists() and any(folder.iterdir()):
        raise WrongUse(
            "there are files in the folder already", file=folder.name, ask="you", then="name an empty folder"
        )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in (RUN, SUBJECT):
        _write(folder / name, chance(LENGTH))
    _write(folder / "board", board.encode())


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)


def read(folder: Path, board: str) -> Keys:
    """The keys of a board; `WrongUse` when they are another board's, of the wrong length, or open to others."""
    owner = _read(folder / "board").decode("utf-8", "replace").strip()
    if owner != board:
        raise _wrong("board", "the keys were made for another board", "give the folder of this board's keys")
    found = {name: _read(folder / name) for name in (RUN, SUBJECT)}
    for name, key in found.items():
        if len(key) != LENGTH:
            raise _wrong(name, f"the key is not {LENGTH} bytes long", "make new keys with pax keys init")
        if (folder / name).stat().st_mode & _GROUP_OR_OTHERS:
            raise _wrong(name, "others than the owner may read the key", f"run chmod 600 on {name}")
    return Keys(board, found[RUN], found[SUBJECT])


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise _wrong(path.name, "the key cannot be read", "make the folder with pax keys init") from None


def _wrong(file: str, problem: str, then: str) -> WrongUse:
    return WrongUse(problem, file=file, ask="whoever keeps the keys", then=then)
