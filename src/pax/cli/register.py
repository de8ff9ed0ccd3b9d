"""`pax register new`: a layout for a file nobody has described, proposed by looking at it, and tried on it."""

import json
import re
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text as Line

from pax import content as contents
from pax.cli.frame import Frame, pax, say
from pax.cli.run import FOLDER
from pax.registers.proposing import Match, Proof, Seen, Told, match, prove, see, targets, write
from pax.registers.proposing.writing import Written, is_made_up
from pax.registers.quality import problem_text
from pax.vocabulary import DeliveryRefused, Identity, Schema, Text, WrongUse

_NEAR = 0.92
_HEADS = (Text("I filen", "In the file"), Text("Form", "Form"), Text("Blir", "Becomes"), Text("Varför", "Why"))
_ASKED = {
    "purposes": Text(
        "Vad får uppgifterna användas till? (id ur [purposes], flera med komma)", "What may it be used for?"
    ),
    "secrecy": Text(
        "Vilken sekretess gäller? (till exempel OSL 26:1; tomt = ingen)", "Under what secrecy does it lie?"
    ),
    "retention": Text("Hur många dagar sparas en leverans?", "For how many days is a delivery kept?"),
    "table": Text("Vad är det för lista?", "What list is it?"),
}


@pax.group("register")
def verb() -> None:
    """Describe a register that Pax has not met."""


@verb.command("new")
@click.option("--from", "file", type=FOLDER, required=True, help="A file as the system exports it.")
@click.option("--id", "register", help="The register's name; from the file's when left out.")
@click.option("--out", type=FOLDER, default=Path(), help="Where to make the register's folder.")
@click.option("--table", help="What list it is, when the file could be several.")
@click.option("--purpose", "purposes", multiple=True, help="What it may be used for; may be given several times.")
@click.option("--secrecy", multiple=True, help="A provision it lies under, or 'none'; may be given several times.")
@click.option("--retention-days", type=click.IntRange(min=1), help="How long a delivery is kept.")
@click.pass_obj
def new(
    frame: Frame,
    file: Path,
    register: str | None,
    out: Path,
    table: str | None,
    purposes: tuple[str, ...],
    secrecy: tuple[str, ...],
    retention_days: int | None,
) -> None:
    """Propose register.yml for a file: show what was understood, ask only what cannot be seen, try it, write it."""
    content = contents.find()
    known = contents.schema(content)
    possible = targets(content)
    name = register or _named(file)
    folder = out / name
    _refuse_what_cannot_be(file, name, folder)
    today = datetime.now(UTC).date()  # noqa: TID251  the edge: the day the layout was seen
    with tempfile.TemporaryDirectory() as made:
        headings = [name for target in possible for names in target.names.values() for name in names]
        seen = see(file, headings, Path(made) / "seen")
        chosen = _chosen(frame, [each for one in seen.lists for each in match(one, possible, known)], table)
        if not frame.json and not frame.quiet:
            _show(frame, seen, chosen)
        _refuse_missing(chosen, known)
        told = _told(frame, name, purposes, secrecy, retention_days, today)
        written = write(seen, chosen, told, known)
        proof = _proof(written, name, file, chosen, Path(made), today)
    _write(folder, written)
    _tell(frame, folder, chosen, proof)


def _named(file: Path) -> str:
    plain = re.sub(r"[^a-z0-9]+", "_", file.stem.lower().translate(str.maketrans("åäöé", "aaoe"))).strip("_")
    return plain if plain[:1].isalpha() else f"register_{plain}".rstrip("_")


def _refuse_what_cannot_be(file: Path, name: str, folder: Path) -> None:
    if not file.is_file():
        raise WrongUse("there is no such file", file=file.name, ask="you", then="name a file that was exported")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise WrongUse("--id is no name for a register", ask="you", then="use small letters, digits and underscores")
    if folder.exists():
        raise WrongUse("there is a folder of that name already", file=folder.name, ask="you", then="give another --id")


def _chosen(frame: Frame, matches: list[Match], table: str | None) -> Match:
    """The best match; of the kind asked for, when that is said; asked for, when two are as good."""
    ordered = sorted(matches, key=lambda each: -each.score)
    if table is not None:
        named = [each for each in ordered if table in (each.target.raw, each.target.like, *each.target.fills)]
        if not named:
            kinds = ", ".join(sorted({_kind(each) for each in ordered}))
            raise WrongUse("--table names no list Pax knows", ask="you", then=f"name one of {kinds}")
        return named[0]
    best = ordered[0]
    if best.score <= 0:
        raise DeliveryRefused("no list Pax knows has such columns", ask="you", then="say which it is with --table")
    near = list(dict.fromkeys(_kind(each) for each in ordered if each.score >= _NEAR * best.score and not each.missing))
    if len(near) < 2 or _kind(best) not in near:
        return best
    answer = _ask(frame, "table", "--table", click.Choice(near))
    return next(each for each in ordered if _kind(each) == answer)


def _kind(each: Match) -> str:
    return each.target.like or each.target.raw


