"""A rule against its own examples: what each finds, and whether tomorrow it would find the same."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pax.rules.examples import cases_path, read_cases
from pax.rules.model import Case, Expected, Rule, RuleBook
from pax.rules.parameters import values
from pax.rules.world import Asked, open_asked
from pax.store import QueryFailed
from pax.vocabulary import Schema

CASE_MUNICIPALITY = "0999"
"""`$municipality_code` in every example."""


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One example's outcome; `differences` says in words what was wanted and what came, empty when it holds."""

    rule_id: str
    case_id: str
    differences: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """True when the rule did what the example says."""
        return not self.differences


def run_cases(book: RuleBook, schema: Schema, rule: Rule) -> tuple[CaseResult, ...]:
    """Run every example of a rule, and each finding one again a day later."""
    cases = read_cases(cases_path(rule.path))
    with open_asked(book, schema, rule) as asked:
        return tuple(CaseResult(rule.id, case.id, tuple(_outcome(asked, rule, case))) for case in cases)


def _outcome(asked: Asked, rule: Rule, case: Case) -> Iterable[str]:
    try:
        return list(_differences(asked, rule, case))
    except QueryFailed as error:
        return [str(error)]


def _differences(asked: Asked, rule: Rule, case: Case) -> Iterable[str]:
    asked.put(case.tables, case.as_of, CASE_MUNICIPALITY)
    yield from differences(asked, rule, case)
    if case.finds and case.same_tomorrow:
        tomorrow = case.as_of + timedelta(days=1)
        asked.put(case.tables, tomorrow, CASE_MUNICIPALITY)
        wanted = {(one.subject, one.anchor) for one in case.expect}
        subjects = {subject for subject, _ in wanted}
        moved = set(_ask(asked, rule, case, tomorrow)) - wanted
        for subject, anchor in sorted(key for key in moved if key[0] in subjects):
            yield f"a day later the anchor of {subject} is {anchor!r}"


def differences(
    asked: Asked, rule: Rule, case: Case, sql: str | None = None, *, seconds: float | None = None
) -> list[str]:
    """What the rule (or `sql` in its place) does otherwise than the case says, in the world that `asked` holds."""
    return list(_compare(_ask(asked, rule, case, case.as_of, sql, seconds), case.expect))


Found = Mapping[tuple[str, str], Sequence[Mapping[str, Any]]]


def _ask(
    asked: Asked, rule: Rule, case: Case, as_of: date, sql: str | None = None, seconds: float | None = None
) -> Found:
    parameters = values(rule, case.parameters, as_of, CASE_MUNICIPALITY, f"{rule.id}.cases.yml")
    grouped: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in asked.rows(parameters, sql, seconds=seconds):
        grouped.setdefault((str(row["subject_id"]), str(row["anchor"])), []).append(row)
    return grouped


def _compare(found: Found, expect: Sequence[Expected]) -> Iterable[str]:
    wanted = {(one.subject, one.anchor) for one in expect}
    yield from (f"nothing found for {subject}, anchor {anchor!r}" for subject, anchor in sorted(wanted - set(found)))
    yield from (f"found {subject}, anchor {anchor!r}, unexpected" for subject, anchor in sorted(set(found) - wanted))
    for one in expect:
        if (one.subject, one.anchor) in found:
            yield from _signal_differences(found[one.subject, one.anchor], one)


def _signal_differences(rows: Sequence[Mapping[str, Any]], one: Expected) -> Iterable[str]:
    amounts = [row["amount"] for row in rows if row["amount"] is not None]
    ends = [row["to_date"] for row in rows]
    came = {
        "amount": sum(amounts) if amounts else None,
        "from_date": min((row["from_date"] for row in rows if row["from_date"] is not None), default=None),
        "to_date": None if None in ends else max(ends),
    }
    for name, wanted in (("amount", one.amount), ("from_date", one.from_date), ("to_date", one.to_date)):
        if came[name] != wanted and (wanted is not None or name == "amount"):
            yield f"{name} of {one.subject} is {came[name]}, not {wanted}"
    behind = {(str(row["evidence_table"]), str(row["evidence_key"])) for row in rows}
    if one.evidence is not None and behind != one.evidence:
        yield f"the evidence for {one.subject} is {sorted(behind)}, not {sorted(one.evidence)}"
    for fact, value in one.facts.items():
        values_found = {_plain(row.get(fact)) for row in rows}
        if values_found != {_plain(value)}:
            yield f"the fact {fact} of {one.subject} is {', '.join(sorted(values_found))}, not {value}"


def _plain(value: object) -> str:
    """Numbers compare by value: 4500, 4500.0 and 4500.00 are one."""
    if isinstance(value, bool) or value is None:
        return str(value)
    try:
        number = float(str(value))
    except ValueError:
        return str(value)
    return f"{number:.6f}"
