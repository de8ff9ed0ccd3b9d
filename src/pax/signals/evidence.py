"""The rows behind the signals: what the rule could see of them, and the delivery, file and line they came from."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from pax.rules import Rule
from pax.signals.grouping import plain
from pax.signals.model import Stop
from pax.store import Engine, Tables
from pax.store.parquet import quoted
from pax.vocabulary import IdKind, Schema

_ROWS = """
SELECT a.number, t.row_key, t.src_register, t.src_delivery, t.src_file, t.src_line{columns}
FROM answer AS a JOIN read_parquet({file}) AS t ON t.row_key = a.evidence_key
WHERE a.evidence_table = $table ORDER BY a.number, t.row_key
"""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One row of evidence with its declared columns as plain JSON values."""

    table: str
    row_key: str
    register: str
    delivery_id: str
    file: str
    line: int | None
    facts: Mapping[str, Any]


def fetch(
    engine: Engine, rule: Rule, tables: Tables, visible: Mapping[str, Sequence[str]]
) -> dict[int, list[EvidenceRow]]:
    """The evidence rows of every question in `answer`, by number, ordered by table and row key.

    `visible` gives the columns shown per table (the rule's `reads`, and those of `triggers`). Raises `Stop` when a row
    that a rule names does not exist.
    """
    rows: dict[int, list[EvidenceRow]] = defaultdict(list)
    names = [name for (name,) in engine.rows("SELECT DISTINCT evidence_table FROM answer ORDER BY ALL")]
    for table in names:
        for number, row in _of_table(engine, table, tables, visible[table]):
            rows[number].append(row)
    wanted = engine.rows("SELECT COUNT(*) FROM answer")[0][0]
    if sum(len(found) for found in rows.values()) != wanted:
        raise Stop("the evidence names a row that does not exist, or that exists twice")
    return rows


def _of_table(engine: Engine, table: str, tables: Tables, columns: Sequence[str]) -> Iterator[tuple[int, EvidenceRow]]:
    listed = "".join(f', t."{column}"' for column in columns)
    # Column names come from the rule's header, which the loader checked; the file is ours.
    sql = _ROWS.format(columns=listed, file=quoted(tables[table]))
    for batch in engine.arrow(sql, {"table": table}).to_batches(max_chunksize=50_000):
        yield from _rows(batch, table, columns)


def _rows(batch: pa.RecordBatch, table: str, columns: Sequence[str]) -> Iterator[tuple[int, EvidenceRow]]:
    for row in batch.to_pylist():
        facts = {column: plain(row[column]) for column in columns}
        yield (
            row["number"],
            EvidenceRow(
                table,
                row["row_key"],
                row["src_register"] or "",
                row["src_delivery"] or "",
                row["src_file"] or "",
                row["src_line"],
                facts,
            ),
        )


def others(rule: Rule, subject_id: str, facts: Mapping[str, Any], rows: Sequence[EvidenceRow], schema: Schema) -> Any:  # noqa: ANN401  JSON
    """The persons, dwellings, organisations and accounts that facts or evidence name, but the subject; sorted."""
    found = {(kind.value, facts[name]) for name, kind in rule.facts.items() if kind.names_a_subject and facts[name]}
    for row in rows:
        found.update(named_by(row, schema))
    found.discard((rule.subject.value, subject_id))
    return [{"kind": kind, "id": one} for kind, one in sorted(found)]


_SUBJECTS = frozenset({"person", "dwelling", "organisation", "account"})


def named_by(row: EvidenceRow, schema: Schema) -> Iterator[tuple[str, str]]:
    """The (kind, id) pairs of subjects that a row of evidence names."""
    table = schema[row.table]
    for name, value in row.facts.items():
        if value is None or name not in table.names:
            continue
        kind = kind_of(table.column(name).id, value, row.facts)
        if kind in _SUBJECTS:
            yield kind, value


def kind_of(kind: IdKind | None, value: str, row: Mapping[str, Any]) -> str:
    """What an id names: a party is told apart by its form, a `subject_id` by the kind beside it; '' when nothing."""
    if kind is IdKind.PARTY:
        return party_kind(value)
    if kind is IdKind.SUBJECT:
        return str(row.get("subject_kind") or "")
    return kind.value if kind is not None else ""


def party_kind(value: str) -> str:
    """person for `p_…`, organisation for `o_…` or ten digits, '' for a payer that has no number."""
    if value.startswith("p_"):
        return "person"
    is_number = len(value) == 10 and value.isascii() and value.isdigit()
    return "organisation" if value.startswith("o_") or is_number else ""