def _refuse_missing(chosen: Match, known: Schema) -> None:
    missing = [" / ".join(group[:3]) for group in chosen.missing if not is_made_up(chosen, group, known)]
    if missing:
        then = "export the list with them, or say with --table that it is another list"
        problem = f"as {_kind(chosen)} the file lacks {', '.join(missing)}"
        raise DeliveryRefused(problem, ask="whoever exports the file", then=then)


def _proof(written: Written, name: str, file: Path, chosen: Match, made: Path, today: date) -> Proof:
    """Read the file as a municipality of real numbers and as a made-up one; the reading that keeps more counts."""
    found = [guess.form.identity for guess in chosen.guesses if guess.ours and guess.form.identity]
    likely = Identity.FICTITIOUS if Identity.FICTITIOUS in found else Identity.REAL
    other = Identity.REAL if likely is Identity.FICTITIOUS else Identity.FICTITIOUS
    best: Proof | None = None
    refused: DeliveryRefused | None = None
    for identity in (likely, other):
        try:
            proof = prove(written, name, file, contents.find(), identity, made / identity, today)
        except DeliveryRefused as error:
            refused = refused or error
            continue
        if best is None or proof.quarantined < best.quarantined:
            best = proof
        if not best.quarantined:
            break
    if best is None:
        raise refused or WrongUse("the proposal cannot be tried", ask="you", then="report it")
    return best


def _told(
    frame: Frame, name: str, purposes: tuple[str, ...], secrecy: tuple[str, ...], retention: int | None, today: date
) -> Told:
    """What was said on the command line, and the rest asked for."""
    given = purposes or _parts(str(_ask(frame, "purposes", "--purpose")))
    lies = secrecy or _parts(str(_ask(frame, "secrecy", "--secrecy", default="")))
    days = retention or int(str(_ask(frame, "retention", "--retention-days", click.IntRange(min=1))))
    return Told(name, given, tuple(each for each in lies if each != "none"), days, today)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _ask(
    frame: Frame,
    what: str,
    option: str,
    kind: click.Choice[str] | click.IntRange | None = None,
    default: str | None = None,
) -> object:
    """Ask a person; `WrongUse` naming the option when nobody is there to answer."""
    if not frame.json:
        try:
            return click.prompt(_ASKED[what].said(frame.language), type=kind, default=default, err=True)
        except click.Abort:
            click.echo("", err=True)
    raise WrongUse(f"it cannot be seen in the file: {_ASKED[what].en}", ask="you", then=f"give {option}") from None


def _show(frame: Frame, seen: Seen, chosen: Match) -> None:
    facts = ", ".join(f"{name} {value}" for name, value in {"": seen.reader, **seen.facts}.items()).strip()
    frame.out.print(Line(f"{seen.path.name}: {facts} → {chosen.target.title.said(frame.language)} ({_kind(chosen)})"))
    table = Table(show_edge=False)
    for head in _HEADS:
        table.add_column(head.said(frame.language), overflow="fold")
    for guess in chosen.guesses:
        form = guess.form.name.said(frame.language) + (f" {guess.form.shape}" if guess.form.shape else "")
        if guess.form.identity is not None:
            form += f" ({guess.form.identity})"
        cells = (guess.heading, form, guess.ours or "–", guess.why.said(frame.language))
        table.add_row(*(Line(cell) for cell in cells))
    frame.out.print(table)


def _write(folder: Path, written: Written) -> None:
    try:
        folder.mkdir(parents=True)
        (folder / "register.yml").write_text(written.register_yml, encoding="utf-8")
        if written.map_sql:
            (folder / "map.sql").write_text(written.map_sql, encoding="utf-8")
    except OSError:
        then = "give a folder you may write to with --out"
        raise WrongUse("the proposal cannot be written", file=folder.name, ask="you", then=then) from None


def _tell(frame: Frame, folder: Path, chosen: Match, proof: Proof) -> None:
    if frame.json:
        columns = {guess.heading: {"form": guess.form.kind, "becomes": guess.ours} for guess in chosen.guesses}
        figures = {"rows": proof.rows, "tables": dict(proof.tables), "quarantined": proof.quarantined}
        said = {
            "folder": str(folder),
            "table": _kind(chosen),
            "columns": columns,
            **figures,
            "problems": dict(proof.problems),
        }
        say(json.dumps(said, ensure_ascii=False, indent=1))
        return
    if frame.quiet:
        return
    tables = ", ".join(f"{name} {rows}" for name, rows in proof.tables.items())
    said_of = Text(
        f"Provläst: {proof.rows} rader i filen; i bruk {tables}; åt sidan {proof.quarantined}.",
        f"Tried: {proof.rows} rows in the file; in use {tables}; left out {proof.quarantined}.",
    )
    frame.out.print(Line(f"\n{said_of.said(frame.language)}"), soft_wrap=True)
    for problem, times in sorted(proof.problems.items(), key=lambda each: -each[1])[:10]:
        frame.out.print(Line(f"  {times} × {problem_text(problem).said(frame.language)}"), soft_wrap=True)
    last = Text(
        f"Skrev {folder}. Läs igenom, flytta mappen till registers/ och skriv vem som får ha registret i grounds.yml.",
        f"Wrote {folder}. Read it, move the folder to registers/, and say who may hold the register in grounds.yml.",
    )
    frame.out.print(Line(last.said(frame.language)), soft_wrap=True)
