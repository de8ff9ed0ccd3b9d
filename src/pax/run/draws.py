"""Draws by chance from those a family's rules could have asked about, so that the reader of an item cannot tell."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import ROUND_CEILING, Decimal
from hashlib import sha256

import pyarrow as pa

from pax.rules import Rule
from pax.run.subjects import Subject
from pax.run.tables import table_of
from pax.vocabulary.hiding import hidden

WEEKS = 4
SHARE = Decimal("0.10")
DEFAULT_CAPACITY = 20
"""Signals a week and family where `[capacity]` says nothing."""

DRAWS = pa.schema(
    [
        ("draw_id", pa.string()),
        ("family", pa.string()),
        ("rule_id", pa.string()),
        ("subject_kind", pa.string()),
        ("subject_id", pa.string()),
        ("population_size", pa.int64()),
    ]
)


def draw(
    rules: Sequence[Rule],
    populations: Mapping[str, Collection[str]],
    capacity: Mapping[str, int],
    key: bytes,
    as_of: date,
    signalled: Collection[tuple[str, Subject]],
) -> pa.Table:
    """`draws.parquet`: per family four weeks' draws, uniform among the subjects of its rules' populations.

    The order is the HMAC of the subject under the run key and the as-of date: nobody can choose, anyone with the key
    can check. `populations`: rule → ids of all it could have asked about. `signalled` (family, subject) are drawn anew.
    `population_size` counts the distinct subjects of the family.
    """
    rows = []
    for family in sorted({rule.family for rule in rules}):
        asked: dict[Subject, list[str]] = {}
        for rule in rules:
            if rule.family == family:
                for identifier in populations[rule.id]:
                    asked.setdefault((str(rule.subject), identifier), []).append(rule.id)
        ordered = sorted(asked, key=lambda subject: _chance(key, as_of, "", subject))
        free = (subject for subject in ordered if (family, subject) not in signalled)
        for subject, _ in zip(free, range(weekly(capacity.get(family, DEFAULT_CAPACITY)) * WEEKS), strict=False):
            rule_id = min(asked[subject], key=lambda rule: _chance(key, as_of, rule, subject))
            rows.append((_draw_id(family, rule_id, subject, as_of), family, rule_id, *subject, len(asked)))
    rows.sort(key=lambda row: (row[1], row[0]))
    return table_of(DRAWS, rows)


def weekly(capacity: int) -> int:
    """Draws a week: a tenth of the family's capacity, at least one."""
    return max(1, int((capacity * SHARE).to_integral_value(ROUND_CEILING)))


def _chance(key: bytes, as_of: date, rule_id: str, subject: Subject) -> str:
    return hidden(key, "draw", "\n".join((as_of.isoformat(), rule_id, *subject)))


def _draw_id(family: str, rule_id: str, subject: Subject, as_of: date) -> str:
    text = "".join(f"{part}\n" for part in ("draw", family, rule_id, *subject, as_of.isoformat()))
    return sha256(text.encode()).hexdigest()[:20]
