"""A verb of the console: `pax-office words` makes everything search finds things by anew."""

import argparse
import sys

from paxweb.desk.jobs import lay_all


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb."""
    words = subparsers.add_parser("words", help="make the words that search finds things by anew")
    words.set_defaults(run=_words)


def _words(_: argparse.Namespace) -> int:
    items, cases = lay_all()
    sys.stdout.write(f"words of {items} items and {cases} cases\n")
    return 0
