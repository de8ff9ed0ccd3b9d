"""Takes one delivery in: opens its files, checks every row, and refuses the whole when too much is broken."""

import fnmatch
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pax.registers.checking import Checked, check
from pax.registers.delivered import DeliveredFile, Delivery, Findings
from pax.registers.keys import drop_duplicates
from pax.registers.placing import place
from pax.registers.readers.csv_text import read_csv
from pax.registers.readers.exchange import read_exchange
from pax.registers.readers.json_text import read_json
from pax.registers.readers.navet_xml import read_navet
from pax.registers.readers.parquet import read_parquet
from pax.registers.readers.raw import Opening, Raw
from pax.registers.readers.ssbtek import read_ssbtek
from pax.registers.readers.terms import read_terms
from pax.registers.readers.xlsx import read_xlsx
from pax.registers.readers.xml_text import read_xml
from pax.registers.shaping import Shaped, note, shape
from pax.registers.source import Source
from pax.store import ENGINE_ERRORS

_PER_FILE = {
    "csv": read_csv,
    "parquet": read_parquet,
    "xlsx": read_xlsx,
    "json": read_json,
    "xml": read_xml,
    "terms": read_terms,
}
_PER_DELIVERY = {"exchange": read_exchange, "navet_xml": read_navet, "ssbtek": read_ssbtek}
_CHUNK = 1 << 20
_FULL = ("no space", "could not write", "disk", "out of memory")


@dataclass(frozen=True, slots=True)
class Taken:
    """One accepted delivery: its checked tables and what was found in it."""

    source: Source
    delivery: Delivery
    tables: Mapping[str, Checked]
    findings: Findings


def take(opening: Opening, day: date) -> Taken:
    """Open one delivery. Raises `DeliveryRefused` when a file cannot be read or breaks too many promises."""
    files = _opened(opening)
    opening.scratch.mkdir(parents=True, exist_ok=True)
    narrowed = replace(opening, files=files)
    raws = [_placed(narrowed, raw) for raw in _read(narrowed)]
    shaped = shape(opening.engine, opening.source, raws, opening.schema)
    tables = {each.table: _checked(narrowed, each) for each in shaped if each.table in opening.wanted}
    note(opening.engine, opening.source, opening.findings)
    rows = _rows(raws)
    _hold_to_limit(narrowed, rows)
    delivered = tuple(DeliveredFile(path.name, _sha256(path), rows.get(path.name, 0)) for path in files)
    delivery = replace(_delivery(opening.source.id, day, delivered), sequence=opening.findings.sequence)
    return Taken(opening.source, delivery, tables, opening.findings)


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
    for raw, pattern in source.files.items():
        parts = [_PER_FILE[source.reader](opening, raw, path) for path in _matching(opening, pattern)]
        if parts:
            yield _joined(parts)


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
    try:
        checked = check(
            opening.engine, opening.schema[shaped.table], shaped.relation, path, opening.findings, opening.source.limit
        )
    except ENGINE_ERRORS as error:
        if any(sign in str(error).lower() for sign in _FULL):
            raise
        raise opening.refused(f"the rows of {shaped.table} cannot be read to their end") from None
    return drop_duplicates(opening.engine, checked, opening.findings, opening.source.limit)


def _rows(raws: list[Raw]) -> dict[str, int]:
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


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _delivery(register: str, day: date, files: tuple[DeliveredFile, ...]) -> Delivery:
    digest = hashlib.sha256(f"{register}\n{day.isoformat()}\n".encode())
    for file in sorted(files, key=lambda each: each.name):
        digest.update(f"{file.name}\n{file.sha256}\n".encode())
    return Delivery(register, day, digest.hexdigest()[:20], files)
