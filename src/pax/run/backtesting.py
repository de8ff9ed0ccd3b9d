"""What one rule would have asked on days gone by, before anyone activates it: counts, never names.

The registers are read as they stand now. What has been entered or corrected since a day is therefore seen on that day
too, and what retention has removed is not: a backtest says how much a rule would ask, not what was known then.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from pax import rules
from pax import signals as asking
from pax.municipality import Activation, Municipality
from pax.rules import Rule, RuleBook
from pax.run.leftovers import unfinished
from pax.run.preparing import Place, Prepared, prepare
from pax.signals import Found, Search
from pax.store import open_engine
from pax.vocabulary import Report, Silent, WrongUse, months_back


@dataclass(frozen=True, slots=True)
class Step:
    """How far apart the days are: whole days, or whole months to the same day of month (else its last)."""

    days: int = 0
    months: int = 0

    def between(self, first: date, last: date) -> tuple[date, ...]:
        """The days from the first to the last, both ends included where they fall on a step."""
        return tuple(self._walk(first, last))

    def _walk(self, first: date, last: date) -> Iterator[date]:
        number, day = 0, first
        while day <= last:
            yield day
            number += 1
            day = first + timedelta(days=self.days * number) if self.days else months_back(first, -self.months * number)


@dataclass(frozen=True, slots=True)
class Point:
    """One day: questions, those not asked the time before, those no more, SEK asked about, who could have been asked.

    `would_be`: subjects a triggered rule would only have counted, having no trigger.
    """

    day: date
    asked: int
    new: int
    gone: int
    amount: Decimal | None
    population: int
    would_be: int


def backtest(
    place: Place, rule_id: str, days: Sequence[date], report: Report, clock: Callable[[], float]
) -> tuple[Point, ...]:
    """Ask one rule, activated or not, on each of the days. Raises `WrongUse` where it cannot run at all."""
    book = place.book or rules.load(place.content)
    rule = _rule(book, rule_id, place.board)
    alone = replace(place, municipality=_tried(place, rule), book=RuleBook({rule.id: rule}, book.views))
    points: list[Point] = []
    before: frozenset[str] = frozenset()
    for number, day in enumerate(days):
        report.step(f"{rule.id} {day.isoformat()}", number, len(days))
        found = _ask(replace(alone, as_of=day), rule, clock)
        now = frozenset(signal.signal_id for signal in found.signals)
        count = found.counts[rule.id]
        points.append(
            Point(day, len(now), len(now - before), len(before - now), count.amount, count.population, count.would_be)
        )
        before = now
    report.step(rule.id, len(days), len(days))
    return tuple(points)


def _rule(book: RuleBook, rule_id: str, board: str) -> Rule:
    for refused in book.refused:
        if (refused.file or "").partition(".")[0] == rule_id:
            raise refused
    if rule_id not in book.rules:
        raise WrongUse(f"there is no rule {rule_id}", ask="you", then="see pax rules list")
    rule = book.rules[rule_id]
    if board not in rule.boards:
        raise WrongUse(f"{board} may not ask {rule_id}", ask="you", then=f"name one of: {', '.join(rule.boards)}")
    return rule


def _tried(place: Place, rule: Rule) -> Municipality:
    """The municipality as if this rule alone were activated: what a backtest gives are counts, so nobody is named."""
    trial = Activation(
        board=place.board,
        rules=(rule.id,),
        decided_by="pax rules backtest",
        decided_on=date.min,
        diary_number="",
        expires_on=date.max,
        lawyer="pax rules backtest",
    )
    return replace(place.municipality, activations=(trial,))


def _ask(place: Place, rule: Rule, clock: Callable[[], float]) -> Found:
    with unfinished(Path(tempfile.gettempdir()), "pax-backtest") as work, open_engine(work / "spill") as engine:
        prepared = prepare(place, "run", work, engine, Silent())
        _refuse_unless_it_runs(prepared, rule)
        search = Search(
            book=prepared.book,
            schema=prepared.schema,
            tables=prepared.tables,
            municipality=place.municipality,
            as_of=prepared.received.as_of,
            previous={},
            asked=None,
            scratch=work / "spill",
        )
        found = asking.find([rule], search, Silent(), clock)
    for stop in found.stopped:
        raise WrongUse(f"{rule.id} stopped: {stop.problem}", ask="whoever wrote the rule", then="correct it")
    return found


def _refuse_unless_it_runs(prepared: Prepared, rule: Rule) -> None:
    for one in prepared.standings:
        if one.rule.id == rule.id and not one.runs:
            raise WrongUse(f"{rule.id} cannot run: {one.reason.en}", ask="the board", then="deliver what is missing")
