"""The run folder is written once: under a temporary name, to the disk, then renamed. Never half of one."""

import hmac
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa

from pax.run.leftovers import unfinished
from pax.store import STORAGE_ERRORS, rows_in, write_rows
from pax.vocabulary import NothingWritten, WrongUse

UNLISTED = ("timings.json", "run.json", "run.mac")
"""Files that `run.json` does not name: what differs between equal runs, and what says what the rest is."""


def readable_json(value: object) -> str:
    """JSON whose bytes depend on the value alone, for a file a person may open: sorted keys, one a line."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def refuse_existing(path: Path, what: str) -> None:
    """`WrongUse` when something lies at the path, or when the folder it would lie in is not there."""
    if path.exists() or path.is_symlink():
        raise WrongUse(f"the {what} is already there", file=path.name, ask="you", then="name one that does not exist")
    if not path.parent.is_dir():
        raise WrongUse(f"there is no folder to write the {what} in", file=path.name, ask="you", then="make it first")


@contextmanager
def whole_or_not_at_all(out: Path, what: str) -> Iterator[Path]:
    """A folder beside `out` (mode 700) that becomes `out` when the block ends well, and vanishes when it does not.

    Raises `NothingWritten` when the disk is full or refuses.
    """
    try:
        with unfinished(out.parent, out.name) as made:
            yield made
            _to_disk(made)
            made.rename(out)
            _sync(out.parent)
    except STORAGE_ERRORS as error:
        raise _not_written(error, what) from None


def _not_written(error: BaseException, what: str) -> NothingWritten:
    number = getattr(error, "errno", None)
    reason = os.strerror(number) if number else "the disk is full or cannot be written"
    return NothingWritten(
        f"the {what} could not be written ({reason}); nothing of it is left",
        ask="whoever runs Pax",
        then="make room on the disk, or name another place, and run again",
    )


def _to_disk(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_files(folder: Path, tables: Mapping[str, pa.Table], documents: Mapping[str, object]) -> None:
    """Write `<name>.parquet` and `<name>.json` files."""
    for name, table in sorted(tables.items()):
        write_rows(table, folder / f"{name}.parquet")
    for name, value in sorted(documents.items()):
        (folder / f"{name}.json").write_text(readable_json(value), encoding="utf-8")


def seal(folder: Path, run: Mapping[str, Any], run_key: bytes | None) -> None:
    """Write `run.json`, which names every other file with its SHA-256, and `run.mac` over it when there is a key."""
    files = {path.name: _described(path) for path in sorted(folder.iterdir()) if path.name not in UNLISTED}
    text = readable_json({**run, "files": files}).encode()
    (folder / "run.json").write_bytes(text)
    if run_key is not None:
        (folder / "run.mac").write_text(hmac.new(run_key, text, sha256).hexdigest() + "\n", encoding="ascii")


def _described(path: Path) -> dict[str, object]:
    described: dict[str, object] = {"sha256": sha256(path.read_bytes()).hexdigest()}
    if path.suffix == ".parquet":
        described["rows"] = rows_in(path)
    return described
