"""Only a run of this board that the engine sealed is opened: whole, unchanged, with nothing beside it."""

import hmac
import json
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pax.api.folders import FolderRefused
from pax.api.runs import BATCH, open_run
from pax.api.shapes import MOST_BYTES, TAKEN
from pax.run.folder import seal, write_files
from pax.run.tables import table_of

KEY = b"k" * 32
BOARD = "housing_company"
_LINKS = pa.schema([("register", pa.string())])


def document(**more: Any) -> dict[str, Any]:  # noqa: ANN401  whatever run.json may hold
    said = {"schema": 1, "board": {"id": BOARD, "name": "B", "secrecy": []}, "as_of": "2026-11-01", "left_out": {}}
    return {**said, **more}


def folder(path: Path, rows: int = 3, **more: Any) -> Path:  # noqa: ANN401  whatever run.json may hold
    """A sealed run with some keys of protected persons in it, and nothing else."""
    path.mkdir()
    tables = {name: schema.empty_table() for name, schema in TAKEN.items()}
    tables["protected"] = table_of(TAKEN["protected"], [(f"{n:064}",) for n in range(rows)])
    write_files(path, {**tables, "links": _LINKS.empty_table()}, {"rules": [], "summary": {}})
    seal(path, document(**more), KEY)
    (path / "timings.json").write_text("{}", encoding="utf-8")
    return path


def sealed_anew(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Somebody with the key changes `run.json`."""
    said = json.loads((path / "run.json").read_text(encoding="utf-8"))
    change(said)
    text = json.dumps(said).encode()
    (path / "run.json").write_bytes(text)
    (path / "run.mac").write_text(hmac.new(KEY, text, sha256).hexdigest(), encoding="ascii")


def test_a_sealed_run_opens_and_is_handed_over_in_small_batches(tmp_path: Path) -> None:
    run = open_run(folder(tmp_path / "r", rows=BATCH * 2 + 7), KEY, BOARD)
    sizes = [len(batch) for batch in run.batches("protected")]
    assert sum(sizes) == BATCH * 2 + 7 == run.rows("protected")
    assert max(sizes) <= BATCH
    rest = [row for batch in run.batches("protected", start=BATCH + 3) for row in batch]
    assert [int(row["subject_key"]) for row in rest] == list(range(BATCH + 3, BATCH * 2 + 7))
    run.verify()
    run.close()


def _flip(path: Path, name: str) -> None:
    content = bytearray((path / name).read_bytes())
    content[len(content) // 2] ^= 1
    (path / name).write_bytes(content)


def _link(path: Path) -> None:
    target = path.parent / "elsewhere.parquet"
    (path / "edges.parquet").rename(target)
    (path / "edges.parquet").symlink_to(target)


def _pipe(path: Path) -> None:
    (path / "edges.parquet").unlink()
    os.mkfifo(path / "edges.parquet")


def _columns(path: Path) -> None:
    pq.write_table(pa.table({"subject_key": ["x"], "name": ["y"]}), path / "protected.parquet")
    content = (path / "protected.parquet").read_bytes()
    sealed_anew(
        path, lambda said: said["files"]["protected.parquet"].update(sha256=sha256(content).hexdigest(), rows=1)
    )


SPOILT: dict[str, Callable[[Path], object]] = {
    "no seal": lambda path: (path / "run.mac").unlink(),
    "an empty seal": lambda path: (path / "run.mac").write_text(""),
    "a seal of other letters": lambda path: (path / "run.mac").write_bytes(b"\xff" * 64),
    "run.json changed": lambda path: _flip(path, "run.json"),
    "a table changed": lambda path: _flip(path, "protected.parquet"),
    "a document changed": lambda path: (path / "rules.json").write_text("[1]"),
    "a table gone": lambda path: (path / "edges.parquet").unlink(),
    "a file too many": lambda path: (path / "notes.txt").write_text("x"),
    "a folder in it": lambda path: (path / "more").mkdir(),
    "a link in place of a table": _link,
    "a pipe in place of a table": _pipe,
    "a seal that is too large": lambda path: (path / "run.mac").write_bytes(b"0" * (MOST_BYTES[".mac"] + 1)),
    "other columns, sealed": _columns,
    "another number of rows, sealed": lambda path: sealed_anew(
        path, lambda said: said["files"]["protected.parquet"].update(rows=9)
    ),
    "another board's, sealed": lambda path: sealed_anew(path, lambda said: said["board"].update(id="care")),
    "another form, sealed": lambda path: sealed_anew(path, lambda said: said.update(schema=2)),
    "without keys, sealed": lambda path: sealed_anew(path, lambda said: said.update(left_out={"draws": {}})),
    "no day, sealed": lambda path: sealed_anew(path, lambda said: said.update(as_of="soon")),
    "no list of files, sealed": lambda path: sealed_anew(path, lambda said: said.pop("files")),
    "a file not named, sealed": lambda path: sealed_anew(path, lambda said: said["files"].pop("edges.parquet")),
    "a path in a name, sealed": lambda path: sealed_anew(
        path, lambda said: said["files"].update({"../x.parquet": {"sha256": "0", "rows": 0}})
    ),
}


@pytest.mark.parametrize("how", SPOILT)
def test_anything_else_is_refused(tmp_path: Path, how: str) -> None:
    path = folder(tmp_path / "r")
    SPOILT[how](path)
    with pytest.raises(FolderRefused) as refused:
        open_run(path, KEY, BOARD)
    assert refused.value.ask
    assert refused.value.then


def test_another_key_or_another_board_opens_nothing(tmp_path: Path) -> None:
    path = folder(tmp_path / "r")
    for key, board in ((b"x" * 32, BOARD), (KEY, "social_services")):
        with pytest.raises(FolderRefused):
            open_run(path, key, board)


@pytest.mark.parametrize("kind", ["nothing", "file", "link"])
def test_what_is_no_folder_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "r"
    if kind == "file":
        path.write_text("x", encoding="utf-8")
    if kind == "link":
        path.symlink_to(folder(tmp_path / "real"))
    with pytest.raises(FolderRefused):
        open_run(path, KEY, BOARD)


def test_a_change_after_the_opening_is_found(tmp_path: Path) -> None:
    path = folder(tmp_path / "r")
    run = open_run(path, KEY, BOARD)
    _flip(path, "protected.parquet")
    with pytest.raises(FolderRefused):
        run.verify()
    run.close()


def test_a_file_changed_for_another_changes_nothing_that_was_opened(tmp_path: Path) -> None:
    """The files are held open: what was proved is what is read, whatever is moved into their place."""
    path = folder(tmp_path / "r")
    run = open_run(path, KEY, BOARD)
    (path / "protected.parquet").unlink()
    (path / "protected.parquet").write_text("x", encoding="utf-8")
    assert len(next(run.batches("protected"))) == 3
    run.close()
