"""`pax-office boards`: the boards of `municipality.toml` become the office's."""

import argparse
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from pax.vocabulary import WrongUse
from paxweb.accounts.models import Board
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.sites.office.commands.migrate import Verbs


def add(verbs: "Verbs[argparse.ArgumentParser]") -> None:
    """Add the verb."""
    verb = verbs.add_parser("boards", help="take the boards, their names and secrecy from municipality.toml")
    verb.add_argument("file", type=Path, help="the municipality's municipality.toml")
    verb.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Make or rename each board; none is ever taken away."""
    found = _boards(given.file)
    with transaction.atomic():
        for board, said in found.items():
            Board.objects.update_or_create(pk=board, defaults={"name": said.name, "secrecy": list(said.secrecy)})
            write_change(Line(kind=Kind.MACHINE, act="office.board", machine="machine:console", board=board))
    sys.stdout.write(f"{len(found)} boards: {', '.join(sorted(found))}\n")
    return 0


@dataclass(frozen=True, slots=True)
class _Said:
    """A board as municipality.toml has it."""

    name: str
    secrecy: tuple[str, ...]


def _boards(file: Path) -> Mapping[str, _Said]:
    try:
        boards = tomllib.loads(file.read_text(encoding="utf-8"))["boards"]
        return {board: _Said(str(said["name"]), tuple(map(str, said["secrecy"]))) for board, said in boards.items()}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError):
        raise WrongUse(
            "the file names no boards with name and secrecy",
            file=file.name,
            ask="whoever keeps the municipality's settings",
            then="give municipality.toml",
        ) from None
