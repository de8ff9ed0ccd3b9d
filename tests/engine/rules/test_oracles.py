"""Every rule and its oracle give the same answers, in worlds drawn around the thresholds."""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.engine.oracle import World, drawn, oracle_of, with_oracles
from tests.engine.worlds import ask, ask_side_by_side, book, parameters_of

BATCH = 300


@pytest.mark.parametrize("rule_id", with_oracles())
def test_a_rule_agrees_with_its_oracle(rule_id: str) -> None:
    oracle = oracle_of(rule_id)
    chosen = parameters_of(rule_id, **oracle.parameters)

    @settings(max_examples=60, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(oracle.worlds)
    def agrees(world: World) -> None:
        assert ask(rule_id, world, oracle.as_of, **oracle.parameters) == oracle.ask(world, oracle.as_of, **chosen)

    agrees()


@pytest.mark.parametrize("rule_id", with_oracles())
def test_a_rule_agrees_with_its_oracle_in_hundreds_of_worlds_at_once(rule_id: str) -> None:
    oracle = oracle_of(rule_id)
    chosen = parameters_of(rule_id, **oracle.parameters)
    worlds = drawn(rule_id, BATCH)
    answers = ask_side_by_side(rule_id, worlds, oracle.as_of, **oracle.parameters)
    for world, answer in zip(worlds, answers, strict=True):
        assert answer == oracle.ask(world, oracle.as_of, **chosen)
    found = sum(bool(answer) for answer in answers)
    assert 0.05 * len(worlds) < found < 0.95 * len(worlds), "the worlds are too far from the threshold to prove much"


def test_every_rule_has_an_oracle_and_worlds() -> None:
    assert set(book().rules) <= set(with_oracles())
