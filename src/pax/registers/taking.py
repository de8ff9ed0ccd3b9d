"""Takes one delivery in: opens its files, checks every row, and refuses the whole when too much is broken."""

import fnmatch
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pax.registers.checking import Checked, check
from pax.registers.delivered import DeliveredFile, Delivery, QualityRow
from pax.registers.keys import drop_duplicates
from pax.registers.placing import place
from pax.registers.readers.bods import read_bods
from pax.registers.readers.bolagsverket import read_bolagsverket
from pax.registers.readers.csv_text import read_csv
from pax.registers.readers.exchange import read_exchange
from pax.registers.readers.json_text import read_json
from pax.registers.readers.navet_xml import read_navet
from pax.registers.readers.parquet import read_parquet
from pax.registers.readers.raw import Opening, Raw
from pax.registers.readers.ss12000 import read_ss12000
from pax.registers.readers.ssbt import read_ssbt
from pax.registers.readers.ssbtek import read_ssbtek
from pax.registers.readers.table import read_table
from pax.registers.readers.terms import read_terms
from pax.registers.readers.xlsx import read_xlsx
from pax.registers.readers.xml_text import read_xml
from pax.registers.shaping import Shaped, note, shape
from pax.registers.source import Source
from pax.registers.totals import READERS, without_totals
from pax.store import ENGINE_ERRORS

_PER_FILE = {
    "csv": read_csv,
    "parquet": read_parquet,
    "xlsx": read_xlsx,
    "json": read_json,
    "xml": read_xml,
    "terms": read_terms,
    "bolagsverket": read_bolagsverket,
    "table": read_table,
}
_PER_DELIVERY = {
    "exchange": read_exchange,
    "navet_xml": read_navet,
    "ssbtek": read_ssbtek,
    "ssbt": read_ssbt,
    "bods": read_bods,
    "ss12000": read_ss12000,
}
_CHUNK = 1 << 20
_FULL = ("no space", "could not write", "disk", "out of memory")


@dataclass(frozen=True, slots=True)
class Taken:
    """One accepted delivery: its checked tables and what was found in it.

    `marked` are numbers that some other source than `persons` says are protected.
    """

    source: Source
    delivery: Delivery
    tables: Mapping[str, Checked]
    quality: tuple[QualityRow, ...]
    marked: frozenset[str]


@dataclass(frozen=True, slots=True)
class Opened:
    """One delivery as its reader gives it: tables of text. What the reader found is in `opening.findings`."""

    opening: Opening
    delivery: Delivery
    raws: tuple[Raw, ...]

    @property
    def rows(self) -> Mapping[str, int]:
        """File → its data rows."""
        return _rows(self.raws)


def take(opening: Opening, day: date) -> Taken:
    """Open one delivery. Raises `DeliveryRefused` when a file cannot be read or breaks too many promises."""
    return make(open_delivery(opening, day, hashes(opening.files)))


def open_delivery(opening: Opening, day: date, sums: Mapping[str, str]) -> Opened:
    """Read the files of one delivery; `sums` file name → SHA-256, of every one of them. Raises as `take`."""
    narrowed = replace(opening, files=_opened(opening))
    opening.scratch.mkdir(parents=True, exist_ok=True)
    raws = tuple(_read(narrowed))
    rows = _rows(raws)
    files = tuple(DeliveredFile(path.name, sums[path.name], rows.get(path.name, 0)) for path in narrowed.files)
    identity = delivery_id(opening.source.id, sums)
    return Opened(narrowed, Delivery(opening.source.id, day, identity, files, opening.findings.sequence), raws)


def make(opened: Opened) -> Taken:
    """Put what was read under canonical names, check every row, hold the whole to its limit. Raises as `take`."""
    opening, delivery = opened.opening, opened.delivery
    opening.engine.run(f"CREATE OR REPLACE MACRO pax_day() AS DATE '{delivery.date.isoformat()}'")
    with _to_their_end(opening):
        whole = [
            _without_totals(opening, raw).with_columns(opening.source.alternatives(raw.name)) for raw in opened.raws
        ]
        placed = [_placed(opening, raw) for raw in whole]
        shaped = shape(opening.engine, opening.source, placed, opening.schema)
        tables = {each.table: _checked(opening, each) for each in shaped if each.table in opening.wanted}
        note(opening.engine, opening.source, opening.findings)
    _hold_to_limit(opening, opened.rows)
    quality = tuple(opening.findings.rows(delivery.register, delivery.delivery_id))
    return Taken(opening.source, delivery, tables, quality, frozenset(opening.findings.marked))


