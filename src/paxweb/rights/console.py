"""`pax-office deletions` goes on with what is decided and not deleted: a job may have been killed."""

import argparse
import sys

from paxweb.rights.deleting import go_on


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb."""
    verb = subparsers.add_parser(
        "deletions", help="carry out deletions that two people have decided and no job has finished"
    )
    verb.set_defaults(run=_run)


def _run(_: argparse.Namespace) -> int:
    sys.stdout.write(f"{go_on()} deletions carried out\n")
    return 0
