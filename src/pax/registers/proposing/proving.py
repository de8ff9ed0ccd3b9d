"""Reads the file with the layout that was proposed for it, as a delivery would be: nothing is kept."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pax.content import Content, schema
from pax.municipality import Board, Ground, Municipality, Receipt
from pax.registers.proposing.writing import Written
from pax.registers.receiving import Wish, open_intake
from pax.registers.source import read_source
from pax.registers.taking import take
from pax.store import Engine
from pax.vocabulary import Identity

_BOARD = "internal_control"


@dataclass(frozen=True, slots=True)
class _Lying:
    register: str
    date: date | None


@dataclass(frozen=True, slots=True)
class Proof:
    """What a dry reading gave: rows of the file, usable rows per table, rows left out, and each problem's count."""

    rows: int
    tables: Mapping[str, int]
    quarantined: int
    problems: Mapping[str, int]


def prove(
    written: Written, register: str, file: Path, content: Content, identity: Identity, scratch: Path, on: date
) -> Proof:
    """Load the proposal and read the file with it. Raises `WrongUse` or `DeliveryRefused` when that does not go."""
    trial = _beside(written, register, content, scratch / "content")
    source = read_source(trial, register, schema(trial).tables)
    ground = Ground("none: a dry reading", "-", False)
    board = Board(_BOARD, _BOARD, ())
    holder = Municipality("", "", "0999", identity, {_BOARD: board}, (Receipt(_BOARD, register, "", ground),))
    wish = Wish(_BOARD, holder, trial, None, on)
    with open_intake(wish, scratch / "work", {register: source}, on) as intake:
        taken = take(intake.opening(source, _Lying(register, on), [file]), on)
        tables = {name: _usable(intake.engine, checked.path) for name, checked in taken.tables.items()}
        problems: dict[str, int] = {}
        for row in taken.quality:
            problems[row.problem] = problems.get(row.problem, 0) + 1
        left_out = {(row.file, row.line) for row in taken.quality if row.is_quarantined}
        return Proof(sum(each.rows for each in taken.delivery.files), tables, len(left_out), problems)


def _usable(engine: Engine, path: Path) -> int:
    name = str(path).replace("'", "''")
    return int(engine.rows(f"SELECT count(*) FROM read_parquet('{name}') WHERE bad = 0")[0][0])  # noqa: S608  our own file


def _beside(written: Written, register: str, content: Content, root: Path) -> Content:
    """The content with the proposal among its registers."""
    registers = content.folder("registers")
    shutil.copytree(registers, root / "registers", ignore=shutil.ignore_patterns("sample"))
    folder = root / "registers" / register
    folder.mkdir(exist_ok=True)
    (folder / "register.yml").write_text(written.register_yml, encoding="utf-8")
    if written.map_sql:
        (folder / "map.sql").write_text(written.map_sql, encoding="utf-8")
    return Content(root)
