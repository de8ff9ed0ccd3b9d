"""What a rule file promises beyond its shape: each check yields what is wrong, and then the loader refuses the file.

`rules.md` of the design lists the promises; `docs/guides/write-a-rule.md` tells authors how to keep them.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pax.municipality import BOARDS
from pax.rules.examples import OBLIGATORY
from pax.rules.model import GIVEN, SIGNAL_COLUMNS, Case, Rule, RuleBook, Scope, SubjectKind, View
from pax.vocabulary import Closed, ColumnType, Schema, Text

_RULE_ID = re.compile(r"[A-Z]{2}-\d{2}", re.ASCII)
_NAME = re.compile(r"[a-z_][a-z0-9_]*", re.ASCII)
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_EVASIVE = frozenset(
    {"unknown", "none", "nothing", "not known", "not applicable", "n a", "na", "tbd", "todo", "to do", "no", "nil", "x",
     "none known", "nothing known", "see above", "okänd", "okänt", "inga", "inget", "ingen", "inte känt", "ej känt", "",
     "ej aktuellt", "saknas", "vet ej", "vet inte", "inga kända", "inget känt", "se ovan"}
)  # fmt: skip
"""Answers that are none, without signs and in lower case."""
KIN = "kin"
_ENGINE_TABLES = frozenset({"triggers", "known_addresses", "person_groups"})
"""Tables the engine reads for rules: what gave cause, which addresses are collective, whom fairness counts."""

RULE_LINES, SQL_LINES, CASE_LINES = 120, 60, 200


@dataclass(frozen=True, slots=True)
class Read:
    """A rule file as the checks see it: the rule, its cases, its text and that of its cases, and what it stands on."""

    rule: Rule
    cases: tuple[Case, ...]
    text: str
    cases_text: str
    book: RuleBook
    schema: Schema


def broken_promises(read: Read) -> Iterator[str]:
    """Every promise the file breaks, the plainest first."""
    for check in _CHECKS:
        yield from check(read)


def broken_by_view(view: View, text: str, schema: Schema) -> Iterator[str]:
    """Every promise a view's file breaks."""
    if view.id != view.path.stem:
        yield f"the id {view.id} is not the file's name"
    if len(text.splitlines()) > RULE_LINES or len(view.sql.splitlines()) > SQL_LINES:
        yield f"the file is longer than {RULE_LINES} lines, or its SQL than {SQL_LINES}"
    yield from _reads(view.reads, schema)
    yield from _optional(view, schema)
    yield from _said("purpose", view.purpose)
    if not view.key or not set(view.key) <= set(view.columns):
        yield "the key is not among its columns"
    if not view.columns or "row_key" in view.columns:
        yield "the columns are empty or hold row_key, which tables have and views have not"


def _optional(view: View, schema: Schema) -> Iterator[str]:
    for table in view.optional:
        if table not in view.reads:
            yield f"the optional table {table} is not among its reads"
        elif table in schema:
            names = set(view.reads[table]) & set(schema[table].names)
            wrong = sorted(name for name in names if schema[table].column(name).type is not ColumnType.TEXT)
            yield from (f"the optional table {table} may show text alone, not {name}" for name in wrong)


def _naming(read: Read) -> Iterator[str]:
    rule = read.rule
    if _RULE_ID.fullmatch(rule.id) is None:
        yield f"the id {rule.id} is not two capital letters, a hyphen and two digits"
    if rule.id != rule.path.stem:
        yield f"the id {rule.id} is not the file's name"
    if rule.family != rule.path.parent.name:
        yield f"the file does not lie in the folder {rule.family}"


def _length(read: Read) -> Iterator[str]:
    if len(read.text.splitlines()) > RULE_LINES:
        yield f"the file is longer than {RULE_LINES} lines"
    if len(read.rule.sql.splitlines()) > SQL_LINES:
        yield f"the SQL is longer than {SQL_LINES} lines"
    if len(read.cases_text.splitlines()) > CASE_LINES:
        yield f"the cases are longer than {CASE_LINES} lines"


def _whom(read: Read) -> Iterator[str]:
    rule = read.rule
    yield from (f"there is no board {board}" for board in rule.boards if board not in BOARDS)
    if not rule.boards:
        yield "no board may ask it"
    if rule.subject is SubjectKind.PERSON and rule.first_contact is None:
        yield "a rule about persons lacks first_contact"
    if rule.subject is SubjectKind.PERSON and rule.scope is Scope.POPULATION:
        yield "a rule of scope population gives rows of persons"
    if not rule.legal_basis:
        yield "legal_basis is empty"


def _read_tables(read: Read) -> Iterator[str]:
    rule = read.rule
    if not rule.reads:
        yield "reads is empty"
    yield from _reads(rule.reads, read.schema)


def _reads(reads: Mapping[str, tuple[str, ...]], schema: Schema) -> Iterator[str]:
    for table, columns in reads.items():
        if table not in schema:
            yield f"there is no table {table}"
        elif table in _ENGINE_TABLES:
            yield f"the table {table} is mounted for no rule"
        else:
            yield from (problem for column in columns for problem in _column(table, column, schema))
            if not columns:
                yield f"no column of {table} is declared"


