"""How long the log takes: lines written, a backlog sealed, everything verified, one reading written.

usage: PAX_SECRET_KEY=x PAX_OFFICE_HOME=EMPTY_FOLDER python benchmarks/ledger.py LINES        (SQLite)
       PAX_SECRET_KEY=x sh ops/postgres.sh .venv/bin/python benchmarks/ledger.py LINES         (PostgreSQL)
"""

import os
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from uuid import UUID

import django
import psycopg

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paxweb.sites.office.settings")  # noqa: TID251  as Django finds them
django.setup()

from django.core.management import call_command  # noqa: E402  after django.setup
from django.db import connection, transaction  # noqa: E402  after django.setup
from nacl.signing import SigningKey  # noqa: E402  after django.setup

from paxweb.frame.clock import now  # noqa: E402  after django.setup
from paxweb.ledger import anchors  # noqa: E402  after django.setup
from paxweb.ledger.lines import Line, write_change, write_reads  # noqa: E402  after django.setup
from paxweb.ledger.models import Kind  # noqa: E402  after django.setup
from paxweb.ledger.sealing import seal_all  # noqa: E402  after django.setup
from paxweb.ledger.verifying import verify  # noqa: E402  after django.setup

KEY = SigningKey(bytes(32))
A_STEP = 5_000


def line(number: int) -> Line:
    """A reading like any other."""
    return Line(
        Kind.READ,
        "item.read",
        user_id=number % 50,
        board="housing",
        items=(UUID(int=number),),
        about=(f"{number:064x}",),
    )


def write(lines: int) -> None:
    """Lines in transactions of five thousand."""
    for start in range(0, lines, A_STEP):
        with transaction.atomic():
            for number in range(start, min(start + A_STEP, lines)):
                write_change(line(number))


def timed(what: str, act: Callable[[], object]) -> None:
    """Run and tell."""
    began = perf_counter()
    act()
    sys.stdout.write(f"{connection.vendor}: {what}: {perf_counter() - began:.1f} s\n")


def one_reading() -> float:
    """Seconds to write one reading, as a page does."""
    began = perf_counter()
    write_reads([line(1)])
    return perf_counter() - began


def main(lines: int, folder: Path) -> None:
    """All of it, on an empty database."""
    if connection.vendor == "postgresql":
        _prepare()
    call_command("migrate", verbosity=0)
    timed(f"{lines} lines written one by one", lambda: write(lines))
    timed("sealed", lambda: seal_all(now()))
    anchors.anchor(folder, KEY, now())
    timed("verified", lambda: verify(now(), anchors.read(folder, KEY.verify_key)))
    readings = median(one_reading() for _ in range(200))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(f"{connection.vendor}: one reading {readings * 1000:.2f} ms (median); {memory} MB of memory\n")


def _prepare() -> None:
    """The roles and an empty database, in a private cluster."""
    said = connection.settings_dict
    told = {"host": said["HOST"], "port": said["PORT"], "user": said["USER"]}
    with psycopg.connect(dbname="postgres", autocommit=True, **told) as admin:
        admin.execute((Path(__file__).parents[1] / "ops" / "roles.sql").read_text(encoding="utf-8"))
        admin.execute("CREATE DATABASE pax")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        main(int(sys.argv[1]), Path(made))
