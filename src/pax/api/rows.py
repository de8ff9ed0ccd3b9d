"""What a run's rows are about: items in an order that tells nothing, and who stands in a row.

A signal and a draw come out alike, so that whoever lays them down need not tell them apart until they must.
"""

import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pyarrow as pa

from pax.api.runs import BATCH, OpenedRun
from pax.run.keys import ENTITY
from pax.vocabulary.ends import Ends, Named
from pax.vocabulary.hiding import hidden

__all__ = ["Ends", "Hiding", "ItemRow", "Items", "Named"]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A signal (then `question` is its row) or a draw (then None, and `population_size` says one of how many)."""

    engine_id: str
    rule_id: str
    family: str
    subject: Named
    others: tuple[Named, ...]
    population_size: int | None
    question: Mapping[str, Any] | None


@dataclass(frozen=True)
class Items:
    """A run's signals and draws together, in the order of a keyed hash of their ids."""

    table: pa.Table

    @classmethod
    def of(cls, run: OpenedRun, key: bytes) -> "Items":
        """The items of a run. The order is the same whenever the same run and key meet."""
        draws = run.table("draws").rename_columns({"draw_id": "engine_id"})
        signals = run.table("signals").rename_columns({"signal_id": "engine_id"})
        both = pa.concat_tables([signals, draws], promote_options="default")
        ids = both["engine_id"].to_pylist()
        if len(set(ids)) != len(ids):
            raise ValueError("two items of a run have one id")
        order = sorted(range(len(ids)), key=lambda n: hmac.digest(key, b"item\n" + ids[n].encode(), sha256))
        return cls(both.take(pa.array(order, pa.int64())))

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def after(self, start: int) -> Iterator[ItemRow]:
        """The items from place `start` on."""
        for place in range(start, len(self), BATCH):
            for row in self.table.slice(place, BATCH).to_pylist():
                yield _item(row)


def _item(row: dict[str, Any]) -> ItemRow:
    signal = row["facts_hash"] is not None
    others = json.loads(row["other_subjects"]) if signal else []
    return ItemRow(
        engine_id=row["engine_id"],
        rule_id=row["rule_id"],
        family=row["family"],
        subject=(row["subject_kind"], row["subject_id"]),
        others=tuple((one["kind"], one["id"]) for one in others),
        population_size=row["population_size"],
        question=row if signal else None,
    )


@dataclass(slots=True)
class Hiding:
    """Keys under a board's subject key, each counted once."""

    key: bytes
    known: dict[tuple[str, str], str]

    @classmethod
    def under(cls, key: bytes) -> "Hiding":
        """Keys under this key."""
        return cls(key, {})

    def of(self, kind: str, identifier: str) -> str:
        """The key of a person's number, or of anything else by kind and id."""
        found = self.known.get((kind, identifier))
        if found is None:
            found = self.known[(kind, identifier)] = hidden(self.key, kind, identifier)
        return found

    def entity(self, named: Named) -> str:
        """The key by the engine's id: for persons apart from that of their number."""
        kind, identifier = named
        return self.of(ENTITY if kind == "person" else kind, identifier)

    def subject(self, named: Named, number: str | None) -> str:
        """The key others know a subject by: of a person the number where there is one."""
        kind, _ = named
        return self.of(kind, number) if kind == "person" and number else self.entity(named)
