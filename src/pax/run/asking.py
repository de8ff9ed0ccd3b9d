"""One case, lease, dwelling or person asked about: every activated rule, and nothing stored but a line in the log."""

import json
import os
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pax import rules, signals
from pax.content import Content, schema
from pax.linking import entity_of
from pax.municipality import Municipality
from pax.rules import Rule, RuleBook, Standing
from pax.run.keeping import open_kept
from pax.run.leftovers import unfinished
from pax.run.preparing import Place, prepare
from pax.run.subjects import labels_of
from pax.signals import Found, Search
from pax.signals.asking import Asked, AskedKind
from pax.store import STORAGE_ERRORS, Engine, Tables, open_engine, open_index
from pax.vocabulary import (
    Identity,
    NotAnIdentity,
    NothingWritten,
    PersonNumber,
    Report,
    Schema,
    WrongUse,
)

CAUSES = ("application", "tip", "returned_mail", "own_stock", "request", "follow_up")
"""Why one may ask: the kinds of trigger."""

_DIGITS = re.compile(r"(?<!\d)(\d{6,8})[-+]?(\d{4})(?!\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Question:
    """Who asks about what, and why. `identifier` of a person is the number as given; it is never stored."""

    kind: AskedKind
    identifier: str
    because: str
    reference: str
    user: str
    at: datetime
    log: Path


@dataclass(frozen=True, slots=True)
class Reply:
    """What the rules answered, with texts, and every rule that was not asked with the reason."""

    as_of: date
    found: Found
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """What is asked: tables that may be, the way from number to entity, the day."""

    book: RuleBook
    schema: Schema
    tables: Tables
    numbers: Path
    as_of: date
    index: Path | None = None


def ask_deliveries(place: Place, question: Question, report: Report, clock: Callable[[], float]) -> Reply:
    """Ask the deliveries of `place` themselves, prepared as for a run."""
    entity = _checked(question, place.municipality)
    with unfinished(Path(tempfile.gettempdir()), "pax-ask") as work, open_engine(work / "spill") as engine:
        prepared = prepare(place, question.kind, work, engine, report)
        engine.mount({"numbers": prepared.linked.numbers}, "ask_")
        numbers = engine.write("SELECT * FROM ask_numbers WHERE NOT withheld", work / "askable" / "numbers.parquet")
        source = _Source(prepared.book, prepared.schema, prepared.tables, numbers, prepared.received.as_of)
        return _ask(engine, source, place.municipality, place.board, question, entity, work, report, clock)


def ask_kept(
    folder: Path,
    municipality: Municipality,
    board: str,
    content: Content,
    question: Question,
    report: Report,
    clock: Callable[[], float],
) -> Reply:
    """Ask what `pax run --keep` left, on the day of that run."""
    entity = _checked(question, municipality)
    kept = open_kept(folder)
    if (kept.board, kept.municipality_code) != (board, municipality.code):
        problem = "the kept tables are another board's or municipality's"
        raise WrongUse(problem, file=folder.name, ask="you", then="name those of this board")
    with unfinished(Path(tempfile.gettempdir()), "pax-ask") as work, open_engine(work / "spill") as engine:
        source = _Source(rules.load(content), schema(content), kept.tables, kept.numbers, kept.as_of, kept.index)
        return _ask(engine, source, municipality, board, question, entity, work, report, clock)


def _around(source: _Source, asked: Sequence[Rule], about: Asked, work: Path) -> Tables:
    """The tables cut down to the household asked about, where an index finds it; else whole."""
    if source.index is None or not source.index.is_file():
        return source.tables
    with open_index(source.index) as index:
        return signals.household(index, asked, source.book, source.schema, about, source.tables, work / "household")


def _checked(question: Question, municipality: Municipality) -> str:
    """The entity of a person as far as the number alone tells, else the id. `WrongUse` before anything is read."""
    if question.because not in CAUSES:
        raise WrongUse("no such cause to ask", ask="you", then=f"give --because one of: {', '.join(CAUSES)}")
    if not question.reference.strip():
        raise WrongUse("the question has no reference", ask="you", then="give --reference, such as the diary number")
    if _is_number(question.reference):
        raise WrongUse("the reference holds an identity number", ask="you", then="give the diary number instead")
    if question.kind == "person":
        try:
            PersonNumber.parse(question.identifier, municipality.identity)
        except NotAnIdentity as error:
            raise WrongUse(f"{error}", ask="you", then="give the twelve digits of the person's number") from None
    elif _is_number(question.identifier):
        raise WrongUse("the id is a person's number", ask="you", then="ask about a person with --person -")
    return question.identifier.strip()


def _is_number(text: str) -> bool:
    """True when an identity number stands in the text, real or fictitious, with or without its century."""
    for match in _DIGITS.finditer(text):
        body = match[1] + match[2]
        tries = [body] if len(body) == 12 else ["19" + body, "20" + body]
        if any(_parses(one, identity) for one in tries for identity in Identity):
            return True
    return False


def _parses(text: str, identity: Identity) -> bool:
    try:
        PersonNumber.parse(text, identity)
    except NotAnIdentity:
        return False
    return True


def _ask(
    engine: Engine,
    source: _Source,
    municipality: Municipality,
    board: str,
    question: Question,
    given: str,
    work: Path,
    report: Report,
    clock: Callable[[], float],
) -> Reply:
    standings = rules.standing(source.book, municipality, board, source.as_of, source.tables, asking=question.kind)
    asked = [standing.rule for standing in standings if standing.runs]
    identifier = _entity(engine, source.numbers, given) if question.kind == "person" else given
    _write_log(question, board, identifier, [rule.id for rule in asked])
    search = Search(
        book=source.book,
        schema=source.schema,
        tables=_around(source, asked, (question.kind, identifier), work),
        municipality=municipality,
        as_of=source.as_of,
        previous={},
        asked=(question.kind, identifier),
        scratch=work / "spill",
    )
    found = signals.find(asked, search, report, clock)
    by_id = {rule.id: rule for rule in asked}
    wanted = signals.named(found.signals, by_id)
    labels = labels_of(engine, source.tables, source.numbers, source.schema, wanted, source.as_of)
    told = signals.tell(found.signals, by_id, labels)
    return Reply(source.as_of, _with_texts(found, told), standings)


def _with_texts(found: Found, told: Sequence[signals.Signal]) -> Found:
    return Found(tuple(told), found.evidence, found.counts, found.stopped, {}, found.seconds)


def _entity(engine: Engine, numbers: Path, number: str) -> str:
    """The entity of a number: by the chain of replaced numbers, else as of a number nobody has replaced.

    A protected person's number is in no list, and so gets the answer of a number nobody knows.
    """
    digits = number.replace("-", "")
    engine.mount({"numbers": numbers}, "asked_")
    known = engine.rows(
        "SELECT entity_id FROM asked_numbers WHERE number = $number AND kind = 'person'", {"number": digits}
    )
    return str(known[0][0]) if known else entity_of(digits)


def _write_log(question: Question, board: str, identifier: str, asked: Sequence[str]) -> None:
    """Add the line before anything is asked: a question that is not logged is not asked."""
    line: Mapping[str, object] = {
        "at": question.at.isoformat(timespec="seconds"),
        "board": board,
        "user": question.user,
        "kind": question.kind,
        "id": identifier,
        "because": question.because,
        "reference": question.reference,
        "rules": list(asked),
    }
    text = json.dumps(line, ensure_ascii=False) + "\n"
    try:
        handle = os.open(question.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, text.encode())
            os.fsync(handle)
        finally:
            os.close(handle)
    except STORAGE_ERRORS:
        raise NothingWritten(
            "the log could not be written, so nothing was asked",
            file=question.log.name,
            ask="whoever runs Pax",
            then="name a log that can be written",
        ) from None
