"""`pax quality`: how good a board's deliveries are, and what changed since the ones before."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text as Line

from pax import content as contents
from pax import municipality
from pax.cli.frame import Frame, pax, say
from pax.cli.run import DAY, FOLDER, reporting
from pax.municipality import Municipality
from pax.registers import Wish, depot
from pax.registers.quality import Looked, Measured, look_through, page, share
from pax.registers.quality.words import WORDS
from pax.vocabulary import Exit, Report, WrongUse

_EXCHANGE = "exchange"


@pax.command("quality")
@click.option("--municipality", "file", type=FOLDER, required=True, help="The municipality's own file.")
@click.option("--board", required=True, help="Whose deliveries these are.")
@click.option("--registers", type=FOLDER, help="A folder of deliveries; every date in it is read.")
@click.option("--store", type=FOLDER, help="The board's store instead.")
@click.option("--as-of", type=DAY, help="The day of tables that lie directly in --registers.")
@click.option("--register", "only", multiple=True, help="Only this register; may be given several times.")
@click.option("--html", type=FOLDER, help="Write a page here too; it must not exist.")
@click.pass_context
def verb(
    ctx: click.Context,
    file: Path,
    board: str,
    registers: Path | None,
    store: Path | None,
    as_of: datetime | None,
    only: tuple[str, ...],
    html: Path | None,
) -> None:
    """Measure each register's newest delivery and compare it with the one before. Shows no value of any row."""
    frame: Frame = ctx.obj
    if (registers is None) == (store is None):
        raise WrongUse("give either --registers or --store", ask="you", then="name the folder of one of them")
    if html is not None and html.exists():
        raise WrongUse("the file is already there", file=html.name, ask="you", then="give another name")
    whose = municipality.load(file)
    with reporting(frame) as report, _store(whose, board, registers, store, as_of, report) as root:
        looked = look_through(root, contents.find(), only, report)
    if html is not None:
        title = whose.boards[board].name
        html.write_text(page(looked, title, whose.display_name, frame.language), encoding="utf-8")
    if frame.json:
        say(json.dumps([_as_json(each) for each in looked], ensure_ascii=False, indent=1))
    elif not frame.quiet:
        _show(frame, looked)
    if any(each.refused for each in looked):
        ctx.exit(Exit.REFUSED)


@contextmanager
def _store(
    whose: Municipality, board: str, registers: Path | None, store: Path | None, as_of: datetime | None, report: Report
) -> Iterator[Path]:
    """The board's store; of a folder of deliveries one that is made for the occasion and thrown away."""
    if store is not None:
        yield depot.open_store(store, whose, board).root
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = _dated(Path(registers or ""), Path(scratch) / "dated", as_of)
        wish = Wish(board, whose, contents.find(), None, None)
        now = datetime.now(UTC)  # noqa: TID251  the edge: a day far ahead is told as it is when received
        depot.deliver(Path(scratch) / "store", [folder], wish, now, report)
        yield Path(scratch) / "store"


def _dated(folder: Path, copy: Path, as_of: datetime | None) -> Path:
    """The folder itself, or, when tables lie directly in it, a copy in which they are a delivery of the day given."""
    known = contents.schema(contents.find()).tables
    tables = [path for path in sorted(folder.glob("*")) if path.is_file() and path.stem in known]
    if not tables:
        return folder
    if as_of is None:
        then = "give --as-of YYYY-MM-DD, or put the tables in exchange/YYYY-MM-DD/"
        raise WrongUse("tables that lie directly in the folder carry no date", ask="you", then=then)
    place = copy / _EXCHANGE / as_of.date().isoformat()
    place.mkdir(parents=True)
    for path in tables:
        shutil.copyfile(path, place / path.name)
    return copy


def _as_json(each: Looked) -> dict[str, object]:
    return {
        "register": each.source.id,
        "newest": _figures(each.now),
        "before": _figures(each.before),
        "warnings": [
            {"place": jump.place, "says": jump.says.en, "before": jump.before, "now": jump.now} for jump in each.jumps
        ],
        "refused": [{"problem": error.problem, "where": error.where, "then": error.then} for error in each.refused],
    }


def _figures(one: Measured | None) -> dict[str, object] | None:
    if one is None:
        return None
    return {
        "date": one.date.isoformat(),
        "delivery_id": one.delivery_id,
        "rows": one.rows,
        "quarantined": one.quarantined,
        "unplaced": one.unplaced,
        "tables": {
            name: {
                "rows": table.rows,
                "completeness": {column: round(table.completeness(column), 4) for column in table.filled},
            }
            for name, table in one.tables.items()
        },
        "problems": [{"column": each.column, "problem": each.problem, "rows": each.rows} for each in one.problems],
    }


def _show(frame: Frame, looked: Sequence[Looked]) -> None:
    """A table of the deliveries, then the warnings and what was refused."""
    language = frame.language
    table = Table(show_edge=False)
    for at, word in enumerate(
        ("register", "newest", "rows_of_files", "before", "left_out", "completeness", "warnings")
    ):
        table.add_column(WORDS[word].said(language), justify="left" if at < 2 else "right")
    for each in looked:
        table.add_row(*_line(each))
    frame.out.print(table)
    for each in looked:
        for jump in each.jumps:
            place = f"{each.source.id} {jump.place}".strip()
            figures = " → ".join(figure for figure in (jump.before, jump.now) if figure)
            frame.out.print(Line(f"  ! {place}: {jump.says.said(language)} ({figures})"), soft_wrap=True)
        for error in each.refused:
            frame.out.print(Line(f"  × {WORDS['refused'].said(language)}: {error}"), soft_wrap=True)


def _line(each: Looked) -> tuple[str, ...]:
    now, before = each.now, each.before
    if now is None:
        return (each.source.id, "–", "", "", "", "", str(len(each.jumps)))
    cells = sum(table.rows * len(table.filled) for table in now.tables.values())
    filled = sum(count for table in now.tables.values() for count in table.filled.values())
    left_out = f"{now.quarantined} ({share(now.share(now.quarantined))})"
    was = str(before.rows) if before else ""
    full = share(filled / cells) if cells else ""
    return (each.source.id, now.date.isoformat(), str(now.rows), was, left_out, full, str(len(each.jumps)))
