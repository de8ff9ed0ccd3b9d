"""`pax share`: may I share this, with whom, on what ground? Needs no data and no sign-in."""

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import click
from rich.panel import Panel
from rich.table import Table as Grid
from rich.text import Text as Line

from pax import content as contents
from pax import gateways
from pax.cli.frame import Frame, pax
from pax.gateways import Answer, Fact, Item, Kind, Provision, Purpose, Question, Receiver, Sender, Verdict
from pax.vocabulary import Protection, WrongUse


def _words(kind: type[Sender] | type[Receiver] | type[Kind] | type[Purpose] | type[Fact]) -> click.Choice[str]:
    return click.Choice([word.value for word in kind])


@pax.command("share")
@click.option("--from", "sender", type=_words(Sender), help="Who holds it and would give it.")
@click.option("--what", "kinds", type=_words(Kind), multiple=True, help="What it is; may be given several times.")
@click.option("--to", "receiver", type=_words(Receiver), help="Who would get it.")
@click.option("--why", "purpose", type=_words(Purpose), help="What it would be given for.")
@click.option("--asked/--unasked", default=False, help="The receiver asks, or you would give it unasked.")
@click.option("--provision", help='Its secrecy: "OSL 26:1", "none" or "unknown"; else what the sender usually has.')
@click.option("--protected", is_flag=True, help="It is about a person with protected data.")
@click.option("--channel", type=click.Choice([c.value for c in gateways.Channel]), default="open", help="How it goes.")
@click.option("--yes", "true", type=_words(Fact), multiple=True, help="A fact that holds; may be given several times.")
@click.option("--no", "false", type=_words(Fact), multiple=True, help="A fact that does not hold.")
@click.option("--on", "on", type=click.DateTime(["%Y-%m-%d"]), help="The day it would be given; else today.")
@click.option("--table", is_flag=True, help="Print the table of all grounds as Markdown instead.")
@click.pass_obj
def verb(frame: Frame, /, table: bool, on: datetime | None, **given: object) -> None:
    """Ask whether a piece of information may be shared, and on what ground."""
    grounds = gateways.load(contents.find())
    if table:
        click.echo(gateways.table(grounds, frame.language), nl=False)
        return
    question = _question(given, on.date() if on else _today())
    found = gateways.answer(question, grounds)
    if frame.json:
        click.echo(json.dumps(gateways.plain(found, frame.language), ensure_ascii=False, indent=2))
    elif not frame.quiet:
        _tell(frame, found)


def _today() -> date:
    """Today's date in Sweden; the one place of this verb where the clock is read."""
    return datetime.now(ZoneInfo("Europe/Stockholm")).date()  # noqa: TID251  the verb's own edge; --on overrides


def _question(given: dict[str, object], on: date) -> Question:
    missing = [flag for flag, key in _NEEDED.items() if not given[key]]
    if missing:
        raise WrongUse(
            f"the question lacks {', '.join(missing)}", ask="you", then="add them; pax share --help lists the words"
        )
    sender = Sender(str(given["sender"]))
    protection = Protection.MARKED if given["protected"] else Protection.NONE
    provision = _provision(given["provision"], sender)
    try:
        return Question(
            items=tuple(Item(sender, Kind(kind), provision, protection) for kind in _listed(given["kinds"])),
            sender=sender,
            receiver=Receiver(str(given["receiver"])),
            purpose=Purpose(str(given["purpose"])),
            on=on,
            asked=bool(given["asked"]),
            channel=gateways.Channel(str(given["channel"])),
            true=frozenset(map(Fact, _listed(given["true"]))),
            false=frozenset(map(Fact, _listed(given["false"]))),
        )
    except ValueError as error:
        raise WrongUse(str(error), ask="you", then="correct the options") from None


_NEEDED = {"--from": "sender", "--what": "kinds", "--to": "receiver", "--why": "purpose"}


def _listed(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, tuple) else []


