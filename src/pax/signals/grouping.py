"""A rule's rows, checked and grouped to signals: equal subject and anchor are one question."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from pax.rules import Rule, SubjectKind
from pax.signals.model import Stop
from pax.store import Engine

_KINDS = {
    SubjectKind.PERSON: "starts_with(subject_id, 'p_')",
    SubjectKind.ORGANISATION: "(starts_with(subject_id, 'o_') OR regexp_full_match(subject_id, '[0-9]{10}'))",
}
"""A holder, payer or owner may be a person or an organisation: a rule about the one never names the other."""


@dataclass(frozen=True, slots=True)
class Question:
    """One signal before its evidence is fetched. `number` is its place among the rule's, by subject and anchor."""

    number: int
    subject_id: str
    anchor: str
    from_date: date | None
    to_date: date | None
    amount: Decimal | None
    facts: Mapping[str, Any]


def group(engine: Engine, rule: Rule, rows: pa.Table) -> list[Question]:
    """Check the rows and group them. Leaves a table `answer` (number, evidence_table, evidence_key) in the engine.

    Raises `Stop` when the rows break what every rule promises.
    """
    _check_shape(rule, rows)
    engine.put("rows", rows)
    engine.run(_FOUND.format(kind=_KINDS.get(rule.subject, "true")))
    _check_rows(engine, rule)
    facts = "".join(f', "{name}"' for name in rule.facts)
    grouped = engine.arrow(_GROUPED.format(facts=facts)).to_pylist()
    if len({(one["subject_id"], one["anchor"]) for one in grouped}) != len(grouped):
        raise Stop("the facts of one signal differ between its rows")
    questions = [_question(number, one, rule) for number, one in enumerate(grouped)]
    _number(engine, questions)
    return questions


def _check_shape(rule: Rule, rows: pa.Table) -> None:
    if tuple(rows.column_names) != rule.columns:
        raise Stop(f"the columns are not {', '.join(rule.columns)}")
    amount = rows.schema.field("amount").type
    if not (pa.types.is_decimal(amount) and amount.scale <= 2):
        raise Stop("the amount is not a DECIMAL with two decimals")


def _check_rows(engine: Engine, rule: Rule) -> None:
    tables = [table for (table,) in engine.rows("SELECT DISTINCT evidence_table FROM found ORDER BY ALL")]
    if any(table not in rule.reads for table in tables):
        raise Stop("the evidence names a table the rule does not read")
    for problem, condition in _PROMISES:
        if engine.rows(f"SELECT 1 FROM found WHERE {condition} LIMIT 1"):  # noqa: S608  constants of this file
            raise Stop(problem)
    if engine.rows(_TWICE):
        raise Stop("one row is evidence twice in a signal, with different dates or amounts")


_FOUND = """
CREATE OR REPLACE TEMP TABLE found AS SELECT DISTINCT * FROM rows WHERE subject_id IS NULL OR {kind}
"""
_PROMISES = (
    ("the subject is empty", "subject_id IS NULL"),
    ("the anchor is empty", "anchor IS NULL"),
    ("the evidence is empty", "evidence_key IS NULL OR evidence_table IS NULL"),
    ("the amount is not above zero", "amount <= 0"),
)
_TWICE = """
SELECT 1 FROM found GROUP BY subject_id, anchor, evidence_table, evidence_key
HAVING COUNT(*) > 1 AND COUNT(DISTINCT (from_date, to_date, amount)) > 1 LIMIT 1
"""
_GROUPED = """
SELECT subject_id, anchor, MIN(from_date) AS from_date,
  CASE WHEN COUNT(*) = COUNT(to_date) THEN MAX(to_date) END AS to_date,
  CAST(SUM(amount) AS DECIMAL(14,2)) AS amount{facts}
FROM found GROUP BY subject_id, anchor{facts} ORDER BY subject_id, anchor
"""
_ANSWER = """
CREATE OR REPLACE TEMP TABLE answer AS
SELECT DISTINCT n.number, f.evidence_table, f.evidence_key
FROM found AS f JOIN numbered AS n ON n.subject_id = f.subject_id AND n.anchor = f.anchor
"""


def _number(engine: Engine, questions: Sequence[Question]) -> None:
    columns = {
        "number": pa.array([one.number for one in questions], pa.int64()),
        "subject_id": pa.array([one.subject_id for one in questions], pa.string()),
        "anchor": pa.array([one.anchor for one in questions], pa.string()),
    }
    engine.put("numbered", pa.table(columns))
    engine.run(_ANSWER)


def _question(number: int, one: Mapping[str, Any], rule: Rule) -> Question:
    return Question(
        number=number,
        subject_id=one["subject_id"],
        anchor=one["anchor"],
        from_date=one["from_date"],
        to_date=one["to_date"],
        amount=one["amount"],
        facts={name: plain(one[name]) for name in rule.facts},
    )


def keep(engine: Engine, numbers: Collection[int]) -> None:
    """Leave only these questions in `answer`."""
    engine.put("kept", pa.table({"number": pa.array(sorted(numbers), pa.int64())}))
    engine.run("DELETE FROM answer WHERE number NOT IN (SELECT number FROM kept)")


def signal_id(rule: Rule, subject_id: str, anchor: str) -> str:
    """First 20 hex of SHA-256 over rule id, subject kind, subject id and anchor, each ended by a line feed."""
    text = "".join(f"{part}\n" for part in (rule.id, rule.subject.value, subject_id, anchor))
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def plain(value: object) -> Any:  # noqa: ANN401  what JSON can hold
    """A value as it stands in canonical JSON: dates ISO, decimals as text with their decimals."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def canonical(value: object) -> str:
    """Canonical JSON: sorted keys, no spaces, characters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
