"""A rule and a view as types: every key of the header, the SQL beside it, the examples beside that."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from pax.vocabulary import PaxError, Text

Value = str | int | Decimal | date | bool
"""A parameter's value as SQL receives it."""


class Maturity(StrEnum):
    """How far the rule's authors have come. Trial and live are a municipality's own state."""

    DRAFT = "draft"
    READY = "ready"
    RETIRED = "retired"


class Scope(StrEnum):
    """Whom a rule may name: its own stock, those with a trigger, nobody (counts per area)."""

    OWN = "own"
    TRIGGERED = "triggered"
    POPULATION = "population"


class Mode(StrEnum):
    """Casework, or follow-up: a list that is off until a named lawyer signs; both = one household is casework."""

    CASEWORK = "casework"
    FOLLOW_UP = "follow_up"
    BOTH = "both"


class SubjectKind(StrEnum):
    """What a signal can be about."""

    PERSON = "person"
    DWELLING = "dwelling"
    ORGANISATION = "organisation"
    ACCOUNT = "account"


class FirstContact(StrEnum):
    """Who is asked first about a person."""

    SUBJECT_ALONE = "subject_alone"
    HOLDER = "holder"
    LANDLORD = "landlord"
    AUTHORITY_ONLY = "authority_only"


class FactKind(StrEnum):
    """What a fact is, and so how it is shown."""

    PERSON = "person"
    DWELLING = "dwelling"
    ORGANISATION = "organisation"
    ACCOUNT = "account"
    LEASE = "lease"
    CASE = "case"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TEXT = "text"
    BOOLEAN = "boolean"

    @property
    def names_a_subject(self) -> bool:
        """True for what can be another signal's subject: person, dwelling, organisation, account."""
        return self.value in set(SubjectKind)


class ParameterType(StrEnum):
    """What a municipality may write; `months_back` reaches the SQL as a date computed from the as-of date."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TEXT = "text"
    BOOLEAN = "boolean"
    MONTHS_BACK = "months_back"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One threshold: its type, what it is unless a municipality says otherwise, and why. `default` as in the header."""

    type: ParameterType
    default: Value
    why: str


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A statute and section; unconfirmed ones are shown as such."""

    act: str
    section: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """An ordinary reason why the pattern is lawful, and what clears it. `visible`: the data can show it."""

    id: str
    visible: bool
    text: Text
    clears: Text


@dataclass(frozen=True, slots=True)
class Population:
    """Who could have been asked about: the distinct values of a column, where a condition holds."""

    table: str
    column: str
    where: str | None


@dataclass(frozen=True, slots=True)
class Expected:
    """One signal a case wants. Fields that are None are not compared; `amount` absent means that none may stand.

    `evidence` holds the (table, row_key) pairs wanted, exactly, where a case gives them.
    """

    subject: str
    anchor: str
    amount: Decimal | None
    from_date: date | None
    to_date: date | None
    facts: Mapping[str, object]
    evidence: frozenset[tuple[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """An example of a rule: tables in, signals (or silence) out."""

    id: str
    says: str
    finds: bool
    covers: tuple[str, ...]
    as_of: date
    parameters: Mapping[str, object]
    tables: Mapping[str, tuple[Mapping[str, object], ...]]
    expect: tuple[Expected, ...]
    same_tomorrow: bool = True


@dataclass(frozen=True, slots=True)
class View:
    """A shared view: built once a run to a Parquet file. `columns` maps name to kind; `key` tells rows apart."""

    id: str
    version: int
    purpose: Text
    reads: Mapping[str, tuple[str, ...]]
    uses: tuple[str, ...]
    columns: Mapping[str, str]
    key: tuple[str, ...]
    before_protection: bool
    sql: str
    sha256: str
    path: Path
    optional: tuple[str, ...] = ()
    """Those of `reads` that count as empty for a board they were not delivered to."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One question put to the registers (`docs/guides/write-a-rule.md` explains every key)."""

    id: str
    title: Text
    version: int
    maturity: Maturity
    boards: tuple[str, ...]
    scope: Scope
    mode: Mode
    subject: SubjectKind
    first_contact: FirstContact | None
    in_favour: bool
    wildcard: bool
    reads: Mapping[str, tuple[str, ...]]
    uses: tuple[str, ...]
    population: Population
    facts: Mapping[str, FactKind]
    parameters: Mapping[str, Parameter]
    legal_basis: tuple[LegalBasis, ...]
    explain: Text
    innocent_explanations: tuple[Explanation, ...]
    misses: tuple[Text, ...]
    next_step: Text
    secrecy: tuple[str, ...]
    leads_to: str | None
    retention_days: int
    sql: str
    sha256: str
    path: Path

    @property
    def family(self) -> str:
        """The letters before the hyphen: HO of HO-02."""
        return self.id.partition("-")[0]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns the SELECT returns, in order."""
        return (*SIGNAL_COLUMNS, *self.facts)


SIGNAL_COLUMNS = ("subject_id", "anchor", "evidence_table", "evidence_key", "from_date", "to_date", "amount")
"""What every rule returns before its facts."""

GIVEN = ("as_of", "municipality_code")
"""The parameters every rule and view may use without declaring them."""


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Every rule and view that keeps its contract, and why the others do not."""

    rules: Mapping[str, Rule]
    views: Mapping[str, View]
    refused: tuple[PaxError, ...] = ()

    @property
    def refused_ids(self) -> frozenset[str]:
        """The ids of the files that were refused."""
        return frozenset((error.file or "").partition(".")[0] for error in self.refused)

    def tables_of(self, rule: Rule) -> tuple[str, ...]:
        """The canonical tables a rule needs: those in `reads` and those below `uses` that are not optional, sorted."""
        tables = set(rule.reads)
        for view in self.views_of(rule.uses):
            tables.update(set(self.views[view].reads) - set(self.views[view].optional))
        return tuple(sorted(tables))

    def tables_in_sight(self, rule: Rule) -> tuple[str, ...]:
        """`tables_of`, and the optional ones below `uses`, sorted."""
        optional = {table for view in self.views_of(rule.uses) for table in self.views[view].optional}
        return tuple(sorted({*self.tables_of(rule), *optional}))

    def views_of(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """These views and those below them, each after what it uses."""
        ordered: dict[str, None] = {}
        for name in names:
            ordered.update(dict.fromkeys(self.views_of(self.views[name].uses)))
            ordered[name] = None
        return tuple(ordered)
