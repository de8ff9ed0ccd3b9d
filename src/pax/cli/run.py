"""`pax run`: a board's deliveries in, a run folder out, and a table a person can read."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click
from rich.progress import Progress, TaskID

from pax import content as contents
from pax import municipality
from pax import run as runs
from pax.cli.frame import Frame, pax, progress, say
from pax.cli.result import as_json, show
from pax.run import keys
from pax.vocabulary import Exit, Report, Silent, WrongUse

FOLDER = click.Path(path_type=Path)
DAY = click.DateTime(formats=["%Y-%m-%d"])


@pax.command("run")
@click.option("--municipality", "file", type=FOLDER, required=True, help="The municipality's own file.")
@click.option("--board", required=True, help="Whose deliveries these are.")
@click.option("--registers", type=FOLDER, help="What was delivered to the board, in a folder.")
@click.option("--store", type=FOLDER, help="The board's store (pax receive), in place of --registers.")
@click.option("--out", type=FOLDER, required=True, help="The run folder to write; it must not exist.")
@click.option("--as-of", type=DAY, help="The day to ask about; the newest delivery's when left out.")
@click.option("--previous", type=FOLDER, help="The board's run before this one.")
@click.option("--keep", "kept", type=FOLDER, help="Keep the askable tables here, for pax ask.")
@click.option("--keys", "key_folder", type=FOLDER, help="The board's keys (pax keys init).")
@click.pass_context
def verb(
    ctx: click.Context,
    file: Path,
    board: str,
    registers: Path | None,
    store: Path | None,
    out: Path,
    as_of: datetime | None,
    previous: Path | None,
    kept: Path | None,
    key_folder: Path | None,
) -> None:
    """Ask every rule the board may ask, and write the answers to a folder."""
    frame: Frame = ctx.obj
    found = keys.read(key_folder, board) if key_folder else None
    place = runs.Place(
        municipality=municipality.load(file),
        board=board,
        content=contents.find(),
        deliveries=one_of(registers, store),
        as_of=as_of.date() if as_of else None,
        subject_key=found.subject if found else None,
        from_store=store is not None,
    )
    with reporting(frame) as report:
        made = runs.run(place, out, previous=previous, kept=kept, keys=found, report=report, clock=time.perf_counter)
    if frame.json:
        say(as_json(made))
    elif not frame.quiet:
        show(frame, made)
    if frame.json or frame.quiet:
        for refusal in made.refusals:
            click.echo(f"pax: {refusal}", err=True)
    if made.refusals or made.stopped:
        ctx.exit(Exit.REFUSED)


def one_of(registers: Path | None, store: Path | None) -> Path:
    """Where the deliveries lie: a folder of them, or a store. `WrongUse` unless exactly one is given."""
    given = [path for path in (registers, store) if path is not None]
    if len(given) != 1:
        raise WrongUse("it is not clear which deliveries to read", ask="you", then="give --registers or --store")
    return given[0]


class _Bar:
    """A report as a progress bar: one task, renamed as the work goes on."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task: TaskID = bar.add_task("", total=None)

    def step(self, text: str, done: int, of: int) -> None:
        self._bar.update(self._task, description=text, completed=done, total=of or None)


@contextmanager
def reporting(frame: Frame) -> Iterator[Report]:
    """A report that shows a bar on standard error; nobody listens with --quiet or --json."""
    if frame.quiet or frame.json:
        yield Silent()
        return
    with progress(frame) as bar:
        yield _Bar(bar)
