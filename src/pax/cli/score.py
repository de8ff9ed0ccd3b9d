"""`pax score`: a run against an answer key, rule by rule."""

import json
from pathlib import Path
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from pax.cli.frame import Frame, pax, say
from pax.cli.spoken import speak
from pax.run import RunFolder
from pax.run.scoring import Expected, Score, not_run, read_answers, score
from pax.vocabulary import Exit

SHOWN = 20
"""Wrong answers listed per rule; the rest are counted."""


@pax.command("score")
@click.argument("run", type=click.Path(path_type=Path))
@click.argument("answers", type=click.Path(path_type=Path))
@click.pass_context
def verb(ctx: click.Context, run: Path, answers: Path) -> None:
    """Compare the run folder RUN with the answer key ANSWERS. Ends with 3 when an answer was missed."""
    frame: Frame = ctx.obj
    folder = RunFolder.open(run)
    key = read_answers(answers)
    scores = score(folder, key)
    absent = not_run(folder, key)
    if frame.json:
        told = {"rules": [_as_json(one) for one in scores], "not_run": list(absent)}
        say(json.dumps(told, ensure_ascii=False, indent=1))
    elif not frame.quiet:
        _show(frame, scores, absent)
    if any(one.wrong for one in scores):
        ctx.exit(Exit.REFUSED)


def _as_json(one: Score) -> dict[str, Any]:
    return {
        "rule_id": one.rule_id,
        "right": {str(name): count for name, count in one.right.items()},
        "all": {str(name): count for name, count in one.all.items()},
        "wrong": [{"line": answer.line, "expected": str(answer.expected), "why": answer.why} for answer in one.wrong],
        "besides": one.besides,
    }


def _show(frame: Frame, scores: tuple[Score, ...], absent: tuple[str, ...]) -> None:
    table = Table(show_edge=False)
    table.add_column(speak("rule", frame.language))
    for name in (*(f"expected_{one}" for one in Expected), "besides"):
        table.add_column(speak(name, frame.language), justify="right")
    for one in scores:
        told = (f"{one.right[kind]}/{one.all[kind]}" if one.all[kind] else "" for kind in Expected)
        table.add_row(one.rule_id, *told, str(one.besides))
    frame.out.print(table)
    for one in scores:
        for answer in one.wrong[:SHOWN]:
            # The line of the key, never the number that stands there.
            said = f"{speak('missed', frame.language)}: {one.rule_id} {speak('line', frame.language)} {answer.line}"
            frame.out.print(Text(f"{said} ({answer.expected}): {answer.why}"))
        if len(one.wrong) > SHOWN:
            frame.out.print(f"{one.rule_id}: + {len(one.wrong) - SHOWN}")
    if absent:
        frame.out.print(Text(f"{speak('not_in_run', frame.language)}: {', '.join(absent)}"))
