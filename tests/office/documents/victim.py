"""Puts documents in a case in children that are killed without warning, and looks at disk and rows after every one.

Run as a process of its own: `python -m tests.office.documents.victim HOME N`. Prints one JSON object.
"""

import json
import os
import signal
import sys
import time
from collections import Counter
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import django
import numpy as np
import psycopg

django.setup()

from django.conf import settings  # noqa: E402  Django must be ready first
from django.core.management import call_command  # noqa: E402  the same
from django.db import connection, connections, transaction  # noqa: E402  the same

from paxweb.accounts.access import actor_of  # noqa: E402  the same
from paxweb.cases.models import Case  # noqa: E402  the same
from paxweb.documents import tending  # noqa: E402  the same
from paxweb.documents.actions.keep import Given, keep  # noqa: E402  the same
from paxweb.documents.models import Blob, Direction, Document  # noqa: E402  the same
from paxweb.documents.reading import content_of  # noqa: E402  the same
from paxweb.documents.storage import incoming  # noqa: E402  the same
from paxweb.frame.clock import now, today  # noqa: E402  the same
from paxweb.ledger.models import Entry  # noqa: E402  the same
from tests.office.access.things import make_case  # noqa: E402  the same
from tests.office.documents.conftest import office_keys  # noqa: E402  the same
from tests.office.documents.files import pdf  # noqa: E402  the same
from tests.office.world import HOUSING, World, make_world  # noqa: E402  the same

CANARY = b"Kanariefagel Danasdotter"


def database() -> None:
    """An empty office."""
    if connection.vendor == "postgresql":
        told = connection.get_connection_params()
        with psycopg.connect(
            dbname="postgres", host=told["host"], port=told["port"], user=told["user"], autocommit=True
        ) as admin:
            admin.execute((Path(__file__).parents[3] / "ops" / "roles.sql").read_text(encoding="utf-8"))
            admin.execute(f'CREATE DATABASE "{told["dbname"]}"')
    call_command("migrate", verbosity=0)


def content(number: int) -> bytes:
    """What document `number` holds: it can be told from its number alone."""
    return pdf(b"<< /X (%s %d %s) >>" % (CANARY, number, b"y" * (200_000 + 997 * number)))


def child(world: World, case: Case, number: int, begun: int) -> None:
    """Take the file in as the middleware does, in the transaction of a request."""
    os.write(begun, b"!")
    actor = actor_of(world.people["Alice"], today(), strong=True)
    name = f"{number}.pdf"
    given = Given(title=name, kind="other", file_name=name, day=today(), direction=Direction.RECEIVED)
    with transaction.atomic():
        keep(actor, case, given, BytesIO(content(number)))
    os._exit(0)


def killed(world: World, case: Case, number: int, after: float | None) -> bool:
    """One child, killed so many seconds after it began (None: never); False when it was done before."""
    connections.close_all()
    reading, begun = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        child(world, case, number, begun)
    os.close(begun)
    os.read(reading, 1)
    os.close(reading)
    if after is not None:
        time.sleep(after)
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit(f"a child ended with {os.WEXITSTATUS(status)}")
    return os.WIFSIGNALED(status)


def wrong(home: Path) -> list[str]:
    """What is lost, half, or lies open."""
    found = []
    for document in Document.objects.select_related("blob", "case"):
        if content_of(document) != content(int(document.title.removesuffix(".pdf"))):
            found.append(f"{document.title} is another")
    if Entry.objects.filter(act="document.add").count() != Document.objects.count():
        found.append("rows and lines differ")
    for path in (*(home / "documents").rglob("*"), *(home / "case-keys").rglob("*")):
        if path.is_file() and (CANARY in path.read_bytes() or path.stat().st_mode & 0o077):
            found.append(f"{path.name} lies open")
    return found


def files(home: Path) -> list[Path]:
    """Every file of a document."""
    return [path for path in (home / "documents").rglob("*") if path.is_file()]


def main(home: Path, kills: int) -> None:
    """Kill so many children, look after each, then sweep a day later."""
    office_keys(home, settings)
    database()
    world = make_world()
    case = Case.objects.get(pk=make_case(world, "lease", HOUSING, False))
    chance, where = np.random.default_rng(kills), Counter[str]()
    problems: list[str] = []
    half = stray = 0
    began = time.monotonic()
    killed(world, case, 0, None)
    takes = time.monotonic() - began
    for number in range(1, kills + 1):
        dead = killed(world, case, number, float(chance.uniform(0.0, 1.4 * takes)))
        now_half, now_stray = (
            len(list(incoming().iterdir())),
            len(files(home)) - len(list(incoming().iterdir())) - Blob.objects.count(),
        )
        place = "on its way" if now_half > half else "between file and row" if now_stray > stray else "before or after"
        where[place if dead else "done"] += 1
        half, stray = now_half, now_stray
        problems += wrong(home)
    left = tending.leftovers()
    if left.files:
        problems.append("something so young is called left over")
    later = now() + timedelta(hours=25)
    settings.PAX_NOW = lambda: later
    left = tending.leftovers()
    swept = tending.sweep(left, sure=True)
    problems += wrong(home)
    again = len(tending.leftovers().files)
    told = {
        "vendor": connection.vendor, "where": dict(where), "problems": problems, "swept": swept, "again": again,
        "documents": Document.objects.count(), "files": len(files(home)),
        "wrong": [each.problem for each in tending.check() if each.problem],
    }  # fmt: skip
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
