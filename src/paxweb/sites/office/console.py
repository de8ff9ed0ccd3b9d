"""`pax-office`: what whoever runs the office does on its server. Each verb stands in a file of its own."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec

import django
from django.core.exceptions import ImproperlyConfigured

from pax.vocabulary import Exit, PaxError

_COMMANDS = ("migrate", "boards", "appoint", "reset_factor", "check", "serve", "ledger", "seal")
_ROOMS = ("ledger", "intake", "signals", "desk", "documents", "rights")

_AS_OFFICE = ("serve", "check", "migrate", "boards", "appoint", "reset-factor")
"""Verbs that need no machine's rights. All others sign in to the database by PAX_JOBS_URL, where it is given."""


def parser() -> argparse.ArgumentParser:
    """Every verb of the office, those of its rooms too."""
    found = argparse.ArgumentParser(prog="pax-office", description="Runs the office of Pax on its server.")
    verbs = found.add_subparsers(dest="verb", required=True, metavar="VERB")
    for name in _COMMANDS:
        import_module(f"paxweb.sites.office.commands.{name}").add(verbs)
    for room in _ROOMS:
        if find_spec(f"paxweb.{room}.console") is not None:
            import_module(f"paxweb.{room}.console").add(verbs)
    return found


def main(given: Sequence[str] | None = None) -> None:
    """Run one verb and leave with its code: 0 done, 2 wrong use, others as `pax` has them."""
    os.environ.setdefault(  # noqa: TID251  Django finds its settings by this name
        "DJANGO_SETTINGS_MODULE", "paxweb.sites.office.settings"
    )
    words = list(sys.argv[1:] if given is None else given)
    jobs = os.environ.get("PAX_JOBS_URL")  # noqa: TID251  where it is given, machines sign in to the database by it
    if jobs and words and words[0] not in _AS_OFFICE:
        os.environ["DATABASE_URL"] = jobs  # noqa: TID251  the settings read it; they have not been read yet
    try:
        django.setup()
    except ImproperlyConfigured as error:
        sys.stderr.write(f"pax-office: {error}.\n")
        raise SystemExit(Exit.WRONG_USE) from None
    arguments = parser().parse_args(words)
    try:
        code: int = arguments.run(arguments)
    except PaxError as error:
        sys.stderr.write(f"pax-office: {error}\n")
        code = error.exit_code
    raise SystemExit(code)
