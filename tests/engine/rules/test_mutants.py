"""A rule whose comparison is turned no longer passes its cases, or no longer agrees with its oracle."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack

import pytest

from pax import content
from pax.rules import Case, Rule, cases_path, read_cases
from pax.rules.parameters import values
from pax.rules.trial import CASE_MUNICIPALITY, differences
from pax.rules.world import Asked, World, open_asked
from pax.store import QueryFailed, QueryStopped
from tests.engine.mutants import Mutant, mutants
from tests.engine.oracle import drawn, oracle_of, with_oracles
from tests.engine.worlds import Answer, answer, book, rule, side_by_side

MANY, BATCH = 300, 25
"""Worlds drawn for a rule, and how many are asked at once: a turned join pairs everything within a batch."""
SECONDS = 30.0
"""A mutant that takes longer in a batch is left to the others and to the cases."""


class Jury:
    """The cases and worlds of one rule, each laid out once; every mutant is asked in them."""

    def __init__(self, tested: Rule, stack: ExitStack) -> None:
        self._rule = tested
        self._stack = stack
        oracle = oracle_of(tested.id)
        self._given = {**values(tested, oracle.parameters, oracle.as_of, CASE_MUNICIPALITY, "a test")}
        worlds = drawn(tested.id, MANY)
        self._worlds = [self._laid_out(worlds[start : start + BATCH]) for start in range(0, MANY, BATCH)]
        self._right = [self._answer(asked, tested.sql) for asked in self._worlds]
        self._cases = [self._case(case) for case in read_cases(cases_path(tested.path))]

    def _open(self) -> Asked:
        return self._stack.enter_context(open_asked(book(), content.schema(content.find()), self._rule))

    def _laid_out(self, worlds: Sequence[World]) -> Asked:
        asked = self._open()
        asked.put(side_by_side(worlds), oracle_of(self._rule.id).as_of, CASE_MUNICIPALITY)
        return asked

    def _case(self, case: Case) -> tuple[Asked, Case]:
        asked = self._open()
        asked.put(case.tables, case.as_of, CASE_MUNICIPALITY)
        return asked, case

    def _answer(self, asked: Asked, sql: str) -> Answer:
        return answer(asked.rows(self._given, sql, seconds=SECONDS))

    def catches(self, sql: str) -> bool:
        """True when some world or case shows that the SQL is not the rule's."""
        try:
            worlds = zip(self._worlds, self._right, strict=True)
            return any(self._tells(asked, sql, right) for asked, right in worlds) or any(
                differences(asked, self._rule, case, sql, seconds=SECONDS) for asked, case in self._cases
            )
        except QueryStopped:
            return False
        except QueryFailed:
            return True

    def _tells(self, asked: Asked, sql: str, right: Answer) -> bool:
        """True when these worlds tell the SQL from the rule's; one that takes too long is left to the cases."""
        try:
            return self._answer(asked, sql) != right
        except QueryStopped:
            return False


def survivors(rule_id: str) -> tuple[list[Mutant], int]:
    """The mutants of a rule that nothing catches, and how many there were."""
    tested = rule(rule_id)
    every = list(mutants(tested.sql))
    with ExitStack() as stack:
        jury = Jury(tested, stack)
        return [mutant for mutant in every if not jury.catches(mutant.sql)], len(every)


@pytest.mark.parametrize("rule_id", with_oracles())
def test_a_turned_comparison_is_noticed(rule_id: str, record_property: Callable[[str, object], None]) -> None:
    alive, total = survivors(rule_id)
    record_property("mutants", f"{rule_id} {total - len(alive)} {total}")
    shown = "\n".join(mutant.change for mutant in alive)
    assert len(alive) <= max(1, 0.08 * total), f"{len(alive)} of {total} mutants of {rule_id} live:\n{shown}"


def test_a_rule_is_no_mutant_of_itself() -> None:
    with ExitStack() as stack:
        tested = rule(with_oracles()[0])
        assert not Jury(tested, stack).catches(tested.sql)
