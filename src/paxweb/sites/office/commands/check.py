"""`pax-office check`: whether the office may be run like this; `--deploy` for where others can reach it."""

import argparse
import os
import sys
from collections.abc import Iterator, Mapping

from pax.vocabulary import Exit
from paxweb.sites.office.commands.migrate import Verbs
from paxweb.sites.office.deploying.databases import database_found
from paxweb.sites.office.deploying.documents import documents_found
from paxweb.sites.office.deploying.findings import Finding, Grade
from paxweb.sites.office.deploying.keys import files_found, keys_found
from paxweb.sites.office.deploying.machine import machine_found
from paxweb.sites.office.deploying.settings import settings_found


def add(verbs: "Verbs[argparse.ArgumentParser]") -> None:
    """Add the verb."""
    verb = verbs.add_parser("check", help="say whether the office may be run like this, and who must do what")
    verb.add_argument("--deploy", action="store_true", help="all of it: hosts, TLS, clock, mail, log, disk, people")
    verb.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """One line for each finding; 0, or 3 when anything is refused."""
    environment = os.environ  # noqa: TID251  which files it names is what is checked
    found = list(findings(environment, deploy=given.deploy))
    for finding in found:
        sys.stdout.write(finding.line() + "\n")
    refused = sum(finding.grade is Grade.REFUSED for finding in found)
    sys.stdout.write(f"{refused} refused, {sum(one.grade is Grade.LOOK for one in found)} to look at.\n")
    return Exit.REFUSED if refused else Exit.DONE


def findings(environment: Mapping[str, str], *, deploy: bool) -> Iterator[Finding]:
    """Settings, database, keys; with `deploy` also the machine."""
    yield from settings_found(deploy=deploy)
    reached = list(database_found(deploy=deploy))
    yield from reached
    yield from files_found(environment)
    if reached[0].grade is not Grade.REFUSED:  # the first says whether there are tables: boards stand in them
        yield from keys_found(environment, deploy=deploy)
        yield from documents_found(deploy=deploy)
    if deploy:
        yield from machine_found(environment)
