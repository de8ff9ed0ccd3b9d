"""`pax municipality new`: the file with which a municipality begins."""

import json
from collections.abc import Mapping
from pathlib import Path

import click

from pax import content as contents
from pax import municipality, rules
from pax.cli.frame import Frame, Language, pax
from pax.vocabulary import Identity, WrongUse

ALL, NONE = "all", "none"


@pax.group("municipality")
def verb() -> None:
    """Make a municipality's own file."""


@verb.command("new")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--code", required=True, help="The municipality's four digits, such as 0999.")
@click.option(
    "--identity", type=click.Choice([kind.value for kind in Identity]), default="fictitious", help="Numbers it takes."
)
@click.option("--activate", default=NONE, help="all, none, or ids of rules separated by commas; only with fictitious.")
@click.option("--lawyer", default="", help="Who has signed for rules that make lists.")
@click.option("--name", default="Skoby", help="The municipality's name.")
@click.pass_obj
def new(frame: Frame, file: Path, code: str, identity: str, activate: str, lawyer: str, name: str) -> None:
    """Write FILE with all boards, the ground of each register, and the rules each board may ask."""
    content = contents.find()
    book = {rule.id: rule.boards for rule in rules.load(content).rules.values()}
    activated = _activated(activate, book)
    kind = Identity(identity)
    text = municipality.new_text(code, kind, activated, _registers(content), lawyer, name=name, content=content)
    made = municipality.read(text, file)
    _write(file, text)
    _tell(frame, made)


def _registers(content: contents.Content) -> list[str]:
    """The exchange format, and every register that has a folder of its own."""
    folders = [path.parent.name for path in content.folder("registers").glob("*/register.yml")]
    return sorted({municipality.EXCHANGE, *folders})


def _activated(given: str, book: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """Board → the ids it may ask, among those given."""
    if given == NONE:
        return {}
    wanted = set(book) if given == ALL else {part.strip() for part in given.split(",")}
    unknown = sorted(wanted - set(book))
    if unknown:
        raise WrongUse(f"--activate names {', '.join(unknown)}, which is no rule", ask="you", then="see pax rules list")
    return {
        board: ids
        for board in municipality.BOARDS
        if (ids := sorted(rule for rule, boards in book.items() if rule in wanted and board in boards))
    }


def _write(file: Path, text: str) -> None:
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(text)
    except FileExistsError:
        raise WrongUse(
            "the file is already there, and is not overwritten",
            file=str(file),
            ask="you",
            then="give another name, or remove it first",
        ) from None
    except OSError:
        raise WrongUse(
            "the file cannot be written",
            file=str(file),
            ask="you",
            then="give a path in a folder that you may write to",
        ) from None


def _tell(frame: Frame, made: municipality.Municipality) -> None:
    rule_ids = {rule for activation in made.activations for rule in activation.rules}
    if frame.json:
        said = {"file": str(made.path), "boards": list(made.boards), "rules": sorted(rule_ids)}
        click.echo(json.dumps(said, ensure_ascii=False))
    elif not frame.quiet and frame.language is Language.EN:
        click.echo(f"Wrote {made.path}: {len(made.boards)} boards, {len(rule_ids)} rules activated.")
    elif not frame.quiet:
        click.echo(f"Skrev {made.path}: {len(made.boards)} nämnder och bolag, {len(rule_ids)} aktiverade regler.")
