"""`pax receive`: what was delivered to a board goes into its store, once and whole."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.table import Table

from pax import content as contents
from pax import municipality
from pax.cli.frame import Frame, pax, say
from pax.cli.run import FOLDER, reporting
from pax.registers import Wish, depot
from pax.registers.depot import Arrival, Became
from pax.vocabulary import Exit, Text

_HEADS = (
    Text("Register", "Register"),
    Text("Dag", "Day"),
    Text("Leverans", "Delivery"),
    Text("Rader", "Rows"),
    Text("Undantagna", "Left out"),
    Text("", ""),
)
_BECAME = {
    Became.TAKEN: Text("mottagen", "received"),
    Became.KNOWN: Text("fanns redan", "was there already"),
    Became.REFUSED: Text("inte mottagen", "refused"),
}
_REFUSED = Text("Inte mottagna; det som fanns förut gäller", "Refused; what was there before stays in force")


@pax.command("receive")
@click.option("--municipality", "file", type=FOLDER, required=True, help="The municipality's own file.")
@click.option("--board", required=True, help="Whose deliveries these are.")
@click.option("--store", type=FOLDER, required=True, help="The board's store; made when it does not exist.")
@click.argument("paths", metavar="PATH...", type=FOLDER, nargs=-1, required=True)
@click.pass_context
def verb(ctx: click.Context, file: Path, board: str, store: Path, paths: tuple[Path, ...]) -> None:
    """Receive every delivery in PATH (PATH/<register>/<date>/files) into the store: whole, or not at all."""
    frame: Frame = ctx.obj
    wish = Wish(board, municipality.load(file), contents.find(), None, None)
    with reporting(frame) as report:
        now = datetime.now(UTC)  # noqa: TID251  the edge: when it was received
        arrivals = depot.deliver(store, paths, wish, now, report)
    refused = [each for each in arrivals if each.refusal is not None]
    if frame.json:
        say(json.dumps([_as_json(each) for each in arrivals], ensure_ascii=False, indent=1))
    elif not frame.quiet:
        _show(frame, arrivals)
    if frame.json or frame.quiet:
        for each in refused:
            click.echo(f"pax: {each.refusal.error}" if each.refusal else "", err=True)
    if refused:
        ctx.exit(Exit.REFUSED)


def _as_json(each: Arrival) -> dict[str, object]:
    told: dict[str, object] = {
        "register": each.register,
        "date": each.date.isoformat(),
        "became": str(each.became),
    }
    if each.held is not None:
        told |= {
            "delivery_id": each.held.delivery_id,
            "rows": each.held.rows,
            "quarantined": each.held.quarantined,
            "tables": dict(each.held.tables),
        }
    if each.refusal is not None:
        error = each.refusal.error
        told |= {"delivery_id": each.refusal.delivery_id, "problem": error.problem, "where": error.where}
        told |= {"ask": error.ask, "then": error.then}
    return told


def _show(frame: Frame, arrivals: tuple[Arrival, ...]) -> None:
    table = Table(show_edge=False)
    for at, head in enumerate(_HEADS):
        table.add_column(head.said(frame.language), justify="right" if at in (3, 4) else "left", no_wrap=at != 5)
    for each in arrivals:
        numbers = (str(each.held.rows), str(each.held.quarantined)) if each.held else ("", "")
        known = each.held or each.refusal
        name = known.delivery_id[:8] if known else ""
        table.add_row(each.register, each.date.isoformat(), name, *numbers, _BECAME[each.became].said(frame.language))
    frame.out.print(table)
    refused = [each for each in arrivals if each.refusal is not None]
    if refused:
        say(f"\n{_REFUSED.said(frame.language)}:")
    for each in refused:
        if each.refusal is not None:
            say(f"  {each.date.isoformat()} {each.refusal.error}")
