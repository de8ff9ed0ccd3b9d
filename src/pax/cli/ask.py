"""`pax ask`: every activated rule about one case, lease, dwelling or person, before the first payment is made."""

import json
import os
import pwd
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from pax import content as contents
from pax import municipality, run
from pax.cli.frame import Frame, pax, say
from pax.cli.run import DAY, FOLDER, reporting
from pax.cli.spoken import speak
from pax.signals import Signal
from pax.signals.asking import AskedKind
from pax.vocabulary import WrongUse

_KINDS: tuple[AskedKind, ...] = ("case", "lease", "dwelling", "person")


@pax.command("ask")
@click.option("--registers", type=FOLDER, help="What was delivered to the board; read anew.")
@click.option("--store", type=FOLDER, help="The board's store (pax receive); what is in force is read anew.")
@click.option("--from", "kept", type=FOLDER, help="What pax run --keep left; answers at once.")
@click.option("--municipality", "file", type=FOLDER, required=True, help="The municipality's own file.")
@click.option("--board", required=True, help="Who asks.")
@click.option("--case", help="The id of an aid case.")
@click.option("--lease", help="The id of a lease.")
@click.option("--dwelling", help="The id of a dwelling.")
@click.option(
    "--person", help="Twelve digits, or - to read them from standard input, which no list of processes shows."
)
@click.option("--because", type=click.Choice(run.CAUSES), required=True, help="What gave cause to ask.")
@click.option("--reference", required=True, help="Where the cause is recorded, such as a diary number.")
@click.option("--log", type=FOLDER, required=True, help="The file that gets one line; nothing else is stored.")
@click.option("--as-of", type=DAY, help="The day to ask about; not with --from.")
@click.pass_obj
def verb(frame: Frame, /, file: Path, board: str, **given: Any) -> None:  # noqa: ANN401  click's options by name
    """Ask about one household. Nothing is stored but a line in the log."""
    day = given["as_of"].date() if given["as_of"] else None
    question = _question(given)
    chosen, content = municipality.load(file), contents.find()
    registers, store, kept = given["registers"], given["store"], given["kept"]
    if sum(path is not None for path in (registers, store, kept)) != 1 or (kept is not None and day is not None):
        then = "give --registers or --store [--as-of], or --from alone"
        raise WrongUse("it is not clear what to ask", ask="you", then=then)
    with reporting(frame) as report:
        if kept is not None:
            reply = run.ask_kept(kept, chosen, board, content, question, report, time.perf_counter)
        else:
            place = run.Place(chosen, board, content, registers or store, day, from_store=store is not None)
            reply = run.ask_deliveries(place, question, report, time.perf_counter)
    _tell(frame, reply)


def _question(given: dict[str, Any]) -> run.Question:
    named = [(kind, given[kind]) for kind in _KINDS if given[kind] is not None]
    if len(named) != 1:
        raise WrongUse(
            "one question is about one thing", ask="you", then="give one of --case --lease --dwelling --person"
        )
    kind, identifier = named[0]
    if kind == "person" and identifier == "-":
        identifier = sys.stdin.readline().strip()
    return run.Question(
        kind=kind,
        identifier=identifier,
        because=given["because"],
        reference=given["reference"],
        user=pwd.getpwuid(os.getuid()).pw_name,
        at=datetime.now(UTC),  # noqa: TID251  the edge: the time of the log line
        log=given["log"],
    )


def _tell(frame: Frame, reply: run.Reply) -> None:
    asked = [one.rule.id for one in reply.standings if one.runs]
    others = [one for one in reply.standings if not one.runs]
    if frame.json:
        told = {
            "as_of": reply.as_of.isoformat(),
            "signals": [_as_json(one) for one in reply.found.signals],
            "asked": asked,
            "not_asked": {one.rule.id: {"sv": one.reason.sv, "en": one.reason.en} for one in others},
            "stopped": [one.rule_id for one in reply.found.stopped],
        }
        say(json.dumps(told, ensure_ascii=False, indent=1))
        return
    if frame.quiet:
        return
    titles = {one.rule.id: one.rule.title.said(frame.language) for one in reply.standings}
    for signal in reply.found.signals:
        frame.out.print(Text(f"{signal.rule_id}  {titles[signal.rule_id]}", style="bold"))
        frame.out.print(Text(signal.text_en if frame.language == "en" else signal.text_sv))
    if not reply.found.signals:
        frame.out.print(speak("nothing", frame.language))
    frame.out.print(Text(f"{speak('asked', frame.language)}: {', '.join(asked) or '–'}"))
    if others:
        why = "; ".join(f"{one.rule.id} ({one.reason.said(frame.language)})" for one in others)
        frame.out.print(Text(f"{speak('not_asked', frame.language)}: {why}"))


def _as_json(signal: Signal) -> dict[str, Any]:
    return {
        "signal_id": signal.signal_id,
        "rule_id": signal.rule_id,
        "subject_kind": signal.subject_kind,
        "anchor": signal.anchor,
        "amount": None if signal.amount is None else str(signal.amount),
        "facts": json.loads(signal.facts),
        "text": {"sv": signal.text_sv, "en": signal.text_en},
    }
