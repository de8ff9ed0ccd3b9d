"""Budgets without a baseline: if it does not fit, it is two ideas."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import ROOT, named, parsed, python_files

FILE, FUNCTION = 400, 40
RULE, RULE_SQL, CASES = 120, 60, 200


def _length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_file_is_longer_than_its_budget() -> None:
    assert {named(path): _length(path) for path in python_files() if _length(path) > FILE} == {}


def test_no_function_is_longer_than_its_budget() -> None:
    long = {
        f"{named(path)}:{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in python_files()
        for node in _functions(path)
        if (node.end_lineno or node.lineno) - node.lineno + 1 > FUNCTION
    }
    assert long == {}


def test_no_rule_or_view_is_longer_than_its_budget() -> None:
    long = {}
    for path in (ROOT / "rules").rglob("*.sql"):
        _, _, query = path.read_text(encoding="utf-8").partition("---*/")
        lengths = (_length(path), len(query.strip().splitlines()))
        if lengths[0] > RULE or lengths[1] > RULE_SQL:
            long[named(path)] = lengths
    assert long == {}


def test_no_rule_has_more_cases_than_its_budget() -> None:
    assert {named(p): _length(p) for p in (ROOT / "rules").rglob("*.cases.yml") if _length(p) > CASES} == {}


def test_the_budgets_see_what_is_there() -> None:
    """A budget that measures nothing is green for ever."""
    assert len(python_files()) > 30
    assert sum(1 for path in python_files() for _ in _functions(path)) > 100
