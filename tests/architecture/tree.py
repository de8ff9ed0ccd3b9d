"""Finds what there is in the checkout, so that the tests need no list of their own."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_OURS = ("src", "tests", "benchmarks", "ops")
_SKIPPED = {"__pycache__", "node_modules", "_content"}


@cache
def python_files() -> tuple[Path, ...]:
    """Every Python file somebody wrote: a room's first migration is made by Django from its models."""
    found = [ROOT / "setup.py"]
    for folder in _OURS:
        found += [path for path in (ROOT / folder).rglob("*.py") if not _SKIPPED & set(path.parts) and not _made(path)]
    return tuple(sorted(found))


def _made(path: Path) -> bool:
    return path.parent.name == "migrations" and path.name == "0001_initial.py"


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file that is, or is about to be, under version control."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(sorted(path for path in paths if path.is_file()))


@cache
def parsed(path: Path) -> ast.Module:
    """The file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def rooms() -> Iterator[str]:
    """`pax.store`, `pax.content` …: each package or module directly under an import package of ours."""
    for package in ("pax", "paxweb"):
        for path in sorted((ROOT / "src" / package).glob("*")):
            is_package = path.is_dir() and any(path.glob("*.py"))
            if (is_package or path.suffix == ".py") and not path.name.startswith("_"):
                yield f"{package}.{path.stem}"


def named(path: Path) -> str:
    """The path as a reader of a failing test wants it."""
    return str(path.relative_to(ROOT))
