"""Signals, evidence and quality as the run folder holds them: columns, types, order."""

from collections.abc import Sequence

import pyarrow as pa

from pax.run.tables import table_of
from pax.signals import AreaCount, Evidence, Signal

SIGNALS = pa.schema(
    [
        ("signal_id", pa.string()),
        ("rule_id", pa.string()),
        ("rule_version", pa.int32()),
        ("family", pa.string()),
        ("subject_kind", pa.string()),
        ("subject_id", pa.string()),
        ("anchor", pa.string()),
        ("other_subjects", pa.string()),
        ("from_date", pa.date32()),
        ("to_date", pa.date32()),
        ("amount", pa.decimal128(14, 2)),
        ("in_favour", pa.bool_()),
        ("first_seen_on", pa.date32()),
        ("facts", pa.string()),
        ("facts_hash", pa.string()),
        ("text_sv", pa.string()),
        ("text_en", pa.string()),
    ]
)
EVIDENCE = pa.schema(
    [
        ("signal_id", pa.string()),
        ("seq", pa.int32()),
        ("table", pa.string()),
        ("row_key", pa.string()),
        ("register", pa.string()),
        ("delivery_id", pa.string()),
        ("file", pa.string()),
        ("line", pa.int32()),
        ("facts", pa.string()),
    ]
)
AREA_COUNTS = pa.schema(
    [("rule_id", pa.string()), ("area_id", pa.string()), ("residents", pa.int64()), ("count", pa.int64())]
)
QUALITY = pa.schema(
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
PROTECTED = pa.schema([("subject_key", pa.string())])


def signals_table(signals: Sequence[Signal]) -> pa.Table:
    """`signals.parquet`: by rule, then subject and anchor."""
    ordered = sorted(signals, key=lambda one: (one.rule_id, one.subject_id, one.anchor))
    return table_of(SIGNALS, [[getattr(one, name) for name in SIGNALS.names] for one in ordered])


def evidence_table(evidence: Sequence[Evidence]) -> pa.Table:
    """`evidence.parquet`: by signal and place."""
    ordered = sorted(evidence, key=lambda one: (one.signal_id, one.seq))
    return table_of(EVIDENCE, [[getattr(one, name) for name in EVIDENCE.names] for one in ordered])


def area_counts_table(counts: Sequence[AreaCount]) -> pa.Table:
    """`area_counts.parquet`, in the order given."""
    return table_of(AREA_COUNTS, [[getattr(one, name) for name in AREA_COUNTS.names] for one in counts])
