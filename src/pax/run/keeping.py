"""The kept folder: askable tables and views that `pax ask --from` can ask without reading a delivery again."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pax import signals
from pax.run.folder import readable_json, whole_or_not_at_all
from pax.run.preparing import ALWAYS, TYING, Place, Prepared, asked_tables
from pax.store import Engine, Tables, write_index
from pax.vocabulary import WrongUse

SCHEMA = 1
KEPT = "kept.json"
INDEX = "index.duckdb"


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept folder opened: the tables that may be asked, the way from numbers to entities, whose they are and when."""

    tables: Tables
    index: Path
    numbers: Path
    municipality_code: str
    board: str
    as_of: date
    document: Mapping[str, Any]


def keep(engine: Engine, prepared: Prepared, place: Place, out: Path) -> None:
    """Write the kept folder: askable tables that rules or texts read, views, numbers of those who are not protected."""
    with whole_or_not_at_all(out, "kept folder") as folder:
        (folder / "tables").mkdir()
        needed = (*ALWAYS, *TYING, *asked_tables(prepared.book, place.board), *prepared.book.views)
        for name, path in prepared.tables.items():
            if name in needed:
                shutil.copyfile(path, folder / "tables" / f"{name}.parquet")
        _write_index(folder, prepared, place.board)
        engine.mount({"numbers": prepared.linked.numbers, "protected": prepared.askable.protected}, "kept_")
        engine.write(_NUMBERS, folder / "numbers.parquet")
        document = {
            "schema": SCHEMA,
            "municipality_code": place.municipality.code,
            "board": place.board,
            "as_of": prepared.received.as_of.isoformat(),
            "deliveries": [
                {"register": one.register, "date": one.date.isoformat(), "delivery_id": one.delivery_id}
                for one in prepared.received.deliveries
            ],
        }
        (folder / KEPT).write_text(readable_json(document), encoding="utf-8")


def _write_index(folder: Path, prepared: Prepared, board: str) -> None:
    """Beside the tables, those the board's rules read once more, with an index on every identifier."""
    names = signals.read_by([rule for rule in prepared.book.rules.values() if board in rule.boards])
    tables = {name: path for name, path in prepared.tables.items() if name in names}
    columns = {name: tuple(signals.looked_up(name, prepared.schema, prepared.book)) for name in tables}
    write_index(folder / INDEX, tables, columns, memory="3GB")


# Sorted by number, so that one is found without reading the rest.
_NUMBERS = """
    SELECT kind, entity_id, number, newest FROM kept_numbers
    WHERE entity_id NOT IN (SELECT entity_id FROM kept_protected) ORDER BY number, kind"""


def open_kept(folder: Path) -> Kept:
    """Open what `keep` wrote; `WrongUse` when it is not that."""
    try:
        document = json.loads((folder / KEPT).read_text(encoding="utf-8"))
        if document["schema"] != SCHEMA:
            raise ValueError
        return Kept(
            Tables.in_folder(folder / "tables"),
            folder / INDEX,
            folder / "numbers.parquet",
            document["municipality_code"],
            document["board"],
            date.fromisoformat(document["as_of"]),
            document,
        )
    except (OSError, ValueError, KeyError, TypeError):
        raise WrongUse(
            "not a folder of kept tables", file=folder.name, ask="you", then="name one that pax run --keep wrote"
        ) from None
