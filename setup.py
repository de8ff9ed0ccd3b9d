"""Puts the content folders into a wheel as package data, where `pax.content` finds them; all else is pyproject.toml."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

CONTENT = ("registers", "rules", "gateways", "casetypes", "letters", "municipality")


class BuildWithContent(build_py):
    """Copies the folders a lawyer can read beside the engine; an editable install reads them in the checkout."""

    def run(self) -> None:
        """Build as usual, then copy every content folder there is."""
        super().run()
        if self.editable_mode:
            return
        for name in CONTENT:
            folder = Path(__file__).resolve().parent / name
            if folder.is_dir():
                shutil.copytree(folder, Path(self.build_lib) / "pax" / "_content" / name, dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithContent})
