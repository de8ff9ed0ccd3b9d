"""Runs rules, each behind its own window, and turns their rows into signals with evidence."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from pax.municipality import Municipality
from pax.rules import Rule, RuleBook, Scope, parameter_values, settings
from pax.signals.asking import Asked, candidates, is_about, narrowed
from pax.signals.evidence import EvidenceRow, fetch, others
from pax.signals.grouping import Question, canonical, group, keep, plain, signal_id
from pax.signals.model import Evidence, Found, RuleCount, RuleStopped, Signal, Stop
from pax.signals.population import population_size
from pax.signals.triggers import TRIGGER_COLUMNS, TRIGGER_DAYS, add_triggers, mount_triggered
from pax.store import Engine, Mounted, QueryFailed, Tables, open_engine, open_window
from pax.vocabulary import PaxError, Report, Schema


@dataclass(frozen=True, slots=True)
class Search:
    """What every rule of one search shares. `tables` hold the askable tables and the views built on them."""

    book: RuleBook
    schema: Schema
    tables: Tables
    municipality: Municipality
    as_of: date
    previous: Mapping[str, date]
    asked: Asked | None
    scratch: Path
    threads: int = 2
    memory: str = "3GB"


@dataclass(frozen=True, slots=True)
class Answer:
    """One rule's part of `Found`."""

    signals: tuple[Signal, ...]
    evidence: tuple[Evidence, ...]
    would_be: tuple[str, ...]
    population: int


def find(rules: Sequence[Rule], search: Search, report: Report, clock: Callable[[], float]) -> Found:
    """Ask every rule. One that breaks its promises is stopped and named; the others go on.

    `clock` gives seconds (only differences are used). Signals come by rule, then subject and anchor.
    """
    answers: dict[str, Answer] = {}
    stopped: list[RuleStopped] = []
    seconds: dict[str, float] = {}
    with open_engine(search.scratch / "signals", threads=search.threads, memory=search.memory) as engine:
        for number, rule in enumerate(rules):
            report.step(rule.id, number, len(rules))
            begun = clock()
            try:
                answers[rule.id] = ask(engine, rule, search)
            except (Stop, PaxError, QueryFailed) as error:
                stopped.append(RuleStopped(rule.id, str(error)))
            seconds[rule.id] = clock() - begun
    return Found(
        signals=tuple(signal for answer in answers.values() for signal in answer.signals),
        evidence=tuple(row for answer in answers.values() for row in answer.evidence),
        counts={rule_id: _count(rule_id, answer, search) for rule_id, answer in answers.items()},
        stopped=tuple(stopped),
        would_be={rule_id: answer.would_be for rule_id, answer in answers.items() if answer.would_be},
        seconds=seconds,
    )


def ask(engine: Engine, rule: Rule, search: Search) -> Answer:
    """One rule's signals and evidence. Raises `Stop` or `PaxError` when the rule breaks its promises."""
    rows = _run(engine, rule, search)
    questions = group(engine, rule, rows) if rows is not None else []
    size = 0 if search.asked else population_size(rule, search.tables, _given(rule, search), scratch=search.scratch)
    askable, would_be = _with_cause(engine, rule, questions, search)
    if not askable:
        return Answer((), (), would_be, size)
    visible = {**rule.reads, "triggers": TRIGGER_COLUMNS}
    rows_of = fetch(engine, rule, search.tables, visible)
    signals: list[Signal] = []
    evidence: list[Evidence] = []
    for question in askable:
        behind = rows_of[question.number]
        subject = (rule.subject.value, question.subject_id)
        if search.asked is None or is_about(search.asked, subject, behind, search.schema):
            signals.append(_signal(rule, question, behind, search))
            evidence.extend(_evidence(signals[-1].signal_id, behind))
    return Answer(tuple(signals), tuple(evidence), would_be, size)


