"""Small deliveries for tests: made-up numbers, a municipality that holds every register, one call to receive them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pax.content import Content, find
from pax.municipality import Ground, Municipality, Receipt, load
from pax.registers import Received, receive, register_ids
from pax.vocabulary import Identity, Silent, check_digit, fictitious_check_digit

CONTENT = find()
AS_OF = date(2026, 6, 30)
DAY = "2026-06-30"


def person(body: str) -> str:
    """Eleven digits as a fictitious person number."""
    return body + str(fictitious_check_digit(body[2:]))


def real_person(body: str) -> str:
    """Eleven digits with the right check digit. Used with Skatteverket's own test serials (98x) only."""
    return body + str(check_digit(body[2:]))


def organisation(body: str) -> str:
    """Nine digits as a fictitious organisation number."""
    return body + str(fictitious_check_digit(body))


DANA, EVERT, FIA = person("19870312238"), person("19850704157"), person("20150921246")
LANDLORD = organisation("556000123")


def municipality(identity: Identity = Identity.FICTITIOUS, sources: Mapping[str, str] | None = None) -> Municipality:
    """Skoby, where the housing company and the social board hold every register there is."""
    skoby = load(CONTENT.folder("municipality") / "example" / "municipality.toml")
    ground = Ground("none: made-up data", "-", False)
    receives = tuple(
        Receipt(board, register, "a test", ground) for board in skoby.boards for register in register_ids(CONTENT)
    )
    return replace(skoby, receives=receives, identity=identity, sources=sources or {})


def receive_from(
    folder: Path,
    *,
    wanted: frozenset[str] | None = None,
    as_of: date | None = AS_OF,
    holder: Municipality | None = None,
    board: str = "social_services",
    content: Content = CONTENT,
) -> Received:
    """Receive what lies in `folder`; the tables come to `folder`-out beside it."""
    out = folder.parent / f"{folder.name}-out"
    skoby = holder or municipality()
    return receive(folder, board, skoby, content, out, as_of=as_of, wanted=wanted, report=Silent())


def receive_csv(tmp_path: Path, holder: Municipality | None = None, **tables: str | bytes) -> Received:
    """Receive exchange tables given as CSV text by table name."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in tables.items():
        (folder / f"{name}.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    return receive_from(folder, holder=holder)


def rows(received: Received, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """The rows of a received table, only these columns."""
    data = pq.read_table(received.tables[table], columns=list(columns)).to_pydict()
    return list(zip(*(data[name] for name in columns), strict=True))


def found(received: Received) -> list[tuple[int, str, str]]:
    """What was found: (line, column, problem), without notes on columns that a test left out."""
    return [
        (row.line, row.column, row.problem) for row in received.quality if "the column is missing" not in row.problem
    ]


def told(received: Received) -> str:
    """Everything a user or a file could ever show of quality and errors."""
    quality = "\n".join(f"{row!r} {row.file} {row.column} {row.problem} {row.shape}" for row in received.quality)
    return quality + "\n" + "\n".join(f"{refusal} {refusal!r}" for refusal in received.refusals)


def csv_of(heading: str, lines: Sequence[str]) -> str:
    """CSV text."""
    return "\n".join([heading, *lines]) + "\n"
