"""What is installed from a wheel holds the content that a lawyer reads in the checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

from pax import content
from tests.architecture.tree import ROOT


def test_a_wheel_carries_every_content_folder(tmp_path: Path) -> None:
    source = tmp_path / "source"
    _copy(source)
    command = [sys.executable, "-m", "pip", "wheel", str(source), "--no-deps", "--no-build-isolation", "-qq"]
    subprocess.run([*command, "--wheel-dir", str(tmp_path)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    missing = {
        str(path.relative_to(ROOT))
        for name in content.FOLDERS
        for path in (ROOT / name).rglob("*")
        if path.is_file() and f"pax/_content/{path.relative_to(ROOT)}" not in inside
    }
    assert missing == set()
    assert "pax/content.py" in inside


def _copy(source: Path) -> None:
    """What a build needs, so that nothing is built within the checkout."""
    listed = ("src", *content.FOLDERS, "pyproject.toml", "setup.py", "README.md", "LICENSE")
    there = [name for name in listed if (ROOT / name).exists()]
    source.mkdir()
    subprocess.run(["cp", "-R", *there, str(source)], cwd=ROOT, check=True)
