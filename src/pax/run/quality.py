"""Quality and links of the run folder: what was wrong with rows, how numbers were joined, of nobody protected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from pax.linking import LinkingNote
from pax.protection import PEOPLE
from pax.registers import QualityRow
from pax.run.schemas import QUALITY
from pax.run.tables import table_of
from pax.store import Engine
from pax.vocabulary import Schema

LINKS = pa.schema(
    [
        ("register", pa.string()),
        ("row_key", pa.string()),
        ("entity_id", pa.string()),
        ("method", pa.string()),
        ("weight", pa.float64()),
        ("explanation", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Stages:
    """The same tables at three stages, by which one sees what protection took out."""

    received: Mapping[str, Path]
    linked: Mapping[str, Path]
    askable: Mapping[str, Path]
    protected: Path


def quality_table(
    engine: Engine, quality: Iterable[QualityRow], notes: Iterable[LinkingNote], stages: Stages, schema: Schema
) -> pa.Table:
    """`quality.parquet`. What is said about a line that names a protected person or a muted thing is left out.

    Three locks: the numbers a quarantined row names (`QualityRow.named`), the places of rows that were taken out, and
    the entities of linking's own notes.
    """
    engine.mount({"protected": stages.protected}, "quality_")
    withheld = {entity for (entity,) in engine.rows("SELECT DISTINCT entity_id FROM quality_protected")}
    numbers = {number for (number,) in engine.rows("SELECT number FROM quality_protected WHERE number IS NOT NULL")}
    rows = {
        (row.register, row.delivery_id, row.file, row.line, row.column, row.problem, row.shape)
        for row in quality
        if numbers.isdisjoint(row.named)
    }
    rows |= {
        (note.register, note.delivery_id, note.file, note.line, note.column, note.problem, "")
        for note in notes
        if withheld.isdisjoint(note.entities)
    }
    taken = _taken_out(engine, {(row[0], row[2], row[3]) for row in rows}, stages, schema)
    return table_of(QUALITY, sorted(row for row in rows if (row[0], row[2], row[3]) not in taken))


Spot = tuple[str, str, int]
"""Register, file, line."""


def _taken_out(engine: Engine, spots: Iterable[Spot], stages: Stages, schema: Schema) -> set[Spot]:
    """Those of the places where a row stands that names a protected person (under any number) or a muted thing."""
    told = table_of(_SPOTS, sorted(spots))
    engine.connection.register("quality_spots_given", told)
    engine.run("CREATE OR REPLACE TEMP TABLE quality_spots AS SELECT * FROM quality_spots_given")
    engine.run(_WITHHELD)
    taken: set[Spot] = set()
    for name, path in stages.received.items():
        if name not in schema:
            continue
        engine.mount({"received": path, "linked": stages.linked[name], "askable": stages.askable[name]}, "quality_")
        people = " OR ".join(f'is_withheld("{column.name}")' for column in schema[name].columns if column.id in PEOPLE)
        taken.update(engine.rows(_GONE))
        if people:
            taken.update(engine.rows(f"{_AT} WHERE {people}"))
    return taken


_SPOTS = pa.schema([("register", pa.string()), ("file", pa.string()), ("line", pa.int32())])
_WITHHELD = """
    CREATE OR REPLACE TEMP MACRO is_withheld(named) AS named IN (SELECT number FROM quality_protected)"""
_AT = """
    SELECT DISTINCT t.src_register, t.src_file, t.src_line
    FROM quality_received AS t
    JOIN quality_spots AS s ON s.register = t.src_register AND s.file = t.src_file AND s.line = t.src_line"""
_GONE = """
    SELECT DISTINCT t.src_register, t.src_file, t.src_line
    FROM quality_linked AS t
    JOIN quality_spots AS s ON s.register = t.src_register AND s.file = t.src_file AND s.line = t.src_line
    WHERE t.row_key NOT IN (SELECT row_key FROM quality_askable)"""


def links_table(engine: Engine, links: Path, protected: Path) -> pa.Table:
    """`links.parquet` without protected persons."""
    engine.mount({"links": links, "protected": protected}, "folder_")
    found = engine.arrow(
        "SELECT * FROM folder_links WHERE entity_id NOT IN (SELECT entity_id FROM folder_protected) "
        "ORDER BY register, row_key, entity_id, method"
    )
    return found.cast(LINKS)