def _column(table: str, column: str, schema: Schema) -> Iterator[str]:
    if (table, column) == ("dwellings", "collective"):
        return
    if column not in schema[table].names:
        yield f"the table {table} has no column {column}"
    elif schema[table].column(column).closed is Closed.ALWAYS:
        yield f"{table}.{column} is closed to rules"


def _facts(read: Read) -> Iterator[str]:
    rule = read.rule
    for name in rule.facts:
        if _NAME.fullmatch(name) is None or name in (*SIGNAL_COLUMNS, "subject"):
            yield f"a fact cannot be called {name}"
    for language, sentence in (("sv", rule.explain.sv), ("en", rule.explain.en)):
        told = set(_PLACEHOLDER.findall(sentence)) - {"subject"}
        yield from (f"explain.{language} names {name}, which is no fact" for name in sorted(told - set(rule.facts)))
        yield from (f"explain.{language} does not tell the fact {name}" for name in sorted(set(rule.facts) - told))


def _parameters(read: Read) -> Iterator[str]:
    for name, parameter in read.rule.parameters.items():
        if _NAME.fullmatch(name) is None or name in GIVEN or name.startswith("asked_"):
            yield f"a parameter cannot be called {name}"
        if _is_evasive(parameter.why):
            yield f"parameters.{name}.why gives no reason"


def _words(read: Read) -> Iterator[str]:
    rule = read.rule
    yield from _said("title", rule.title)
    yield from _said("explain", rule.explain)
    yield from _said("next_step", rule.next_step)
    if not rule.innocent_explanations:
        yield "innocent_explanations is empty: every pattern has lawful reasons"
    if not rule.misses:
        yield "misses is empty: every rule misses something"
    for miss in rule.misses:
        yield from _said("misses", miss)
    for explanation in rule.innocent_explanations:
        yield from _said(f"the explanation {explanation.id}", explanation.text)
        yield from _said(f"what clears {explanation.id}", explanation.clears, least=1)
    names = [explanation.id for explanation in rule.innocent_explanations]
    if len(set(names)) != len(names):
        yield "two innocent explanations have one id"


def _said(place: str, text: Text, least: int = 2) -> Iterator[str]:
    for said in (text.sv, text.en):
        if _is_evasive(said) or len(said.split()) < least:
            yield f"{place} says nothing"
    if text.sv == text.en and len(text.sv.split()) > 2:
        yield f"{place} says the same in Swedish and English: it is not translated"


def _is_evasive(text: str) -> bool:
    return re.sub(r"[\W_]+", " ", text).strip().lower() in _EVASIVE


def _cases(read: Read) -> Iterator[str]:
    rule, silent = read.rule, [case for case in read.cases if not case.finds]
    if len(silent) == len(read.cases):
        yield "no case finds anything"
    if not silent:
        yield "no case is silent"
    covered = {name for case in silent for name in case.covers}
    known = {explanation.id for explanation in rule.innocent_explanations} | set(OBLIGATORY)
    for case in read.cases:
        yield from (
            f"the case {case.id} covers {name}, which does not exist" for name in case.covers if name not in known
        )
        if case.finds and case.covers:
            yield f"the case {case.id} finds something and covers an explanation"
        yield from _case_tables(case, read)
    for explanation in rule.innocent_explanations:
        if explanation.visible and explanation.id not in covered:
            yield f"no silent case covers the visible explanation {explanation.id}"
    yield from (f"no silent case covers {name}" for name in _owed(read) if name not in covered)


def _case_tables(case: Case, read: Read) -> Iterator[str]:
    for table, rows in case.tables.items():
        if table not in (*read.book.tables_in_sight(read.rule), "known_addresses"):
            yield f"the case {case.id} has the table {table}, which the rule does not read"
            continue
        names = {*read.schema[table].names, "collective"} if table == "dwellings" else set(read.schema[table].names)
        wrong = sorted({name for row in rows for name in row} - names)
        if wrong:
            yield f"the case {case.id} has the column {table}.{wrong[0]}, which does not exist"
    unknown = sorted(set(case.parameters) - set(read.rule.parameters))
    if unknown:
        yield f"the case {case.id} sets the parameter {unknown[0]}, which does not exist"
    if "sheltered_housing" in case.covers and not any(_is_shelter(row) for row in _all_rows(case)):
        yield f"the case {case.id} covers sheltered_housing and shows none"


def _all_rows(case: Case) -> Iterator[tuple[str, Mapping[str, object]]]:
    for table, rows in case.tables.items():
        yield from ((table, row) for row in rows)


def _is_shelter(named: tuple[str, Mapping[str, object]]) -> bool:
    table, row = named
    return table == "known_addresses" or row.get("collective") is True or row.get("placement") == "shelter"


def _owed(read: Read) -> Iterator[str]:
    below = read.book.views_of(read.rule.uses)
    if KIN in below:
        yield from OBLIGATORY[:3]
    if "residences" in read.rule.reads:
        yield OBLIGATORY[3]


_CHECKS: tuple[Callable[[Read], Iterator[str]], ...] = (
    _naming,
    _length,
    _whom,
    _read_tables,
    _facts,
    _parameters,
    _words,
    _cases,
)