def _run(engine: Engine, rule: Rule, search: Search) -> pa.Table | None:
    """The rule's rows, from its own window; None when there is nobody to ask about."""
    sql, given = rule.sql, dict(_given(rule, search))
    if search.asked is not None:
        subjects = candidates(engine, rule, search.tables, search.schema, search.asked)
        if not subjects:
            return None
        sql, narrowing = narrowed(rule, subjects)
        given |= narrowing
    with open_window(
        mounts_of(rule, search.book, search.tables),
        threads=search.threads,
        memory=search.memory,
        scratch=search.scratch / rule.id,
    ) as window:
        return window.arrow(sql, given)


def mounts_of(rule: Rule, book: RuleBook, tables: Tables) -> dict[str, Mounted]:
    """What a rule's window holds: the declared columns and `row_key` of its tables, and its views whole."""
    mounts = {table: Mounted(tables[table], (*columns, "row_key")) for table, columns in rule.reads.items()}
    return mounts | {view: Mounted(tables[view], tuple(book.views[view].columns)) for view in rule.uses}


def _given(rule: Rule, search: Search) -> Mapping[str, object]:
    return parameter_values(rule, search.municipality, search.as_of)


def _with_cause(
    engine: Engine, rule: Rule, questions: Sequence[Question], search: Search
) -> tuple[Sequence[Question], tuple[str, ...]]:
    """The questions that may name someone, and the subjects that are only counted per area."""
    if rule.scope is Scope.OWN or not questions:
        return questions, ()
    subjects = {question.subject_id for question in questions}
    if rule.scope is Scope.POPULATION:
        return (), tuple(sorted(subjects))
    days = _given(rule, search).get("trigger_days", TRIGGER_DAYS)
    mount_triggered(engine, rule, search.tables, search.as_of, int(str(days)))
    caused = add_triggers(engine)
    keep(engine, caused)
    askable = [question for question in questions if question.number in caused]
    return askable, tuple(sorted(subjects - {question.subject_id for question in askable}))


def _signal(rule: Rule, question: Question, rows: Sequence[EvidenceRow], search: Search) -> Signal:
    identity = signal_id(rule, question.subject_id, question.anchor)
    chosen = settings(rule, search.municipality.parameters.get(rule.id, {}), search.municipality.path.name)
    basis = [rule.id, {name: plain(value) for name, value in chosen.items()}]
    behind = sorted(([row.table, row.row_key, row.facts] for row in rows), key=lambda row: (row[0], row[1]))
    return Signal(
        signal_id=identity,
        rule_id=rule.id,
        rule_version=rule.version,
        family=rule.family,
        subject_kind=rule.subject.value,
        subject_id=question.subject_id,
        anchor=question.anchor,
        other_subjects=canonical(others(rule, question.subject_id, question.facts, rows, search.schema)),
        from_date=question.from_date,
        to_date=question.to_date,
        amount=question.amount,
        in_favour=rule.in_favour,
        first_seen_on=search.previous.get(identity, search.as_of),
        facts=canonical(question.facts),
        facts_hash=hashlib.sha256(canonical([*basis, behind]).encode()).hexdigest(),
    )


def _evidence(identity: str, rows: Sequence[EvidenceRow]) -> list[Evidence]:
    return [
        Evidence(
            identity,
            seq,
            row.table,
            row.row_key,
            row.register,
            row.delivery_id,
            row.file,
            row.line,
            canonical(row.facts),
        )
        for seq, row in enumerate(rows, start=1)
    ]


def _count(rule_id: str, answer: Answer, search: Search) -> RuleCount:
    amounts = [signal.amount for signal in answer.signals if signal.amount is not None]
    return RuleCount(
        rule_id=rule_id,
        signals=len(answer.signals),
        new=sum(signal.signal_id not in search.previous for signal in answer.signals),
        amount=sum(amounts, Decimal(0)) if amounts else None,
        population=answer.population,
        would_be=len(answer.would_be),
    )
