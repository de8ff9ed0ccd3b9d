"""The walls between the rooms stand, and a hole in one is seen."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, named, parsed

_TOWN_MAY_KNOW = ("pax.store", "pax.municipality", "pax.content", "pax.vocabulary", "pax.town")


def _lint(source: Path) -> subprocess.CompletedProcess[str]:
    """Run the project's own contracts on the packages below `source`."""
    lint = Path(sys.executable).parent / "lint-imports"
    command = [str(lint), "--config", str(ROOT / ".importlinter"), "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The packages of the product, free to be broken."""
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    return tmp_path / "src"


def test_the_walls_stand(copied: Path) -> None:
    assert _lint(copied).returncode == 0, _lint(copied).stdout


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("vocabulary/text.py", "import pax.store"),
        ("town/__init__.py", "import pax.rules"),
        ("registers/__init__.py", "import django"),
        ("rules/__init__.py", "import pax.signals"),
    ],
)
def test_a_hole_in_a_wall_is_seen(copied: Path, room: str, line: str) -> None:
    broken = copied / "pax" / room
    broken.write_text(f"{broken.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    result = _lint(copied)
    assert result.returncode == 1
    assert "BROKEN" in result.stdout


def test_a_room_outside_the_plan_is_seen(copied: Path) -> None:
    (copied / "pax" / "cellar.py").write_text('"""A room nobody planned."""\n', encoding="utf-8")
    result = _lint(copied)
    assert result.returncode == 1
    assert "cellar" in result.stdout + result.stderr


def test_the_town_knows_no_reader() -> None:
    """Whoever makes the answer key must not know how the questions are asked."""
    known = {
        (named(path), module)
        for path in sorted((ROOT / "src" / "pax" / "town").rglob("*.py"))
        for node in ast.walk(parsed(path))
        for module in _imported(node)
        if module.startswith("pax.")
    }
    assert known
    assert {found for found in known if not found[1].startswith(_TOWN_MAY_KNOW)} == set()


def _imported(node: ast.AST) -> list[str]:
    """`from pax import content` and `import pax.content` → `pax.content`."""
    if isinstance(node, ast.ImportFrom) and node.module == "pax":
        return [f"pax.{alias.name}" for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
