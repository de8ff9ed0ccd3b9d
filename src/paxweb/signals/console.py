"""Verbs of the console: `pax-office week` does what the clock asks for, `pax-office outcomes` writes outcomes.csv."""

import argparse
import sys
from pathlib import Path

from paxweb.frame.clock import now
from paxweb.intake.outcomes import write_outcomes
from paxweb.signals.actions.send_outcomes import send_outcomes
from paxweb.signals.clockwork import tick


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs."""
    week = subparsers.add_parser("week", help="draw the lists that are due, forget old draws, count first answers")
    week.set_defaults(run=_week)
    outcomes = subparsers.add_parser("outcomes", help="write what became of a board's items to a new file")
    outcomes.add_argument("--board", required=True)
    outcomes.add_argument("--out", required=True, type=Path)
    outcomes.set_defaults(run=_outcomes)


def _week(_: argparse.Namespace) -> int:
    sys.stdout.write(f"{tick(now())} items listed\n")
    return 0


def _outcomes(given: argparse.Namespace) -> int:
    sys.stdout.write(f"{write_outcomes(send_outcomes(given.board), given.out)} rows\n")
    return 0
