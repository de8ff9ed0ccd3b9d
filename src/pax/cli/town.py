"""`pax town`: a made-up municipality in files, with the key to what should be found in it."""

from datetime import date, datetime
from pathlib import Path

import click
from rich.progress import Progress, TaskID

from pax import content
from pax.cli.frame import Frame, pax, progress
from pax.town import Format, build, write_town
from pax.vocabulary import Report, WrongUse

CODE = "0999"
AS_OF = "2026-06-30"


@pax.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--people", type=click.IntRange(min=1), default=40_000, help="About how many residents.")
@click.option("--seed", type=click.IntRange(min=0), default=1, help="Equal seeds give equal towns.")
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Format]),
    default="exchange",
    help="How it is written.",
)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), default=AS_OF, help="The day the town is delivered.")
@click.pass_obj
def town(frame: Frame, out: Path, people: int, seed: int, form: str, as_of: datetime) -> None:
    """Write a municipality that does not exist, and the key to what should be asked about it.

    OUT holds municipality.toml, answers.csv, households.csv and a folder of deliveries for each board.
    """
    if out.exists() and any(out.iterdir()):
        raise WrongUse("the folder is not empty", file=str(out), ask="you", then="name a new folder, or empty this one")
    found = content.find()
    with progress(frame) as bar:
        report = _Told(bar)
        made = build(people, seed, as_of.date(), content.schema(found), report)
        write_town(made, out, Format(form), CODE, found, report)
    _say(frame, out, made.residents, len(made.answers), as_of.date())


def _say(frame: Frame, out: Path, residents: int, answers: int, as_of: date) -> None:
    if frame.json:
        frame.out.print_json(
            data={"out": str(out), "residents": residents, "answers": answers, "as_of": as_of.isoformat()}
        )
    elif not frame.quiet:
        frame.out.print(f"{out}: {residents} residents on {as_of}, {answers} answers in answers.csv")


class _Told(Report):
    """Progress shown as bars, one for each step."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._tasks: dict[str, TaskID] = {}

    def step(self, text: str, done: int, of: int) -> None:
        """Show how far this step has come."""
        if text not in self._tasks:
            self._tasks[text] = self._bar.add_task(text, total=of or None)
        self._bar.update(self._tasks[text], completed=done)