def _opened(opening: Opening) -> tuple[Path, ...]:
    """The files of the delivery that will be opened; every one must have a place in the layout."""
    source = opening.source
    if source.reader == "exchange":
        return tuple(path for path in opening.files if path.stem in opening.wanted)
    for path in opening.files:
        if not any(fnmatch.fnmatch(path.name.lower(), pattern.lower()) for pattern in source.files.values()):
            raise opening.refused("the layout has no place for this file", file=path.name)
    for raw, pattern in source.files.items():
        if raw not in source.expect.optional_files and not _matching(opening, pattern):
            raise opening.refused(f"the file {pattern} is missing")
    return tuple(opening.files)


def _matching(opening: Opening, pattern: str) -> list[Path]:
    return [path for path in opening.files if fnmatch.fnmatch(path.name.lower(), pattern.lower())]


def _read(opening: Opening) -> Iterator[Raw]:
    source = opening.source
    if source.reader in _PER_DELIVERY:
        yield from _PER_DELIVERY[source.reader](opening)
        return
    records = 0
    for raw, pattern in source.files.items():
        parts = [_PER_FILE[source.reader](opening, raw, path) for path in _matching(opening, pattern)]
        records += sum(count for part in parts for count in part.rows.values())
        if parts:
            yield _joined(parts)
    if source.reader == "xml" and not records:
        # Any XML at all, an answer of errors too, would else be a register that nobody is in.
        raise opening.refused("no file holds any record")


def _without_totals(opening: Opening, raw: Raw) -> Raw:
    return without_totals(opening.engine, raw, opening.findings) if opening.source.reader in READERS else raw


def _placed(opening: Opening, raw: Raw) -> Raw:
    columns = opening.source.addresses.get(raw.name)
    return place(opening.engine, raw, columns, opening.findings) if columns else raw


def _joined(parts: list[Raw]) -> Raw:
    """Several files of one raw table as one."""
    columns = tuple(dict.fromkeys(name for part in parts for name in part.columns))
    relation = " UNION ALL BY NAME ".join(f"({part.relation})" for part in parts)
    rows = {file: count for part in parts for file, count in part.rows.items()}
    return Raw(parts[0].name, relation, columns, rows)


def _checked(opening: Opening, shaped: Shaped) -> Checked:
    path = opening.scratch / f"{opening.scratch.name}-{shaped.table}.parquet"
    checked = check(
        opening.engine, opening.schema[shaped.table], shaped.relation, path, opening.findings, opening.source.limit
    )
    return drop_duplicates(opening.engine, checked, opening.findings, opening.source.limit)


@contextmanager
def _to_their_end(opening: Opening) -> Iterator[None]:
    """Rows that the engine cannot read make a refusal, and never a text of its own: that may quote a row."""
    try:
        yield
    except ENGINE_ERRORS as error:
        if any(sign in str(error).lower() for sign in _FULL):
            raise
        raise opening.refused("the rows cannot be read to their end") from None


def _rows(raws: Iterable[Raw]) -> dict[str, int]:
    rows: dict[str, int] = {}
    for raw in raws:
        for file, count in raw.rows.items():
            rows[file] = max(rows.get(file, 0), count)
    return rows


def _hold_to_limit(opening: Opening, rows: Mapping[str, int]) -> None:
    """Refuse the delivery when a file has more broken rows than the limit, or no whole one (of at least two)."""
    limit = opening.source.limit
    for file, broken in sorted(opening.findings.left_out().items()):
        total = rows.get(file, 0)
        if broken > limit.most(total) or (broken >= total > 1):
            first = min(row for row in opening.findings.quarantine if row.file == file)
            problem = f"{broken} of {total} rows break a promise, first: {first.problem.removeprefix('quarantined: ')}"
            raise opening.refused(problem, file=file, line=first.line or None, column=first.column or None)


def hashes(files: Iterable[Path]) -> dict[str, str]:
    """File name → SHA-256 of its bytes."""
    return {path.name: sha256_of(path) for path in files}


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, read a piece at a time."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def delivery_id(register: str, sums: Mapping[str, str]) -> str:
    """What a delivery is called: by its register, its files' names and their content, whatever is read of them."""
    digest = hashlib.sha256(f"{register}\n".encode())
    for name, sum_ in sorted(sums.items()):
        digest.update(f"{name}\n{sum_}\n".encode())
    return digest.hexdigest()[:20]
