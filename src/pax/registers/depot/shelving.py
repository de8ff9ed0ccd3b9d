"""Writes what was taken of one delivery to a folder of the store, and reads it back, every file held to its hash.

tables/<table>.parquet  canonical columns, src_file, src_line, rid (order): the rows in use
apart/persons.parquet   person_id, protection …: rows not in use that still say who is protected
quality.parquet         register, delivery_id, file, line, column, problem, shape: never a value
named.parquet           row of quality (from 0), number: who a quality row is about, so that it can be left out
marked.parquet          number: who else the delivery says is protected
raw/<name>.parquet, reading.json   the tables before addresses were looked up in other registers; only where they are
manifest.json           all this with hashes
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pax.registers.checking import Checked, stage_of, usable
from pax.registers.delivered import Finding, Findings, QualityRow
from pax.registers.depot import disk
from pax.registers.depot.manifest import MANIFEST, Held, canonical_json, damaged, sealed, summary
from pax.registers.marks import PERSONS
from pax.registers.readers.raw import Opening, Raw
from pax.registers.source import Source
from pax.registers.taking import Opened, Taken, sha256_of
from pax.store import PROVENANCE, Engine, Tables, rows_in, write_rows
from pax.vocabulary import Schema

TABLES, APART, RAW = "tables", "apart", "raw"
QUALITY, NAMED, MARKED, READING = "quality.parquet", "named.parquet", "marked.parquet", "reading.json"
_QUALITY = pa.schema(
    [
        ("register", pa.string()),
        ("delivery_id", pa.string()),
        ("file", pa.string()),
        ("line", pa.int32()),
        ("column", pa.string()),
        ("problem", pa.string()),
        ("shape", pa.string()),
    ]
)
_NAMED = pa.schema([("row", pa.int32()), ("number", pa.string())])
_MARKED = pa.schema([("number", pa.string())])


def shelve_raw(engine: Engine, opened: Opened, folder: Path) -> None:
    """Write what the reader gave, before anything was looked up elsewhere, and what it found."""
    for raw in opened.raws:
        names = ", ".join(f'"{name}"' for name in (*raw.columns, *PROVENANCE[2:]))
        engine.write(f"SELECT {names} FROM ({raw.relation})", folder / RAW / f"{raw.name}.parquet")  # noqa: S608  the layout's own
    columns = {raw.name: list(raw.columns) for raw in opened.raws}
    findings = _told(opened.opening.findings)
    disk.write_text(folder / READING, canonical_json({"tables": columns, "findings": findings}))


def _told(findings: Findings) -> dict[str, object]:
    kinds = [
        {"kind": list(kind), "times": findings.counted[kind], "listed": [asdict(one) for one in listed]}
        for kind, listed in findings.notes.items()
    ]
    return {
        "quarantine": [asdict(one) for one in findings.quarantine],
        "notes": kinds,
        "unlisted": findings.unlisted,
        "marked": sorted(findings.marked),
        "sequence": findings.sequence,
    }


def _found(told: Mapping[str, Any]) -> Findings:
    findings = Findings()
    findings.quarantine = [_finding(one) for one in told["quarantine"]]
    for note in told["notes"]:
        file, column, problem = note["kind"]
        findings.notes[file, column, problem] = [_finding(one) for one in note["listed"]]
        findings.counted[file, column, problem] = note["times"]
    findings.unlisted = dict(told["unlisted"])
    findings.marked = set(told["marked"])
    findings.sequence = told["sequence"]
    return findings


def _finding(told: Mapping[str, Any]) -> Finding:
    return Finding(**{**told, "named": tuple(told["named"])})


def shelve(engine: Engine, taken: Taken, folder: Path, about: Mapping[str, object]) -> None:
    """Write everything of a delivery that was taken, the manifest last. `about` is what only the store knows of it."""
    tables = {name: _shelve_table(engine, checked, folder) for name, checked in sorted(taken.tables.items())}
    if PERSONS in taken.tables:
        _shelve_marks(engine, taken.tables[PERSONS], folder)
    _shelve_quality(taken.quality, folder)
    if taken.marked:
        write_rows(pa.table({"number": sorted(taken.marked)}, schema=_MARKED), folder / MARKED)
    delivery = taken.delivery
    document = {
        **about,
        "register": delivery.register,
        "date": delivery.date.isoformat(),
        "delivery_id": delivery.delivery_id,
        "sequence": delivery.sequence,
        "files": [asdict(file) for file in delivery.files],
        "tables": tables,
        "quality": summary(taken.quality),
        "written": {
            path.relative_to(folder).as_posix(): {"sha256": sha256_of(path), "bytes": path.stat().st_size}
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        },
    }
    disk.write_text(folder / MANIFEST, canonical_json(sealed(document)))


def _shelve_table(engine: Engine, checked: Checked, folder: Path) -> int:
    names = ", ".join(f'"{name}"' for name in (*checked.table.names, *PROVENANCE[2:]))
    order = " ORDER BY rid" if checked.doubled else ""
    select = f"SELECT {names}, rid FROM ({usable(checked)}){order}"  # noqa: S608  canonical names
    return rows_in(engine.write(select, folder / TABLES / f"{checked.table.name}.parquet"))


def _shelve_marks(engine: Engine, persons: Checked, folder: Path) -> None:
    """Rows of persons that are not used and still say that somebody is protected."""
    dropped = f" OR rid IN (SELECT rid FROM {persons.dropped})" if persons.doubled else ""  # noqa: S608  ours
    select = (
        f"SELECT person_id, protection, src_file, src_line, rid FROM {stage_of(persons)} WHERE (bad > 0{dropped}) "  # noqa: S608  ours
        "AND protection IS DISTINCT FROM 'none' AND person_id IS NOT NULL AND pax_is_person(person_id) ORDER BY rid"
    )
    path = engine.write(select, folder / APART / f"{PERSONS}.parquet")
    if not rows_in(path):
        path.unlink()
        path.parent.rmdir()


def _shelve_quality(quality: Sequence[QualityRow], folder: Path) -> None:
    rows = [{name: getattr(row, name) for name in _QUALITY.names} for row in quality]
    write_rows(pa.Table.from_pylist(rows, _QUALITY), folder / QUALITY)
    named = [{"row": at, "number": number} for at, row in enumerate(quality) for number in row.named]
    if named:
        write_rows(pa.Table.from_pylist(named, _NAMED), folder / NAMED)


def opened_file(held: Held, name: str) -> Path:
    """The path of one file of a delivery, once its content is what the manifest says. `NothingWritten` otherwise."""
    path = held.folder / name
    try:
        is_whole = sha256_of(path) == held.written[name]
    except (OSError, KeyError):
        is_whole = False
    if not is_whole:
        raise damaged(held.folder, name)
    return path


def quality_of(held: Held) -> tuple[QualityRow, ...]:
    """Everything found in the delivery when it was received, each row with the numbers it is about."""
    named: dict[int, list[str]] = {}
    if NAMED in held.written:
        for told in pq.read_table(opened_file(held, NAMED)).to_pylist():
            named.setdefault(told["row"], []).append(told["number"])
    rows = pq.read_table(opened_file(held, QUALITY)).to_pylist()
    return tuple(QualityRow(**row, named=tuple(named.get(at, ()))) for at, row in enumerate(rows))


def taken_from(held: Held, source: Source, schema: Schema, wanted: frozenset[str]) -> Taken:
    """What was taken of a delivery when it was received, as far as it is wanted."""
    tables = {}
    for name, rows in held.tables.items():
        if name in wanted and name in schema:
            apart = opened_file(held, f"{APART}/{name}.parquet") if f"{APART}/{name}.parquet" in held.written else None
            path = opened_file(held, f"{TABLES}/{name}.parquet")
            tables[name] = Checked(schema[name], path, rows, shelved=True, apart=apart)
    files = tuple(file for file in held.files if source.reader != "exchange" or Path(file.name).stem in wanted)
    names = {file.name for file in files}
    quality = tuple(row for row in quality_of(held) if row.file in names or source.reader != "exchange")
    marked = pq.read_table(opened_file(held, MARKED))["number"].to_pylist() if MARKED in held.written else ()
    return Taken(source, replace(held.delivery, files=files), tables, quality, frozenset(marked))


def opened_from(held: Held, opening: Opening) -> Opened:
    """What the reader gave when the delivery was received, to be looked up in other registers anew."""
    told = json.loads(opened_file(held, READING).read_text(encoding="utf-8"))
    rows = {file.name: file.rows for file in held.files}
    raws = []
    for name, columns in told["tables"].items():
        path = str(opened_file(held, f"{RAW}/{name}.parquet")).replace("'", "''")
        raws.append(Raw(name, f"SELECT * FROM read_parquet('{path}')", tuple(columns), rows))  # noqa: S608  our own file
    return Opened(replace(opening, findings=_found(told["findings"])), held.delivery, tuple(raws))


def tables_of(held: Held) -> Tables:
    """The delivery's tables: canonical columns, `src_file`, `src_line`, `rid`. Each file is held to its hash."""
    return Tables({name: opened_file(held, f"{TABLES}/{name}.parquet") for name in held.tables})
