"""`pax law`: what a board may ask today, on what ground, and what is missing where it may not."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import click
from rich.table import Table

from pax import content as contents
from pax import municipality, registers, rules
from pax.cli.frame import Frame, Language, pax, say
from pax.content import Content
from pax.municipality import EXCHANGE, Municipality, Receipt
from pax.rules import Standing
from pax.vocabulary import Exit

_WORDS = {
    "rule": ("Regel", "Rule"),
    "may": ("Får köras", "May run"),
    "decision": ("Beslut", "Decision"),
    "law": ("Lagrum för frågan", "Law behind the question"),
    "registers": ("Uppgifter som nämnden tar emot", "What the board receives"),
    "register": ("Register", "Register"),
    "sender": ("Från", "From"),
    "ground": ("Grund", "Ground"),
    "unconfirmed": ("ska bekräftas av jurist", "to be confirmed by a lawyer"),
    "until": ("till och med", "until"),
    "yes": ("ja", "yes"),
    "no": ("nej", "no"),
}


def _word(frame: Frame, name: str) -> str:
    return _WORDS[name][frame.language is Language.EN]


@pax.command("law")
@click.option(
    "--municipality", "file", type=click.Path(path_type=Path), required=True, help="The municipality's own file."
)
@click.option("--board", help="Only this board; every board when left out.")
@click.option("--as-of", type=click.DateTime(formats=["%Y-%m-%d"]), required=True, help="The day to judge by.")
@click.pass_context
def verb(ctx: click.Context, file: Path, board: str | None, as_of: datetime) -> None:
    """Show what may run, on what ground, and what is missing, per board."""
    frame: Frame = ctx.obj
    content, chosen = contents.find(), municipality.load(file)
    book = rules.load(content)
    boards = [board] if board else sorted(chosen.boards)
    told = {}
    for name in boards:
        tables = _fillable(content, chosen, name)
        told[name] = rules.standing(book, chosen, name, as_of.date(), tables)
    if frame.json:
        say(json.dumps({name: [_plain(one) for one in of] for name, of in told.items()}, ensure_ascii=False, indent=1))
    elif not frame.quiet:
        for name, standings in told.items():
            _show(frame, chosen, name, standings)
    for error in book.refused:
        click.echo(f"pax: {error}", err=True)
    if book.refused:
        ctx.exit(Exit.REFUSED)


def _fillable(content: Content, chosen: Municipality, board: str) -> frozenset[str]:
    """The tables that the registers the board holds a ground for can fill."""
    tables = contents.schema(content).tables
    filled: set[str] = set()
    for receipt in _receipts(chosen, board):
        if receipt.register == EXCHANGE:
            return frozenset(tables)
        if receipt.register in registers.register_ids(content):
            filled.update(registers.read_source(content, receipt.register, tables).fills)
    return frozenset(filled)


def _receipts(chosen: Municipality, board: str) -> Iterator[Receipt]:
    return (receipt for receipt in chosen.receives if receipt.board == board)


def _plain(one: Standing) -> dict[str, object]:
    activation = one.activation
    return {
        "rule": one.rule.id,
        "state": one.state.value,
        "missing": list(one.missing),
        "decision": None if activation is None else activation.diary_number,
        "expires_on": None if activation is None else activation.expires_on.isoformat(),
        "legal_basis": [
            {"act": basis.act, "section": basis.section, "confirmed": basis.confirmed} for basis in one.rule.legal_basis
        ],
    }


def _show(frame: Frame, chosen: Municipality, board: str, standings: Sequence[Standing]) -> None:
    frame.out.print(f"\n{chosen.boards[board].name} ({board})", style="bold")
    if standings:
        asked = Table(*(_word(frame, name) for name in ("rule", "may", "decision", "law")))
        for one in standings:
            asked.add_row(f"{one.rule.id} {one.rule.title.said(frame.language)}", *_row(frame, one))
        frame.out.print(asked)
    received = Table(
        *(_word(frame, name) for name in ("register", "sender", "ground")), title=_word(frame, "registers")
    )
    for receipt in _receipts(chosen, board):
        ground = receipt.ground
        received.add_row(receipt.register, receipt.sender, _law(frame, ground.act, ground.section, ground.confirmed))
    if received.row_count:
        frame.out.print(received)


def _row(frame: Frame, one: Standing) -> tuple[str, str, str]:
    may = _word(frame, "yes") if one.runs else f"{_word(frame, 'no')}: {one.reason.said(frame.language)}"
    activation = one.activation
    decision = (
        "" if activation is None else f"{activation.diary_number}, {_word(frame, 'until')} {activation.expires_on}"
    )
    law = "; ".join(_law(frame, basis.act, basis.section, basis.confirmed) for basis in one.rule.legal_basis)
    return may, decision, law


def _law(frame: Frame, act: str, section: str, confirmed: bool) -> str:
    return f"{act} {section}" if confirmed else f"{act} {section} ({_word(frame, 'unconfirmed')})"
