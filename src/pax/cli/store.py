"""`pax store`: what lies in a board's store, whether it is whole, and what may go."""

import json
import os
import pwd
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click
from rich.table import Table
from rich.text import Text as Line

from pax import content as contents
from pax.cli.frame import Frame, pax, say
from pax.cli.run import DAY, FOLDER, reporting
from pax.registers import depot
from pax.registers.depot import Fault, Listed, Overdue, State, Verified
from pax.vocabulary import Exit, Text, WrongUse

_STATES = {
    State.IN_FORCE: Text("gäller", "in force"),
    State.SUPERSEDED: Text("ersatt", "superseded"),
    State.WAITING: Text("väntar på en hel leverans", "waits for a full delivery"),
    State.REFUSED: Text("inte mottagen", "refused"),
}
_FAULTS = {
    Fault.DAMAGED: Text("skadad", "damaged"),
    Fault.MISSING: Text("saknas", "missing"),
    Fault.UNKNOWN: Text("hör inte hit", "does not belong here"),
    Fault.UNFINISHED: Text("oavslutat arbete, städas vid nästa mottagning", "unfinished, swept at the next receive"),
}
_WORDS = {
    "register": Text("Register", "Register"),
    "day": Text("Dag", "Day"),
    "delivery": Text("Leverans", "Delivery"),
    "rows": Text("Rader", "Rows"),
    "left_out": Text("Undantagna", "Left out"),
    "state": Text("Läge", "State"),
    "file": Text("Fil", "File"),
    "table": Text("Tabell", "Table"),
    "problem": Text("Vad som hittades", "What was found"),
    "kept_until": Text("Fick sparas till", "Might be kept until"),
    "what": Text("Vad som händer", "What happens"),
    "goes": Text("tas bort", "is removed"),
    "gone": Text("togs bort", "was removed"),
    "stays": Text("gäller, ligger kvar: begär en ny hel leverans", "in force, stays: ask for a new full delivery"),
    "nothing": Text("Inget har legat längre än registret får sparas.", "Nothing is past its register's retention."),
    "preview": Text(
        "Inget har tagits bort. Med --yes tas det bort, och beviset skrivs i journalen.",
        "Nothing was removed. With --yes it is, and the proof is written to the journal.",
    ),
    "whole": Text(
        "{deliveries} leveranser, {files} filer: allt är helt.", "{deliveries} deliveries, {files} files: whole."
    ),
    "mend": Text(
        "Den som driver Pax: lägg tillbaka skadat och saknat från säkerhetskopian.",
        "Whoever runs Pax: put what is damaged or missing back from the backup.",
    ),
    "empty": Text("Inget har tagits emot.", "Nothing has been received."),
}
STORE = click.option("--store", type=FOLDER, required=True, help="The board's store, as pax receive made it.")


@pax.group("store")
def verb() -> None:
    """What lies in a board's store of deliveries."""


@verb.command("list")
@STORE
@click.option("--register", help="Only this register.")
@click.pass_obj
def list_(frame: Frame, store: Path, register: str | None) -> None:
    """Every delivery the store knows of, and which count now."""
    entries = depot.listed(depot.contents(depot.open_store(store)))
    chosen = [each for each in entries if register in (None, each.register)]
    if frame.json:
        say(_json([_told(each) for each in chosen]))
    elif not frame.quiet:
        heads = ("register", "day", "delivery", "rows", "left_out", "state")
        rows = [
            (*_named(each), _number(each.rows), _number(each.quarantined), _STATES[each.state].said(frame.language))
            for each in chosen
        ]
        _table(frame, heads, rows, "empty")


@verb.command("show")
@STORE
@click.argument("delivery", metavar="DELIVERY")
@click.pass_obj
def show(frame: Frame, store: Path, delivery: str) -> None:
    """One delivery: its files, tables, and what was found in it. DELIVERY is (the beginning of) its id."""
    entry = _chosen(depot.listed(depot.contents(depot.open_store(store))), delivery)
    if frame.json:
        manifest = entry.held.document if entry.held else {}
        say(_json({**_told(entry), "manifest": manifest}))
        return
    if frame.quiet:
        return
    frame.out.print(Line(f"{' · '.join(_named(entry, whole=True))} · {_STATES[entry.state].said(frame.language)}"))
    if entry.refusal is not None:
        say(f"{entry.refusal.error}")
    if entry.held is not None:
        held = entry.held
        _table(frame, ("file", "rows"), [(file.name, str(file.rows)) for file in held.files], "empty")
        _table(frame, ("table", "rows"), [(name, str(rows)) for name, rows in held.tables.items()], "empty")
        found = held.document["quality"]["problems"]
        rows = [(one["file"], f"{one['column']}  {one['problem']}".strip(), str(one["rows"])) for one in found]
        if rows:
            _table(frame, ("file", "problem", "rows"), rows, "empty")


