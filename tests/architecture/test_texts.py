"""Texts that must keep step with the code: decisions, errors, exit codes, the changelog, the licence."""

import re
import tomllib

from pax import __version__, vocabulary
from pax.vocabulary import Exit, PaxError
from tests.architecture.tree import ROOT


def test_every_decision_has_a_number_of_its_own_and_a_title() -> None:
    files = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [path.name for path in files if not re.fullmatch(r"\d{4}(-[a-z0-9]+)+\.md", path.name)] == []
    numbers = [path.name[:4] for path in files]
    assert sorted({number for number in numbers if numbers.count(number) > 1}) == []
    assert [path.name for path in files if not path.read_text(encoding="utf-8").startswith("# ")] == []


def test_every_error_and_exit_code_is_explained_in_the_guide() -> None:
    guide = (ROOT / "docs" / "guides" / "operate.md").read_text(encoding="utf-8")
    kinds = [kind for kind in vars(vocabulary).values() if isinstance(kind, type) and issubclass(kind, PaxError)]
    assert [kind.__name__ for kind in kinds if f"`{kind.__name__}`" not in guide] == []
    assert [code for code in Exit if not re.search(rf"^\| {code.value} \| \S", guide, re.MULTILINE)] == []


def test_every_environment_variable_is_explained_in_the_guide() -> None:
    guide = (ROOT / "docs" / "guides" / "operate.md").read_text(encoding="utf-8")
    assert "`PAX_TEST_DATA`" in guide


def test_the_version_stands_in_the_changelog() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert project["version"] == __version__
    assert "## [Unreleased]" in changelog or f"## [{__version__}]" in changelog


def test_the_licence_is_the_whole_text() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "15.Applicable Law" in licence
    assert "Appendix" in licence
