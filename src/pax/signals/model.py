"""A signal, its evidence, and what a search gave: the columns of `signals.parquet` and `evidence.parquet`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Signal:
    """One answer of one rule about one subject: a question for a human. JSON texts are canonical (sorted keys).

    `text_sv` and `text_en` are empty until `tell` has put names in the place of ids.
    """

    signal_id: str
    rule_id: str
    rule_version: int
    family: str
    subject_kind: str
    subject_id: str
    anchor: str
    other_subjects: str
    from_date: date | None
    to_date: date | None
    amount: Decimal | None
    in_favour: bool
    first_seen_on: date
    facts: str
    facts_hash: str
    text_sv: str = ""
    text_en: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row that made a signal, where it was delivered, and what the rule could see of it (`facts`, JSON)."""

    signal_id: str
    seq: int
    table: str
    row_key: str
    register: str
    delivery_id: str
    file: str
    line: int | None
    facts: str


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many signals a rule gave (and how many are new), their amount, among how many subjects it could have asked.

    `would_be` counts the subjects of a triggered rule that had no trigger, or all of a population rule's.
    """

    rule_id: str
    signals: int
    new: int
    amount: Decimal | None
    population: int
    would_be: int


@dataclass(frozen=True, slots=True)
class RuleStopped:
    """A rule that was stopped while the others went on, and why; `problem` holds no person's value."""

    rule_id: str
    problem: str


@dataclass(frozen=True, slots=True)
class Found:
    """Everything a search gave. `would_be` maps a rule to subject ids that are counted per area, never named."""

    signals: tuple[Signal, ...]
    evidence: tuple[Evidence, ...]
    counts: Mapping[str, RuleCount]
    stopped: tuple[RuleStopped, ...] = ()
    would_be: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)


class Stop(Exception):
    """Stops one rule; the message says why."""
