"""From a row of the run folder to rows of ours. Signals and draws go the same way; only two tables tell them apart."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import models

from pax.api.rows import Ends, Hiding, ItemRow, Named
from paxweb.intake.models import (
    AreaCount,
    Arrived,
    Conflict,
    Edge,
    Evidence,
    Item,
    Origin,
    ProtectedKey,
    Question,
    SheetRow,
    Subject,
)
from paxweb.intake.models import Named as NamedKey

_SOURCE = (
    "run_id", "item_id", "withheld", "seq", "table", "row_key", "register", "delivery_id", "file", "line", "facts",
)  # fmt: skip

COLUMNS: Mapping[type[models.Model], tuple[str, ...]] = {
    Item: (
        "id", "wall_id", "team_only", "board_id", "run_id", "behind_id", "family", "area", "arrived_on",
        "subject_kind", "live", "opened",
    ),
    Origin: ("item_id", "board_id", "drawn", "engine_id", "rule_id", "population_size"),
    Arrived: ("run_id", "item_id", "behind_id", "new", "changed"),
    Subject: (
        "run_id", "item_id", "withheld", "main", "kind", "entity_id", "subject_key", "label", "id_number", "address",
        "birth_year",
    ),
    Question: (
        "run_id", "item_id", "withheld", "rule_id", "rule_version", "anchor", "from_date", "to_date", "amount",
        "in_favour", "first_seen_on", "facts", "facts_hash", "text_sv", "text_en",
    ),
    SheetRow: _SOURCE,
    Evidence: _SOURCE,
    Edge: (
        "run_id", "item_id", "withheld", "from_kind", "from_id", "from_label", "to_kind", "to_id", "to_label",
        "relation", "from_date", "to_date",
    ),
    NamedKey: ("run_id", "item_id", "subject_key"),
    AreaCount: ("run_id", "rule_id", "area_id", "residents", "count"),
    ProtectedKey: ("run_id", "subject_key"),
    Conflict: ("run_id", "staff_key", "subject_kind", "subject_key"),
}  # fmt: skip

Laid = tuple[type[models.Model], tuple[Any, ...]]
"""One row, and the table it is for."""


@dataclass(slots=True)
class Lay:
    """Everything needed to lay one run's rows. `known`: engine's id → item; `hashes`: item → facts last known."""

    run_id: UUID
    board_id: str
    day: date
    hiding: Hiding
    ends: Ends
    nobody: int
    walls: Mapping[str, int]
    subjects: Mapping[Named, Mapping[str, Any]]
    known: dict[str, UUID]
    hashes: Mapping[UUID, str]
    mains: dict[str, tuple[UUID, Named]] = field(default_factory=dict)
    places: dict[UUID, int] = field(default_factory=dict)

    def item(self, row: ItemRow) -> Iterator[Laid]:
        """An item, new or met again: its subjects, and what was asked."""
        found = self.known.get(row.engine_id)
        item_id = found or uuid4()
        behind = self.walls[row.rule_id]
        if found is None:
            area = (self.subjects.get(row.subject, {}).get("address") or "").rpartition(", ")[2]
            yield Item, (
                item_id, self.nobody, False, self.board_id, self.run_id, behind, row.family, area[:200], self.day,
                row.subject[0], False, False,
            )  # fmt: skip
            drawn = row.question is None
            yield Origin, (item_id, self.board_id, drawn, row.engine_id, row.rule_id, row.population_size)
            self.known[row.engine_id] = item_id
        self.mains[row.engine_id] = (item_id, row.subject)
        changed = bool(found and row.question and self.hashes.get(found) != row.question["facts_hash"])
        yield Arrived, (self.run_id, item_id, behind, found is None, changed)
        yield from self._subject(item_id, row.subject, main=True)
        for other in dict.fromkeys(one for one in row.others if one != row.subject):
            yield from self._subject(item_id, other, main=False)
        if row.question is not None:
            yield Question, (self.run_id, item_id, False, row.rule_id, *_question(row.question))

    def _subject(self, item_id: UUID, named: Named, *, main: bool) -> Iterator[Laid]:
        told = self.subjects.get(named, {})
        number = told.get("id_number") or ""
        key = self.hiding.subject(named, number)
        yield Subject, (
            self.run_id, item_id, False, main, *named, key, told.get("label") or "", number, told.get("address") or "",
            told.get("birth_year"),
        )  # fmt: skip
        for one in {key, self.hiding.entity(named)}:
            yield NamedKey, (self.run_id, item_id, one)

    def evidence(self, row: Mapping[str, Any]) -> Iterator[Laid]:
        """A row that made a signal."""
        item_id, _ = self.mains[row["signal_id"]]
        facts = json.loads(row["facts"])
        yield Evidence, (self.run_id, item_id, False, row["seq"], *_source(row))
        yield from self._named(item_id, self.ends.of(row["table"], facts))

    def context(self, row: Mapping[str, Any]) -> Iterator[Laid]:
        """A row about the main subject goes on the fact sheet. Rows about others only tell who stands in the item."""
        item_id, main = self.mains[row["item_id"]]
        ends = self.ends.of(row["table"], json.loads(row["facts"]))
        if main in ends:
            place = self.places[item_id] = self.places.get(item_id, 0) + 1
            yield SheetRow, (self.run_id, item_id, False, place, *_source(row))
            yield from self._named(item_id, ends)

    def edge(self, row: Mapping[str, Any]) -> Iterator[Laid]:
        """One step to another."""
        item_id, _ = self.mains[row["signal_id"]]
        start, end = (row["from_kind"], row["from_id"]), (row["to_kind"], row["to_id"])
        yield Edge, (
            self.run_id, item_id, False, *start, self._label(start), *end, self._label(end), row["relation"],
            row["from_date"], row["to_date"],
        )  # fmt: skip
        yield from self._named(item_id, [start, end])

    def _label(self, named: Named) -> str:
        return self.subjects.get(named, {}).get("label") or ""

    def _named(self, item_id: UUID, ends: list[Named]) -> Iterator[Laid]:
        for named in dict.fromkeys(ends):
            if named[0] in ("person", "dwelling"):
                yield NamedKey, (self.run_id, item_id, self.hiding.entity(named))

    def area_count(self, row: Mapping[str, Any]) -> Iterator[Laid]:
        """How many a rule would ask about in an area."""
        yield AreaCount, (self.run_id, row["rule_id"], row["area_id"], row["residents"] or 0, row["count"])

    def protected(self, row: Mapping[str, Any]) -> Iterator[Laid]:
        """The key of somebody protected."""
        yield ProtectedKey, (self.run_id, row["subject_key"])

    def conflict(self, row: Mapping[str, Any]) -> Iterator[Laid]:
        """An official and what they are close to."""
        yield Conflict, (self.run_id, row["staff_key"], row["subject_kind"], row["subject_key"])


def _source(row: Mapping[str, Any]) -> tuple[Any, ...]:
    texts = (row[name] or "" for name in ("table", "row_key", "register", "delivery_id", "file"))
    return (*texts, row["line"], row["facts"])


def _question(row: Mapping[str, Any]) -> tuple[Any, ...]:
    names = (
        "rule_version", "anchor", "from_date", "to_date", "amount", "in_favour", "first_seen_on", "facts",
        "facts_hash", "text_sv", "text_en",
    )  # fmt: skip
    found = [row[name] for name in names]
    found[1] = found[1] or ""
    return tuple(found)
