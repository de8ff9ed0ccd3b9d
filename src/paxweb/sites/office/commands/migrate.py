"""`pax-office migrate`: make or change the tables, as the role that owns them."""

import argparse
import os
import subprocess
import sys

Verbs = argparse._SubParsersAction  # argparse names its own type so


def add(verbs: "Verbs[argparse.ArgumentParser]") -> None:
    """Add the verb."""
    verb = verbs.add_parser("migrate", help="make or change the tables, as the role in PAX_OWNER_URL")
    verb.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Migrate in a process of its own: the owner's address never meets the one that serves pages."""
    given = dict(os.environ)  # noqa: TID251  the owner's address comes from the environment and goes to one process
    owner = given.pop("PAX_OWNER_URL", "")
    if owner:
        given["DATABASE_URL"] = owner
    given.setdefault("DJANGO_SETTINGS_MODULE", "paxweb.sites.office.settings")
    command = [sys.executable, "-m", "django", "migrate", "--no-input", "--verbosity", "1"]
    return subprocess.run(command, env=given, check=False).returncode  # noqa: S603  our own interpreter, fixed words
