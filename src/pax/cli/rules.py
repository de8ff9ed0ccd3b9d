"""`pax rules`: the questions there are, one in full, whether each keeps its contract, and the lock on versions."""

import json
from collections.abc import Sequence

import click
from rich.table import Table

from pax import content as contents
from pax import rules
from pax.cli.frame import Frame, Language, pax, say
from pax.rules import Rule, RuleBook
from pax.vocabulary import Exit, Text, WrongUse

_WORDS = {
    "id": ("Regel", "Rule"),
    "title": ("Fråga", "Question"),
    "boards": ("Får ställas av", "May be asked by"),
    "scope": ("Omfång", "Scope"),
    "mode": ("Läge", "Mode"),
    "version": ("Version", "Version"),
    "maturity": ("Mognad", "Maturity"),
    "reads": ("Läser", "Reads"),
    "parameters": ("Gränser", "Thresholds"),
    "law": ("Lagrum", "Law"),
    "unconfirmed": ("ska bekräftas", "to be confirmed"),
    "innocent": ("Vanliga förklaringar", "Innocent explanations"),
    "clears": ("klaras ut av", "cleared by"),
    "misses": ("Missar", "Misses"),
    "next": ("Nästa steg", "Next step"),
    "secrecy": ("Sekretess", "Secrecy"),
    "public": ("ingen: lämnas ut på begäran", "none: public on request"),
    "holds": ("håller", "holds"),
    "cases": ("fall", "cases"),
    "locked": ("rules.lock är skriven", "rules.lock is written"),
}


def _word(frame: Frame, name: str) -> str:
    return _WORDS[name][frame.language is Language.EN]


@pax.group("rules")
def verb() -> None:
    """See the rules, and check that each keeps its contract."""


@verb.command("list")
@click.option("--board", help="Only those this board may ask.")
@click.pass_context
def list_(ctx: click.Context, board: str | None) -> None:
    """List every rule."""
    frame: Frame = ctx.obj
    book = rules.load(contents.find())
    shown = [rule for _, rule in sorted(book.rules.items()) if board is None or board in rule.boards]
    if frame.json:
        say(json.dumps([_summary(rule) for rule in shown], ensure_ascii=False, indent=1))
    elif not frame.quiet:
        frame.out.print(_listed(frame, shown))
    _end(ctx, book)


def _summary(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "version": rule.version,
        "title": {"sv": rule.title.sv, "en": rule.title.en},
        "maturity": rule.maturity.value,
        "boards": list(rule.boards),
        "scope": rule.scope.value,
        "mode": rule.mode.value,
        "subject": rule.subject.value,
        "sha256": rule.sha256,
    }


def _listed(frame: Frame, shown: Sequence[Rule]) -> Table:
    table = Table(*(_word(frame, name) for name in ("id", "title", "boards", "scope", "mode", "version", "maturity")))
    for rule in shown:
        said = rule.title.said(frame.language)
        boards = ", ".join(rule.boards)
        table.add_row(rule.id, said, boards, rule.scope.value, rule.mode.value, str(rule.version), rule.maturity.value)
    return table


@verb.command("show")
@click.argument("rule_id", metavar="ID")
@click.option("--sql", "with_sql", is_flag=True, help="Show the SELECT too.")
@click.pass_context
def show(ctx: click.Context, rule_id: str, with_sql: bool) -> None:
    """Show all a rule says about itself."""
    frame: Frame = ctx.obj
    book = rules.load(contents.find())
    for refusal in book.refused:
        if refusal.file is not None and refusal.file.startswith(f"{rule_id}."):
            raise refusal
    if rule_id not in book.rules:
        raise WrongUse(f"there is no rule {rule_id}", ask="you", then="see pax rules list")
    rule = book.rules[rule_id]
    if frame.json:
        say(json.dumps({**_summary(rule), "sql": rule.sql}, ensure_ascii=False, indent=1))
    elif not frame.quiet:
        say("\n".join(_page(frame, rule, book)))
        if with_sql:
            say(f"\n{rule.sql.rstrip()}")


def _page(frame: Frame, rule: Rule, book: RuleBook) -> list[str]:
    def said(text: Text) -> str:
        return text.said(frame.language)

    lines = [f"{rule.id} · {said(rule.title)}", f"  {said(rule.explain)}", ""]
    lines.append(f"{_word(frame, 'reads')}: {', '.join(book.tables_of(rule))}")
    lines += _section(
        frame, "parameters", [f"{name} = {spec.default}: {spec.why}" for name, spec in rule.parameters.items()]
    )
    lines += _section(frame, "law", [_basis(frame, one.act, one.section, one.confirmed) for one in rule.legal_basis])
    explained = [
        f"{said(one.text)} ({_word(frame, 'clears')}: {said(one.clears)})" for one in rule.innocent_explanations
    ]
    lines += _section(frame, "innocent", explained)
    lines += _section(frame, "misses", [said(miss) for miss in rule.misses])
    lines += _section(frame, "next", [said(rule.next_step)])
    return lines + _section(frame, "secrecy", list(rule.secrecy) or [_word(frame, "public")])


def _basis(frame: Frame, act: str, section: str, confirmed: bool) -> str:
    return f"{act} {section}" if confirmed else f"{act} {section} ({_word(frame, 'unconfirmed')})"


def _section(frame: Frame, name: str, items: Sequence[str]) -> list[str]:
    return [f"{_word(frame, name)}:", *(f"  – {item}" for item in items)] if items else []


@verb.command("check")
@click.argument("rule_ids", metavar="[ID]...", nargs=-1)
@click.pass_context
def check(ctx: click.Context, rule_ids: tuple[str, ...]) -> None:
    """Check anew that rules keep their contract and that their cases hold."""
    frame: Frame = ctx.obj
    book = rules.load(contents.find(), anew=True)
    unknown = sorted(set(rule_ids) - set(book.rules) - book.refused_ids)
    if unknown:
        raise WrongUse(f"there is no rule {unknown[0]}", ask="you", then="see pax rules list")
    counts = {
        rule.id: len(rules.read_cases(rules.cases_path(rule.path)))
        for rule in book.rules.values()
        if not rule_ids or rule.id in rule_ids
    }
    if frame.json:
        refused = [str(error) for error in book.refused]
        say(json.dumps({"holds": counts, "refused": refused}, ensure_ascii=False, indent=1))
    elif not frame.quiet:
        for rule_id, count in sorted(counts.items()):
            say(f"{rule_id} {_word(frame, 'holds')} ({count} {_word(frame, 'cases')})")
    _end(ctx, book, rule_ids)


@verb.command("lock")
@click.option("--draft", is_flag=True, help="Lock what holds, and let it change under its version: before first use.")
@click.pass_context
def lock(ctx: click.Context, draft: bool) -> None:
    """Check everything anew and write rules.lock; nothing is written if a file is refused."""
    frame: Frame = ctx.obj
    book = rules.lock(contents.find(), draft=draft)
    if (draft or not book.refused) and not frame.quiet:
        say(_word(frame, "locked"))
    _end(ctx, book)


def _end(ctx: click.Context, book: RuleBook, only: Sequence[str] = ()) -> None:
    """Say what was refused, and end with the exit code for it."""
    refused = [error for error in book.refused if not only or (error.file or "").partition(".")[0] in only]
    for error in refused:
        click.echo(f"pax: {error}", err=True)
    if refused:
        ctx.exit(Exit.REFUSED)
