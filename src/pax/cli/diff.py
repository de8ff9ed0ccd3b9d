"""`pax diff`: what became of the signals between two runs, and whether data or rule did it."""

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import click
from rich.table import Table

from pax.cli.frame import Frame, pax, say
from pax.cli.spoken import speak
from pax.run import RunFolder
from pax.run.comparing import Change, Difference, compare

_COLUMNS = ("new", "gone", "changed", "same")


@pax.command("diff")
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@click.pass_obj
def verb(frame: Frame, before: Path, after: Path) -> None:
    """Compare the run folders BEFORE and AFTER of one board."""
    found = compare(RunFolder.open(before), RunFolder.open(after))
    if frame.json:
        told = [asdict(one) for one in found if one.change is not Change.SAME]
        say(json.dumps(told, ensure_ascii=False, indent=1))
    elif not frame.quiet:
        _show(frame, found)


def _show(frame: Frame, found: tuple[Difference, ...]) -> None:
    table = Table(show_edge=False)
    table.add_column(speak("rule", frame.language))
    for name in _COLUMNS:
        table.add_column(speak(name, frame.language), justify="right")
    table.add_column(speak("because", frame.language))
    for rule_id in sorted({one.rule_id for one in found}):
        mine = [one for one in found if one.rule_id == rule_id]
        counted = Counter(str(one.change) for one in mine)
        causes = sorted({speak(f"by_{one.cause}", frame.language) for one in mine if one.cause})
        table.add_row(rule_id, *(str(counted[name]) for name in _COLUMNS), ", ".join(causes))
    frame.out.print(table)
    for one in found:
        if one.change is not Change.SAME:
            said = (
                f"{speak(str(one.change), frame.language)}  {one.rule_id}  {one.signal_id}  {one.text[frame.language]}"
            )
            frame.out.print(said, markup=False)
