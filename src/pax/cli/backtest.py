"""`pax rules backtest`: how much one rule would have asked on days gone by, before anyone activates it."""

import json
import re
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click
from rich.bar import Bar
from rich.table import Column, Table

from pax import content as contents
from pax import municipality
from pax import run as runs
from pax.cli.frame import Frame, Language, say
from pax.cli.rules import verb as group
from pax.cli.run import reporting
from pax.run import Point, Step
from pax.vocabulary import Text, WrongUse

FOLDER = click.Path(path_type=Path)
DAY = click.DateTime(formats=["%Y-%m-%d"])
_HEADS = (
    Text("Dag", "Day"),
    Text("Frågor", "Questions"),
    Text("", ""),
    Text("Nya", "New"),
    Text("Borta", "Gone"),
    Text("Belopp, kr", "Amount, SEK"),
    Text("Utan anledning", "Without a cause"),
    Text("Bland", "Among"),
)
_NOTE = Text(
    "Registren läses som de är nu: rättelser i efterhand syns även bakåt. Bara antal visas, ingen nämns.",
    "The registers are read as they are now: later corrections show on earlier days too. Only counts, nobody named.",
)


@group.command("backtest")
@click.argument("rule_id", metavar="ID")
@click.option("--municipality", "file", type=FOLDER, required=True, help="The municipality's own file.")
@click.option("--board", required=True, help="Whose deliveries these are.")
@click.option("--registers", type=FOLDER, required=True, help="What was delivered to the board.")
@click.option("--from", "first", type=DAY, required=True, help="The first day to ask about.")
@click.option("--to", "last", type=DAY, required=True, help="The last day that may be asked about.")
@click.option("--step", default="1m", show_default=True, help="How far apart the days are: 7d, 2w, 1m.")
@click.pass_context
def verb(
    ctx: click.Context,
    rule_id: str,
    file: Path,
    board: str,
    registers: Path,
    first: datetime,
    last: datetime,
    step: str,
) -> None:
    """Count what one rule would have asked in the past, activated or not."""
    frame: Frame = ctx.obj
    days = _step(step).between(first.date(), last.date())
    if not days:
        raise WrongUse("--to lies before --from", ask="you", then="give an earlier first day")
    place = runs.Place(municipality.load(file), board, contents.find(), registers, None)
    with reporting(frame) as report:
        points = runs.backtest(place, rule_id, days, report, time.perf_counter)
    if frame.json:
        say(json.dumps([_plain(point) for point in points], indent=1))
    elif not frame.quiet:
        frame.out.print(_table(frame, points))
        say(_NOTE.said(frame.language))


def _step(text: str) -> Step:
    found = re.fullmatch(r"([1-9]\d{0,3})([dwm])", text)
    if found is None:
        raise WrongUse("--step is no step", ask="you", then="write a number and d, w or m, such as 7d or 1m")
    number = int(found[1])
    return Step(months=number) if found[2] == "m" else Step(days=number * (7 if found[2] == "w" else 1))


def _plain(point: Point) -> dict[str, object]:
    return {
        "day": point.day.isoformat(),
        "asked": point.asked,
        "new": point.new,
        "gone": point.gone,
        "amount": None if point.amount is None else str(point.amount),
        "without_cause": point.would_be,
        "population": point.population,
    }


def _table(frame: Frame, points: Sequence[Point]) -> Table:
    table = Table(*(Column(head.said(frame.language), no_wrap=number == 0) for number, head in enumerate(_HEADS)))
    most = max(point.asked for point in points) or 1
    for number, point in enumerate(points):
        amount = "" if point.amount is None else _figure(frame, int(point.amount))
        new = "" if number == 0 else _figure(frame, point.new)
        table.add_row(
            point.day.isoformat(),
            _figure(frame, point.asked),
            Bar(most, 0, point.asked, width=20),
            new,
            _figure(frame, point.gone),
            amount,
            _figure(frame, point.would_be),
            _figure(frame, point.population),
        )
    return table


def _figure(frame: Frame, number: int) -> str:
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}" if frame.language is Language.SV else ",")
