"""What the whole test run prints at its end: how many mutants of the rules were caught."""

from collections.abc import Iterator

import pytest

from tests import drawn

drawn.load()

LEAST = 0.95
"""The share of all mutants that must be caught."""


def _figures(reporter: pytest.TerminalReporter) -> Iterator[tuple[str, int, int]]:
    for outcome in ("passed", "failed"):
        for report in reporter.getreports(outcome):
            for name, value in report.user_properties:
                if name == "mutants":
                    rule_id, caught, total = str(value).split()
                    yield rule_id, int(caught), int(total)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the share of mutants caught, and the rule with the lowest."""
    figures = list(_figures(terminalreporter))
    total = sum(figure[2] for figure in figures)
    if not total:
        return
    caught = sum(figure[1] for figure in figures)
    lowest = min(figures, key=lambda figure: figure[1] / max(figure[2], 1))
    terminalreporter.write_line(
        f"mutants of {len(figures)} rules: {caught} of {total} caught ({caught / total:.1%}); "
        f"lowest {lowest[0]} ({lowest[1]} of {lowest[2]})"
    )


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run when too few mutants were caught over all rules."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    figures = list(_figures(reporter)) if reporter is not None else []
    total = sum(figure[2] for figure in figures)
    if total and sum(figure[1] for figure in figures) < LEAST * total:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
