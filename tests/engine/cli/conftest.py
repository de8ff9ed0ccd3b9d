"""A folder with a municipality and one board's deliveries, and the command line to run on them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pax import content, rules
from pax.cli import main
from tests.engine.run.small_world import deliver, every_rule, municipality_file, small_world

Pax = Callable[..., Result]


@pytest.fixture(autouse=True)
def _rules_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """That the rules keep their contract is tested elsewhere; here they are only asked."""

    book = every_rule()

    def load(_: content.Content) -> rules.RuleBook:
        return book

    monkeypatch.setattr(rules, "load", load)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with municipality.toml and registers/ of the housing company."""
    municipality_file(tmp_path)
    deliver(small_world(), tmp_path / "registers")
    return tmp_path


@pytest.fixture
def pax(place: Path, monkeypatch: pytest.MonkeyPatch) -> Pax:
    """Run the command in that folder: `pax("run", …, given="standard input")`."""
    monkeypatch.chdir(place)

    def call(*arguments: str, given: str = "") -> Result:
        return CliRunner().invoke(main, arguments, input=given)

    return call


RUN = ("run", "--municipality", "municipality.toml", "--board", "housing_company", "--registers", "registers")
ASK = ("ask", "--municipality", "municipality.toml", "--board", "housing_company", "--because", "tip", "--log", "log")


def told(result: Result) -> Any:  # noqa: ANN401  JSON
    """What a call with --json printed."""
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)
