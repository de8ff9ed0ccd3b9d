"""How long a large run takes to arrive, and a reader waits meanwhile: `python -m benchmarks.office_intake HOME`.

Needs DATABASE_URL of an empty database (SQLite, or PostgreSQL by `ops/postgres.sh`) and PAX_SECRET_KEY. Rows are made
up: as many signals as told (100,000), five rows of evidence and five of context each, and draws.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import numpy as np

django.setup()

from django.conf import settings  # noqa: E402  Django must be ready first
from django.db import connection  # noqa: E402  the same
from django.db.models import Max  # noqa: E402  the same

from paxweb.accounts.access import Actor, machine  # noqa: E402  the same
from paxweb.accounts.models import Board, Wall  # noqa: E402  the same
from paxweb.frame.clock import today  # noqa: E402  the same
from paxweb.intake.jobs import queue, run_arrival  # noqa: E402  the same
from paxweb.intake.models import Evidence, Item, SheetRow  # noqa: E402  the same
from paxweb.intake.reading import sheet_of, subject_of  # noqa: E402  the same
from paxweb.ledger.lines import Line, write_reads  # noqa: E402  the same
from paxweb.ledger.models import Kind  # noqa: E402  the same
from tests.office.intake.made import Made, Person, write_keys  # noqa: E402  the same
from tests.office.intake.victim import database  # noqa: E402  the same

SIGNALS, ROWS, DRAWS = 100_000, 5, 40
IDLE_SECONDS = 20.0


def folder(home: Path, signals: int, week: int) -> Path:
    """A run of so many signals."""
    made = Made()
    made.as_of = made.as_of.fromordinal(made.as_of.toordinal() + 7 * week)
    for n in range(signals):
        made.signal(Person(n), rows=ROWS)
    for n in range(DRAWS):
        made.draw(Person(signals + DRAWS * week + n), rows=ROWS)
    return made.write(home / f"run{week}")


def reader(seconds: float) -> None:
    """Read a list and an item again and again, each with its line in the log; print the seconds each took."""
    actor = Actor(id=1, name="Alice", today=today(), walls=frozenset(Wall.objects.values_list("pk", flat=True)))
    chance, took = np.random.default_rng(1), []
    ends = time.perf_counter() + seconds
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while time.perf_counter() < ends and not (Path(sys.argv[2]) / "stop").exists():
        begun = time.perf_counter()
        listed = list(Item.objects.visible_to(actor).filter(family="HO", live=True).order_by("arrived_on", "pk")[:50])
        item = listed[int(chance.integers(len(listed)))]
        subject_of(actor, item)
        sheet_of(actor, item)
        write_reads([Line(Kind.READ, "item.read", user_id=1, items=(item.pk,))])
        took.append(time.perf_counter() - begun)
        time.sleep(0.05)
    sys.stdout.write(json.dumps(took))


@contextmanager
def reading(home: Path, seconds: float, found: dict[str, list[float]], name: str) -> Iterator[None]:
    """Somebody reads while the block runs (or for `seconds`)."""
    command = [sys.executable, "-m", "benchmarks.office_intake", "--read", str(home), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  our own interpreter
        assert process.stdout  # noqa: S101  a pipe was asked for
        process.stdout.readline()
        yield
        (home / "stop").touch()
        found[name] = json.loads(process.stdout.read())
    (home / "stop").unlink()


def take(home: Path, path: Path, board: Board) -> float:
    """Take a folder in; how many seconds."""
    begun = time.perf_counter()
    with machine("machine:intake"):
        state = run_arrival(queue(path, board).pk, "bench")
    if state != "done":
        raise SystemExit(f"the run ended as {state}")
    return time.perf_counter() - begun


def main(home: Path, signals: int) -> None:
    """A small run first, so that there is something to read; then the large one, measured with a reader beside."""
    settings.PAX_KEYS = str(home / "keys")
    write_keys(home / "keys")
    database()
    board = Board.objects.create(id="housing_company", name="Bostadsbolaget")
    take(home, folder(home, 1_000, 0), board)
    large = folder(home, signals, 1)
    times: dict[str, list[float]] = {}
    with reading(home, 3600, times, "idle"):
        time.sleep(IDLE_SECONDS)
    with reading(home, 3600, times, "meanwhile"):
        seconds = take(home, large, board)
    p95 = {name: float(np.percentile(np.array(took), 95)) * 1000 for name, took in times.items()}
    told = {
        "database": connection.vendor,
        "signals": Item.objects.filter(live=True, origin__drawn=False).count(),
        "evidence": Evidence.objects.count(),
        "sheet rows": SheetRow.objects.count(),
        "arrived in s": round(seconds, 1),
        "reads": {name: len(took) for name, took in times.items()},
        "reader p95 ms": {name: round(value, 1) for name, value in p95.items()},
        "slowest ms": {name: round(max(took) * 1000) for name, took in times.items()},
        "ratio": round(p95["meanwhile"] / p95["idle"], 2),
        "day": str(Item.objects.aggregate(newest=Max("arrived_on"))["newest"]),
    }
    sys.stdout.write(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    if sys.argv[1] == "--read":
        reader(float(sys.argv[3]))
    else:
        main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else SIGNALS)