def _chosen(entries: Sequence[Listed], given: str) -> Listed:
    """The one delivery whose id begins so; of the same files on several days the newest."""
    found = [each for each in entries if given and each.delivery_id.startswith(given)]
    if len({each.delivery_id for each in found}) != 1:
        problem = "several deliveries begin so" if found else "the store has no such delivery"
        raise WrongUse(problem, ask="you", then="give an id of pax store list")
    return max(found, key=lambda each: (each.date, each.number))


@verb.command("verify")
@STORE
@click.pass_context
def verify(ctx: click.Context, store: Path) -> None:
    """Hold every file of the store to the hash it was written with."""
    frame: Frame = ctx.obj
    with reporting(frame) as report:
        found = depot.verify(depot.open_store(store), report)
    if frame.json:
        faults = [{"fault": str(each.fault), "file": each.file} for each in found.faults]
        say(_json({"deliveries": found.deliveries, "files": found.files, "faults": faults}))
    elif not frame.quiet:
        _show_verified(frame, found)
    if any(each.fault is not Fault.UNFINISHED for each in found.faults):
        ctx.exit(Exit.REFUSED)


def _show_verified(frame: Frame, found: Verified) -> None:
    if not found.faults:
        say(_WORDS["whole"].said(frame.language).format(deliveries=found.deliveries, files=found.files))
        return
    _table(frame, ("file", "problem"), [(e.file, _FAULTS[e.fault].said(frame.language)) for e in found.faults], "empty")
    if any(each.fault in (Fault.DAMAGED, Fault.MISSING) for each in found.faults):
        say(_WORDS["mend"].said(frame.language))


@verb.command("prune")
@STORE
@click.option("--as-of", type=DAY, help="The day on which retention is counted; today when left out.")
@click.option("--in-force", "also", multiple=True, help="A register whose deliveries in force may go too.")
@click.option("--yes", is_flag=True, help="Remove it; otherwise it is only shown.")
@click.pass_obj
def prune(frame: Frame, store: Path, as_of: datetime | None, also: tuple[str, ...], yes: bool) -> None:
    """Show, or with --yes remove, what has lain longer than its register may be kept."""
    now = datetime.now(UTC)  # noqa: TID251  the edge: when it was removed, and today
    day = as_of.date() if as_of else now.date()
    opened, content = depot.open_store(store), contents.find()
    if yes:
        who = pwd.getpwuid(os.getuid()).pw_name
        found = depot.prune(opened, content, day, also, now, who)
    else:
        found = depot.overdue(depot.contents(opened), content, day, also)
    if frame.json:
        say(_json([_overdue(each, yes, day) for each in found]))
    elif not frame.quiet:
        _show_overdue(frame, found, yes)


def _overdue(each: Overdue, done: bool, day: date) -> dict[str, Any]:
    removed = not each.stays
    told = {"removed": removed and done, "would_be_removed": removed and not done, "as_of": day.isoformat()}
    return {**_told(each.entry), **told, "kept_until": each.kept_until.isoformat(), "rule": each.rule}


def _show_overdue(frame: Frame, found: Sequence[Overdue], done: bool) -> None:
    what = "gone" if done else "goes"
    rows = [
        (*_named(each.entry), each.kept_until.isoformat(), _WORDS["stays" if each.stays else what].said(frame.language))
        for each in found
    ]
    _table(frame, ("register", "day", "delivery", "kept_until", "what"), rows, "nothing")
    if not done and any(not each.stays for each in found):
        say(_WORDS["preview"].said(frame.language))


def _told(each: Listed) -> dict[str, Any]:
    told: dict[str, Any] = {
        "register": each.register,
        "date": each.date.isoformat(),
        "delivery_id": each.delivery_id,
        "state": str(each.state),
        "rows": each.rows,
        "quarantined": each.quarantined,
    }
    if each.refusal is not None:
        error = each.refusal.error
        told["refused"] = {"problem": error.problem, "where": error.where, "ask": error.ask, "then": error.then}
    return told


def _named(each: Listed, *, whole: bool = False) -> tuple[str, str, str]:
    return (each.register, each.date.isoformat(), each.delivery_id if whole else each.delivery_id[:8])


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _json(value: Mapping[str, Any] | Sequence[Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _table(frame: Frame, heads: Sequence[str], rows: Sequence[tuple[str, ...]], when_empty: str) -> None:
    if not rows:
        say(_WORDS[when_empty].said(frame.language))
        return
    table = Table(show_edge=False)
    for head in heads:
        right = head in ("rows", "left_out")
        table.add_column(_WORDS[head].said(frame.language), justify="right" if right else "left", no_wrap=right)
    for row in rows:
        table.add_row(*(Line(cell) for cell in row))
    frame.out.print(table)
