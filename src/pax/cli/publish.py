"""`pax rules publish`: what everyone may read about the rules, from the files that run."""

from datetime import datetime
from pathlib import Path

import click

from pax import content as contents
from pax import municipality, rules
from pax.cli.frame import Frame, Language, say
from pax.cli.rules import verb as group
from pax.rules.publishing import Publisher, publish
from pax.vocabulary import Exit

FOLDER = click.Path(path_type=Path)


@group.command("publish")
@click.argument("out", type=FOLDER)
@click.option("--municipality", "file", type=FOLDER, help="Whose publication it is: its name and active rules.")
@click.option("--contact", help="The e-mail address that entries of the algorithm register give.")
@click.option("--date", "day", type=click.DateTime(formats=["%Y-%m-%d"]), help="The day of publication.")
@click.pass_context
def verb(ctx: click.Context, out: Path, file: Path | None, contact: str | None, day: datetime | None) -> None:
    """Write a page per rule in both languages and an entry for algorithm registers."""
    frame: Frame = ctx.obj
    book = rules.load(contents.find())
    publisher = _publisher(file, contact, day, book)
    written = publish(book, publisher, out)
    if not frame.quiet:
        english = frame.language is Language.EN
        say(f"Wrote {written.files} files to {out}." if english else f"Skrev {written.files} filer i {out}.")
    for refused in book.refused:
        click.echo(f"pax: {refused}", err=True)
    if book.refused:
        ctx.exit(Exit.REFUSED)


def _publisher(file: Path | None, contact: str | None, day: datetime | None, book: rules.RuleBook) -> Publisher:
    published_on = day.date() if day else None
    if file is None:
        return Publisher(contact_email=contact, published_on=published_on)
    ours = municipality.load(file)
    active = {
        rule.id
        for rule in book.rules.values()
        for activation in ours.activations
        if activation.board in rule.boards and activation.names(rule.id, wildcard=rule.wildcard)
    }
    return Publisher(ours.name, contact, published_on, frozenset(active))
