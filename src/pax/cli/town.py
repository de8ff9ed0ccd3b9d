"""`pax town`: a made-up municipality in files, with the key to what should be found in it."""

import json
from datetime import date, datetime
from pathlib import Path

import click

from pax import content
from pax.cli.frame import Frame, Language, pax, say
from pax.cli.run import reporting
from pax.vocabulary import WrongUse

try:
    from pax.town import Format, build, write_town
except ModuleNotFoundError as missing:  # numpy, faker and xlsxwriter come with the extra `demo` alone
    MISSING = str(missing.name)
else:
    MISSING = ""

CODE = "0999"
AS_OF = "2026-06-30"
FORMATS = ("exchange", "native", "parquet")


@pax.command("town")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--people", type=click.IntRange(min=1), default=40_000, help="About how many residents.")
@click.option("--seed", type=click.IntRange(min=0), default=1, help="Equal seeds give equal towns.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="exchange", help="How it is written.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), default=AS_OF, help="The day the town is delivered.")
@click.pass_obj
def verb(frame: Frame, out: Path, people: int, seed: int, form: str, as_of: datetime) -> None:
    """Write a municipality that does not exist, and the key to what should be asked about it.

    OUT holds municipality.toml, answers.csv, households.csv and a folder of deliveries for each board.
    """
    _refuse_what_cannot_be(out)
    found = content.find()
    with reporting(frame) as report:
        made = build(people, seed, as_of.date(), content.schema(found), report)
        write_town(made, out, Format(form), CODE, found, report)
    _tell(frame, out, made.residents, len(made.answers), as_of.date())


def _refuse_what_cannot_be(out: Path) -> None:
    if MISSING:
        raise WrongUse(
            f"the package {MISSING} is not installed, and towns are made with it",
            ask="whoever installed Pax",
            then="install it with its extra, pax-kommun[demo]",
        )
    if out.is_file() or (out.is_dir() and any(out.iterdir())):
        raise WrongUse(
            "there is something there already, and it is not overwritten",
            file=str(out),
            ask="you",
            then="name a new folder, or empty this one first",
        )


def _tell(frame: Frame, out: Path, residents: int, answers: int, as_of: date) -> None:
    if frame.json:
        say(json.dumps({"out": str(out), "residents": residents, "answers": answers, "as_of": as_of.isoformat()}))
    elif not frame.quiet and frame.language is Language.EN:
        say(f"{out}: {residents} residents on {as_of}, {answers} answers in answers.csv")
    elif not frame.quiet:
        say(f"{out}: {residents} invånare den {as_of}, {answers} svar i answers.csv")
