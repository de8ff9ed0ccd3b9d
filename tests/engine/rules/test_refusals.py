"""Every way a rule file can break its contract, and what the loader says."""

from pathlib import Path

import pytest

from pax.content import read_yaml
from tests.engine.rules.sample import CASES, RULE, VIEW, changed, loaded, refusal

BROKEN = read_yaml(Path(__file__).with_name("refusals.yml"))


def ways(part: str) -> pytest.MarkDecorator:
    """Every way to break one part, by name."""
    return pytest.mark.parametrize("broken", BROKEN[part], ids=lambda broken: str(broken["what"]))


def change(broken: dict[str, str]) -> tuple[str, str]:
    return broken["before"], broken["after"]


def test_the_sample_keeps_its_contract(tmp_path: Path) -> None:
    assert loaded(tmp_path).refused == ()


@ways("header")
def test_the_loader_refuses_a_header_with(broken: dict[str, str], tmp_path: Path) -> None:
    assert broken["says"] in refusal(loaded(tmp_path, changed(RULE, change(broken))))


@ways("sql")
def test_the_loader_refuses_an_sql_with(broken: dict[str, str], tmp_path: Path) -> None:
    assert broken["says"] in refusal(loaded(tmp_path, changed(RULE, change(broken))))


@ways("cases")
def test_the_loader_refuses_cases_with(broken: dict[str, str], tmp_path: Path) -> None:
    assert broken["says"] in refusal(loaded(tmp_path, RULE, changed(CASES, change(broken))))


def test_a_rule_without_cases_is_refused(tmp_path: Path) -> None:
    assert "HO-02.cases.yml" in refusal(loaded(tmp_path, cases=None))


def test_a_rule_in_another_family_s_folder_is_refused(tmp_path: Path) -> None:
    assert "does not lie in the folder HO" in refusal(loaded(tmp_path, name="AI/HO-02"))


def test_an_anchor_that_moves_with_the_day_is_refused(tmp_path: Path) -> None:
    moving = changed(RULE, ("a.tenancy_id || '|' || b.tenancy_id AS anchor", "CAST($as_of AS VARCHAR) AS anchor"))
    cases = changed(CASES, ('"T1|T2"', '"2026-06-30"'))
    assert "a day later" in refusal(loaded(tmp_path, moving, cases))


def test_one_refusal_leaves_the_other_rules_standing(tmp_path: Path) -> None:
    book = loaded(tmp_path, open_leases=changed(VIEW, ("version: 1", "version: 1\ncolour: red")))
    assert list(book.rules) == ["HO-02"]
    assert "colour" in refusal(book)


@ways("view")
def test_the_loader_refuses_a_view_with(broken: dict[str, str], tmp_path: Path) -> None:
    assert broken["says"] in refusal(loaded(tmp_path, open_leases=changed(VIEW, change(broken))))