def _provision(given: object, sender: Sender) -> Provision:
    if given is None:
        return gateways.usual_provision(sender)
    try:
        return Provision.parse(str(given))
    except gateways.NotAProvision as error:
        raise WrongUse(f"--provision: {error}", ask="you", then="write the provision as lawyers do") from None


_SAID = {
    "nothing_secret": (
        "Ingen sekretess gäller för uppgiften. Fråga i stället om ändamålet är förenligt med varför den samlades in.",
        "Nothing here is secret. Ask instead whether the purpose is compatible with why it was collected.",
    ),
    "try": ("Pröva i den här ordningen", "Try in this order"),
    "closed": ("Stängda", "Closed"),
    "change": ("Vad skulle ändra svaret", "What would change the answer"),
    "opens": ("öppnar", "opens"),
    "write": ("Skriv först", "Write first"),
    "establish": ("Fastställ", "Establish"),
    "weigh": ("Väg", "Weigh"),
    "lawyer": ("Fråga jurist", "Ask a lawyer"),
    "protected": ("Skydda", "Protect"),
    "decides": ("Beslutar", "Decides"),
    "from": ("gäller från", "in force from"),
    "unconfirmed": (
        "obekräftad: Pax vägleder men skickar inget på den",
        "unconfirmed: Pax guides but sends nothing on it",
    ),
    "next": ("Nästa steg", "Next step"),
}


def _say(frame: Frame, key: str) -> str:
    sv, en = _SAID[key]
    return en if frame.language == "en" else sv


def _tell(frame: Frame, answer: Answer) -> None:
    frame.out.print(Panel(Line(answer.headline_text.said(frame.language), style="bold"), expand=False))
    if answer.nothing_secret:
        frame.out.print(_say(frame, "nothing_secret"))
    if answer.usable:
        frame.out.print(f"\n{_say(frame, 'try')}:", style="bold")
        for number, verdict in enumerate(answer.usable, 1):
            _tell_usable(frame, number, verdict)
    _tell_closed(frame, answer)
    if answer.changes:
        frame.out.print(f"\n{_say(frame, 'change')}:", style="bold")
        for change in answer.changes:
            grounds = ", ".join(gateway.id for gateway in change.opens)
            frame.out.print(Line(f"  · {change.says.said(frame.language)} ({_say(frame, 'opens')} {grounds})"))


def _tell_usable(frame: Frame, number: int, verdict: Verdict) -> None:
    language, gateway = frame.language, verdict.gateway
    mark = "" if gateway.confirmed else f" · {_say(frame, 'unconfirmed')}"
    start = f"{_say(frame, 'from')} {gateway.in_force.start.isoformat()}"
    frame.out.print(Line(f"{number}. {gateway.title.said(language)} [{gateway.id}]", style="bold"))
    frame.out.print(Line(f"   {gateway.cited(language)} · {start}{mark}", style="dim"))
    for first in verdict.first:
        frame.out.print(Line(f"   {_say(frame, first.step)}: {first.says.said(language)}"))
    for text in gateway.write if verdict.ready else ():
        frame.out.print(Line(f"   {_say(frame, 'write')}: {text.said(language)}"))
    frame.out.print(Line(f"   {_say(frame, 'decides')}: {gateway.decides.said(language)}"))


def _tell_closed(frame: Frame, answer: Answer) -> None:
    shown = answer.near or (answer.closed[:1] if answer.because else ())
    if not shown:
        return
    grid = Grid(title=_say(frame, "closed"), title_justify="left", show_lines=True)
    for column in ("", "", _say(frame, "next")):
        grid.add_column(column, overflow="fold")
    for verdict in shown:
        reason = verdict.because[0]
        cells = (verdict.gateway.id, reason.says.said(frame.language), reason.next_step.said(frame.language))
        grid.add_row(*(Line(cell) for cell in cells))
    frame.out.print(grid)
