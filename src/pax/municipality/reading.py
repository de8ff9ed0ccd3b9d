"""Reads `municipality.toml`: first its shape, then its sense, and says by name what does not hold."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from pax.municipality.choices import BOARDS, EXCHANGE, Activation, Board, Ground, Municipality, Receipt
from pax.municipality.document import Document
from pax.municipality.faults import described, nearest
from pax.vocabulary import Identity, Schema, Text, WrongUse

ASK = "whoever keeps the municipality's settings"


def load(path: Path, schema: Schema | None = None) -> Municipality:
    """Read one municipality's choices.

    With `schema`, the tables that `[sources]` names are looked up too. Raises `WrongUse`, which names the file and
    every key at fault, when the file is missing, is no TOML, has an unknown key, or contradicts itself.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        missing = isinstance(error, FileNotFoundError)
        raise WrongUse(
            "there is no such municipality file" if missing else "the municipality file cannot be read as UTF-8 text",
            file=str(path),
            ask="you",
            then="give the path of a municipality.toml, or make one with `pax municipality new FILE --code CODE`",
        ) from None
    return read(text, path, schema)


def read(text: str, path: Path, schema: Schema | None = None) -> Municipality:
    """Read the text of a municipality file as `load` does; `path` is where it stands or will stand."""
    document = _document(text, path)
    faults = list(_contradictions(document, schema))
    if faults:
        raise _refused(path, "; ".join(faults))
    return _believed(document, path)


def _document(text: str, path: Path) -> Document:
    try:
        return Document.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        reason = str(error).split(" (at ", maxsplit=1)[0]
        raise _refused(path, f"not valid TOML ({reason})", int(place[1]) if place else None) from None
    except ValidationError as error:
        raise _refused(path, "; ".join(described(error, Document))) from None


def _refused(path: Path, problem: str, line: int | None = None) -> WrongUse:
    return WrongUse(problem, file=str(path), line=line, ask=ASK, then="correct the file (docs/guides/operate.md)")


def _contradictions(document: Document, schema: Schema | None) -> Iterator[str]:
    yield from _boards(document)
    yield from _receipts(document)
    yield from _activations(document)
    if schema is not None:
        for table in document.sources:
            if table not in schema:
                yield f"sources.{table} is no canonical table{nearest(table, schema.tables)}"


def _boards(document: Document) -> Iterator[str]:
    for board in document.boards:
        if board not in BOARDS:
            yield f"boards.{board} is no board that Pax knows{nearest(board, BOARDS)}"
    named = [(f"receives[{at}].board", part.board) for at, part in enumerate(document.receives)]
    named += [(f"activation[{at}].board", part.board) for at, part in enumerate(document.activation)]
    for key, board in named:
        if board not in document.boards:
            yield f"{key} names {board}, which has no [boards.{board}] here{nearest(board, document.boards)}"


def _receipts(document: Document) -> Iterator[str]:
    times = Counter((part.board, part.register_id) for part in document.receives)
    for (board, register), count in times.items():
        if count > 1:
            yield f"receives names {register} for {board} {count} times, and a register is held on one ground"
    if document.identity_numbers == "fictitious":
        return
    for at, part in enumerate(document.receives):
        if part.register_id == EXCHANGE:
            yield f"receives[{at}].register is {EXCHANGE}, which only fictitious identity numbers may come in"


def _activations(document: Document) -> Iterator[str]:
    for at, part in enumerate(document.activation):
        if part.expires_on <= part.decided_on:
            yield f"activation[{at}].expires_on is not after decided_on"
        if "*" in part.rules and document.identity_numbers != "fictitious":
            yield f'activation[{at}].rules is ["*"], allowed only with fictitious identity numbers: name the rules'


def _believed(document: Document, path: Path) -> Municipality:
    return Municipality(
        name=document.name,
        display_name=document.display_name,
        code=document.code,
        identity=Identity(document.identity_numbers),
        boards={at: Board(at, part.name, tuple(part.secrecy)) for at, part in document.boards.items()},
        receives=tuple(
            Receipt(part.board, part.register_id, part.sender, Ground(**part.ground.model_dump()))
            for part in document.receives
        ),
        capacity=document.capacity,
        parameters=document.parameters,
        activations=tuple(
            Activation(**{**part.model_dump(), "rules": tuple(part.rules)}) for part in document.activation
        ),
        sources=document.sources,
        judgements=path.parent.absolute() / document.judgements.file if document.judgements else None,
        purposes={at: Text(part.sv, part.en) for at, part in document.purposes.items()},
        path=path,
    )
