"""A day of the office is Sweden's: half past midnight is the next day there, and not yet in UTC."""

import ast
from collections.abc import Iterator

from tests.architecture.tree import ROOT, named, parsed, python_files

LOCAL = {
    "src/paxweb/frame/clock.py", "src/paxweb/rights/timeline.py", "src/paxweb/rights/readers.py",
    "src/paxweb/review/tally.py", "src/paxweb/signals/weeks.py",
}  # fmt: skip
"""Files whose moments have been moved to Sweden before their day is taken."""
PARSED = {"src/paxweb/sites/office/deploying/documents.py", "src/paxweb/ledger/pruning.py"}
"""A day that another program printed, and one that an operator gave."""


def days_taken() -> Iterator[str]:
    """Files of the office that take the day of a moment themselves."""
    for path in python_files():
        if (ROOT / "src" / "paxweb") in path.parents:
            calls = (node.func for node in ast.walk(parsed(path)) if isinstance(node, ast.Call) and not node.args)
            yield from (named(path) for call in calls if isinstance(call, ast.Attribute) and call.attr == "date")


def test_the_day_of_a_moment_is_taken_by_the_clock() -> None:
    assert set(days_taken()) == LOCAL | PARSED
