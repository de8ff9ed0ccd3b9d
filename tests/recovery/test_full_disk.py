"""A disk that is full, at whatever step: one clear message, its own exit code, and nothing that was there is harmed."""

import errno
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from pax.cli import main
from pax.registers import depot
from pax.registers.depot import Fault
from pax.store import Engine
from pax.vocabulary import NothingWritten, Silent
from tests.engine.depot.stock import AT, HOMES, POPULATION, Stock, municipality_file, snapshot, stock
from tests.recovery import commands
from tests.recovery.killing import limited

BOARD = "social_services"
_STEPS = ("fsync", "rename", "replace", "write", "mkdir", "chmod")
MOST = 400
"""More steps than any small receive has: a count that never ends is a fault of the test."""


class _Disk:
    """Counts what is done to the disk, and from step `full` on there is no room (0 = there is)."""

    def __init__(self, full: int) -> None:
        self.full, self.steps = full, 0

    def step(self) -> bool:
        """One more thing is done to the disk; True when it cannot be."""
        self.steps += 1
        return self.steps == self.full

    def failing(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """The same call, failing when the disk is full."""

        def call(*given: object, **named: object) -> object:
            if self.step():
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*given, **named)

        return call

    def put_in(self, patch: pytest.MonkeyPatch) -> "_Disk":
        """Put it between Pax and every way it writes."""
        for name in _STEPS:
            patch.setattr(os, name, self.failing(getattr(os, name)))
        patch.setattr(pq, "write_table", self.failing(pq.write_table))
        run = Engine.run

        def engine_run(engine: Engine, sql: str, *given: Any) -> None:  # noqa: ANN401  passed on as it is
            if sql.startswith("COPY") and self.step():
                raise duckdb.IOException("IO Error: Could not write file: No space left on device")
            run(engine, sql, *given)

        patch.setattr(Engine, "run", engine_run)
        return self


@pytest.fixture
def before(tmp_path: Path) -> Stock:
    """A store with homes in it, and a population on the shelf."""
    held = stock(tmp_path).lay(HOMES)
    held.deliver()
    return held.clear().lay(POPULATION)


def _whole(root: Path, first: dict[str, bytes]) -> None:
    now = snapshot(root)
    kept = {name: content for name, content in first.items() if name != "journal.jsonl"}
    assert {name: now.get(name) for name in kept} == kept
    assert {each.fault for each in depot.verify(depot.open_store(root), Silent()).faults} <= {Fault.UNFINISHED}


def _said(call: Callable[[], object]) -> str | None:
    """What a call that wrote nothing said; None when it ended well."""
    try:
        call()
    except NothingWritten as error:
        return str(error)
    return None


def test_a_disk_full_at_any_step_of_receive_harms_nothing(before: Stock) -> None:
    before.clear().lay(("exchange", "2026-07-31"))
    first, root, full = snapshot(before.root), before.folder / "attempt", 0
    wish = before.wish()
    while full < MOST:
        full += 1
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(before.root, root)
        with pytest.MonkeyPatch.context() as patch:
            disk = _Disk(full).put_in(patch)
            said = _said(lambda: depot.deliver(root, [before.shelf], wish, AT, Silent()))
        if disk.steps < full:
            break
        assert said is None or ("could not be written" in said and "Whoever runs Pax: make room" in said)
        _whole(root, first)
        assert depot.contents(depot.open_store(root)).refusals == (), "the disk was at fault, not the delivery"
        if full % 8 == 0:
            assert depot.deliver(root, [before.shelf], wish, AT, Silent())[0].held is not None
    assert 15 < full < MOST


@pytest.mark.parametrize("most", [2_000, 20_000])
def test_files_that_may_not_grow_are_a_full_disk_too(before: Stock, most: int) -> None:
    file = municipality_file(before.folder, "exchange", "navet")
    lines = [f"A{number},{'North' * 40}{number}" for number in range(20_000)]
    (before.shelf / "exchange" / "2026-07-01").mkdir(parents=True)
    table = before.shelf / "exchange" / "2026-07-01" / "areas.csv"
    table.write_text("\n".join(["area_id,name", *lines, ""]), encoding="utf-8")
    first = snapshot(before.root)
    assert limited(most, commands.receive, file, BOARD, before.root, before.shelf) != 0
    _whole(before.root, first)
    assert all(each.held for each in before.deliver())


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    told = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if told.returncode != 0:
        pytest.skip("this machine does not let the tests mount a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_real_disk_that_is_full_is_said_and_harms_nothing(before: Stock, small_disk: Path) -> None:
    file = municipality_file(before.folder, "exchange", "navet")
    shutil.copytree(before.root, small_disk / "store")
    held = replace(before, folder=before.folder)
    first = snapshot(small_disk / "store")
    room = os.statvfs(small_disk)
    (small_disk / "filled").write_bytes(b"x" * (room.f_bavail * room.f_frsize - 24_576))
    given = ("receive", "--municipality", str(file), "--board", BOARD, "--store", str(small_disk / "store"))
    result = CliRunner().invoke(main, [*given, str(held.shelf), "--quiet"])
    assert result.exit_code == 4, result.output
    assert "could not be written" in result.stderr
    assert "make room on the disk" in result.stderr
    _whole(small_disk / "store", first)
    (small_disk / "filled").unlink()
    again = CliRunner().invoke(main, [*given, str(held.shelf), "--quiet"])
    assert again.exit_code == 0, again.output
