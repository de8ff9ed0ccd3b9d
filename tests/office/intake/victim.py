"""Takes run folders in, in children that are killed without warning, and looks at the database after every one.

Run as a process of its own, so that children start from nothing open: `python -m tests.office.intake.victim HOME N`.
Prints one JSON object: how often it killed where, and everything it saw that should not be.
"""

import json
import os
import signal
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import django
import numpy as np
import psycopg

django.setup()

from django.conf import settings  # noqa: E402  Django must be ready first
from django.core.management import call_command  # noqa: E402  the same
from django.db import connection, connections  # noqa: E402  the same
from django.db.models import F  # noqa: E402  the same

from paxweb.accounts.access import Actor, machine  # noqa: E402  the same
from paxweb.accounts.models import Board, Wall  # noqa: E402  the same
from paxweb.frame.clock import now, today  # noqa: E402  the same
from paxweb.intake.jobs import queue, reap, run_arrival  # noqa: E402  the same
from paxweb.intake.jobs_state import ATTEMPTS, LEASE  # noqa: E402  the same
from paxweb.intake.models import Arrival, ArrivalState, Item, Origin, Question, Run, RunState, SheetRow  # noqa: E402  the same
from paxweb.intake.tidying import CONTENT  # noqa: E402  the same
from tests.office.intake.made import AS_OF, Made, Person, write_keys  # noqa: E402  the same

SIGNALS, DRAWS = 120, 12
FOLDERS = 60


def folder(week: int) -> Made:
    """A week's run: most signals again, some with other facts, some new; other draws."""
    made = Made(as_of=AS_OF + timedelta(days=7 * week))
    for n in range(SIGNALS):
        made.signal(Person(n + 10 * week), others=[Person(n + 3000)], rows=4, facts=str(week // 2 if n % 3 else 0))
    for n in range(DRAWS):
        made.draw(Person(2000 + n + week))
    return made


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


def seen() -> tuple[frozenset[str], frozenset[str]]:
    """What anybody could see: the ids of live visible items, and of the runs in force."""
    walls = frozenset(Wall.objects.exclude(labels=None).values_list("pk", flat=True))
    actor = Actor(id=0, name="x", today=today(), walls=walls)
    live = Item.objects.visible_to(actor).filter(live=True).values_list("pk", flat=True)
    runs = Run.objects.filter(state=RunState.IN_FORCE).values_list("sha256", flat=True)
    return frozenset(map(str, live)), frozenset(runs)


def child(home: Path, week: int, begun: int) -> None:
    """Find what was left, and go on with it; or take in the folder anew where it was swept."""
    board = Board.objects.get()
    with machine("machine:intake"):
        reap(now() + LEASE + timedelta(seconds=1))
        arrival = queue(home / f"run{week}", board)
        os.write(begun, b"!")
        state = run_arrival(arrival.pk, str(os.getpid()))
    os._exit(0 if state == ArrivalState.DONE else 3)


def killed(home: Path, week: int, after: float) -> bool:
    """One child, killed so many seconds after it began; False when it was done before."""
    connections.close_all()
    reading, begun = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        child(home, week, begun)
    os.close(begun)
    os.read(reading, 1)
    os.close(reading)
    time.sleep(after)
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        newest = Arrival.objects.order_by("-queued_at").values("state", "stage", "problem", "attempts")[:3]
        raise SystemExit(f"a child ended with {os.WEXITSTATUS(status)}: {list(newest)}")
    return os.WIFSIGNALED(status)


def wrong(week: int) -> list[str]:
    """What differs from the folder, once its run is in force and tidied."""
    made = folder(week)
    ids = {row[0] for row in (*made.rows["signals"], *made.rows["draws"])}
    run = Run.objects.get(state=RunState.IN_FORCE)
    there = Origin.objects.filter(item__live=True)
    told = [
        ("items", set(there.values_list("engine_id", flat=True)) == ids),
        ("run", run.as_of == made.as_of),
        ("questions", Question.objects.filter(run=run).count() == SIGNALS),
        ("stray items", Item.objects.filter(run__state__in=(RunState.ARRIVING, RunState.SWEPT)).count() == 0),
    ]
    expected = {"Evidence": "evidence", "Edge": "edges"}
    for model in CONTENT:
        live = model._default_manager.filter(item__live=True)
        told.append((f"stale {model.__name__}", not live.exclude(run=F("item__run")).exists()))
        if model.__name__ in expected:
            told.append((model.__name__, live.count() == len(made.rows[expected[model.__name__]])))
    mains = SIGNALS * 4 + DRAWS * 2
    told.append(("sheet", SheetRow.objects.filter(item__live=True).count() == mains))
    return [name for name, right in told if not right]


def main(home: Path, kills: int) -> None:
    """Kill so many children, and look after each."""
    settings.PAX_KEYS = str(home / "keys")
    write_keys(home / "keys")
    database()
    Board.objects.create(id="housing_company", name="Bostadsbolaget")
    chance = np.random.default_rng(kills)
    told: dict[str, object] = {"vendor": connection.vendor}
    where: Counter[str] = Counter()
    problems: list[str] = []
    week = 0
    folder(0).write(home / "run0")
    before = seen()
    while sum(where.values()) < kills and week < FOLDERS:
        tried = Arrival.objects.filter(state=ArrivalState.RUNNING).values_list("attempts", flat=True).first() or 0
        dead = killed(home, week, float(chance.uniform(0.0, 0.3 * 1.5**tried)))
        after = seen()
        turned = Run.objects.filter(state=RunState.IN_FORCE, as_of=AS_OF + timedelta(days=7 * week)).first()
        if dead:
            where[Run.objects.order_by("-arrived_at").values_list("stage", flat=True).first() or "before"] += 1
        if turned is None and after != before:
            problems.append(f"half a run is seen in week {week}")
        if turned is not None and turned.stage == "done":
            problems += [f"week {week}: {one}" for one in wrong(week)]
            week += 1
            folder(week).write(home / f"run{week}")
        if turned is not None:
            before = after
    told |= {"killed": sum(where.values()), "where": dict(where), "weeks": week, "problems": problems}
    told["swept"] = Arrival.objects.filter(state=ArrivalState.SWEPT).count()
    told["attempts"] = ATTEMPTS
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
