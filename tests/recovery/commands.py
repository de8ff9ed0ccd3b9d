"""The commands that are killed: the command line itself, with rules that were read once."""

import sys
from pathlib import Path

from pax import rules
from pax.cli import main
from pax.cli import receive as _receive  # noqa: F401  read before the fork
from pax.cli import run as _run  # noqa: F401  read before the fork
from tests.engine.run.small_world import every_rule

_BOOK = every_rule()


def receive(municipality: Path, board: str, store: Path, shelf: Path) -> None:
    """`pax receive`."""
    _call("receive", "--municipality", municipality, "--board", board, "--store", store, shelf)


def run(municipality: Path, board: str, registers: Path, out: Path) -> None:
    """`pax run --registers`."""
    setattr(rules, "load", lambda *_, **__: _BOOK)  # noqa: B010  in this process alone
    given = ("--registers", registers, "--as-of", "2026-06-30", "--out", out)
    _call("run", "--municipality", municipality, "--board", board, *given)


def _call(verb: str, *given: object) -> None:
    sys.exit(main([verb, *(str(one) for one in given), "--quiet"], standalone_mode=False) or 0)
