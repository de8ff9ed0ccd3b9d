"""Fifty people at work in the office, on few and on many signals: `python -m benchmarks.office HOME [SIGNALS]`.

Needs `ops/postgres.sh` around it (DATABASE_URL of a private PostgreSQL) and a PAX_SECRET_KEY of at least 32
characters. Makes two databases, of 1,000 and of 100,000 signals, serves both as `pax-office serve` does, and lets
fifty people of locust work, turn by turn. Then it asks each page once in quiet and counts its queries and the rows
PostgreSQL read for it.
"""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import django
import numpy as np
import psycopg

django.setup()

from django.conf import settings  # noqa: E402  Django must be ready first
from django.db import connection, connections  # noqa: E402  the same
from django.test import Client  # noqa: E402  the same
from django.test.utils import CaptureQueriesContext  # noqa: E402  the same

from benchmarks.office_intake import folder, take  # noqa: E402  the same
from paxweb.accounts.models import Role, User  # noqa: E402  the same
from paxweb.frame.clock import now, today  # noqa: E402  the same
from paxweb.signals.actions.draw_week import draw_week  # noqa: E402  the same
from paxweb.signals.models import OPEN, State, Work  # noqa: E402  the same
from paxweb.signals.weeks import week_of  # noqa: E402  the same
from tests.office.intake.made import write_keys  # noqa: E402  the same
from tests.office.intake.victim import database  # noqa: E402  the same
from tests.office.world import HOUSING, World, board_of, sign_in  # noqa: E402  the same

GIVEN = os.environ  # noqa: TID251  what the machine gives is passed on to the processes
PEOPLE, FEW, MANY = 50, 1_000, 100_000
CAPACITY = 150
"""Items of the week's list: three for each of the fifty."""
SECONDS, WARM, TURNS = 75, 15, 2
TOLD = re.compile(r"SAVEPOINT|RELEASE|BEGIN|COMMIT|SET ROLE|RESET ROLE|SELECT (set_config|current_setting)\(")
READ = (
    "SELECT coalesce(sum(seq_tup_read), 0) + (SELECT coalesce(sum(idx_tup_read), 0) FROM pg_stat_user_indexes) "
    "FROM pg_stat_user_tables"
)
PAGES = {"list": f"/sv/vecka/{HOUSING}/", "empty": "/sv/accounts/notices/"}


@dataclass(frozen=True, slots=True)
class Worked:
    """What the people's turn left: milliseconds by page, what went wrong, and how often a colleague was first."""

    times: dict[str, list[float]]
    errors: list[str]
    beaten: int


def made(home: Path, signals: int) -> None:
    """A database with so many signals, its week drawn, and a session for each of the people."""
    settings.PAX_KEYS = str(home / "keys")
    database()
    world = World()
    world.boards = {HOUSING: board_of(HOUSING, "Bostadsbolaget")}
    take(home, folder(home, signals, 0), world.boards[HOUSING])
    for number in range(PEOPLE):
        world.person(f"official{number}", (HOUSING, Role.INVESTIGATOR))
    draw_week(HOUSING, "HO", CAPACITY, week_of(now()))
    sessions = []
    for user in world.people.values():
        sessions.append(sign_in(Client(), user).cookies["sessionid"].value)
    (home / "sessions.json").write_text(json.dumps(sessions), encoding="utf-8")


def counted(home: Path) -> None:
    """Ask each page twice in quiet; print how many queries the second asked, and how many rows were read for it."""
    settings.PAX_KEYS = str(home / "keys")
    settings.ALLOWED_HOSTS = ["testserver"]
    reads = Work.objects.filter(taken_by__isnull=False)
    opened = reads.filter(state__in=(State.PUT_OFF, *OPEN)).values_list("item_id", "taken_by_id").first()
    unread = reads.filter(state=State.TAKEN).values_list("item_id", "taken_by_id").first()
    anybody = User.objects.order_by("pk").values_list("pk", flat=True)[0]
    pages = {name: (address, anybody) for name, address in PAGES.items()}
    for name, found in {"unread item": unread, "opened item": opened}.items():
        if found is not None:
            pages[name] = (f"/sv/uppgift/{found[0]}/", found[1])
    clients = {name: sign_in(Client(), User.objects.get(pk=user)) for name, (_, user) in pages.items()}
    for alias in connections:
        connections[alias].close()
        connections[alias].settings_dict["USER"] = "pax_office"
    told = {}
    for name, (address, _) in pages.items():
        client = clients[name]
        status = client.get(address).status_code
        before = rows_read()
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked = [query["sql"] for query in queries if not TOLD.match(query["sql"])]
        told[name] = {
            "status": status,
            "queries": len([sql for sql in asked if "ledger_" not in sql]),
            "queries of the log": len([sql for sql in asked if "ledger_" in sql]),
            "rows read": rows_read() - before,
        }
    sys.stdout.write(json.dumps(told))


def rows_read() -> int:
    """Rows of tables and entries of indexes PostgreSQL has read so far, by its own count."""
    connections.close_all()
    time.sleep(0.5)
    told = connection.get_connection_params()
    with psycopg.connect(
        dbname=told["dbname"], host=told["host"], port=told["port"], user=told["user"], autocommit=True
    ) as quiet:
        row = quiet.execute(READ).fetchone()
    return int(row[0]) if row else 0


@contextmanager
def served(home: Path, given: dict[str, str]) -> Iterator[str]:
    """The office on a free port, as `pax-office serve` serves it; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    url = re.sub("//[^@]*@", "//pax_office@", given["DATABASE_URL"])  # the role real pages run as: policies hold
    settings_of = {**given, "DATABASE_URL": url, "PAX_KEYS": str(home / "keys"), "PAX_OFFICE_HOME": str(home)}
    command = [sys.executable, "-m", "gunicorn", "paxweb.sites.office.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += [
        "--worker-class",
        "gthread",
        "--workers",
        "2",
        "--threads",
        "8",
        "--keep-alive",
        "75",
        "--log-level",
        "warning",
    ]
    with subprocess.Popen([*command, "--no-control-socket"], env=settings_of) as process:  # noqa: S603  our own words
        for _ in range(200):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
        process.terminate()


def worked(home: Path, address: str, given: dict[str, str]) -> Worked:
    """Fifty people for a while at one office: what `benchmarks.office_people` wrote of it."""
    until = (today() + timedelta(days=14)).isoformat()
    told = {"OFFICE_SESSIONS": str(home / "sessions.json"), "OFFICE_TIMES": str(home / "times.json")}
    told |= {"OFFICE_WARM": str(WARM), "OFFICE_UNTIL": until}
    command = [sys.executable, "-m", "locust", "-f", str(Path(__file__).with_name("office_people.py")), "--headless"]
    command += ["--users", str(PEOPLE), "--spawn-rate", "10", "--run-time", f"{SECONDS}s", "--host", address]
    command += ["--only-summary", "--exit-code-on-error", "0", "--loglevel", "ERROR"]
    subprocess.run(command, env={**given, **told}, check=True, capture_output=True)  # noqa: S603  our own words
    found = json.loads((home / "times.json").read_text(encoding="utf-8"))
    return Worked(found["times"], found["errors"], found["beaten"])


def child(home: Path, given: dict[str, str], verb: str, *words: str) -> str:
    """One of this module's own verbs in a process of its own, with its own database."""
    command = [sys.executable, "-m", "benchmarks.office", verb, str(home), *words]
    done = subprocess.run(command, env=given, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603  our own words
    return done.stdout


def p95(times: Sequence[float]) -> float:
    """In milliseconds."""
    return round(float(np.percentile(np.array(times), 95)), 1) if times else float("nan")


def main(home: Path, many: int) -> None:
    """Make both, let people work at both turn by turn, and say what it took."""
    whole = GIVEN["DATABASE_URL"].rpartition("/")[0]
    offices = {}
    for name, signals in {"few": FEW, "many": many}.items():
        place = home / name
        place.mkdir(parents=True)
        write_keys(place / "keys")
        offices[name] = (place, {**GIVEN, "DATABASE_URL": f"{whole}/pax_{name}"})
        child(place, offices[name][1], "--make", str(signals))
        sys.stderr.write(f"made {signals} signals\n")
    times: dict[str, dict[str, list[float]]] = {name: {} for name in offices}
    errors: list[str] = []
    beaten = 0
    for turn in range(TURNS):
        for name, (place, given) in offices.items():
            with served(place, given) as address:
                found = worked(place, address, given)
            for page, took in found.times.items():
                times[name].setdefault(page, []).extend(took)
            errors += found.errors
            beaten += found.beaten
            sys.stderr.write(f"turn {turn + 1} of {TURNS}: {name}\n")
    told = {
        "people": PEOPLE,
        "signals": {"few": FEW, "many": many},
        "errors": len(errors),
        "which": sorted(set(errors))[:5],
        "answered": {name: {page: len(took) for page, took in pages.items()} for name, pages in times.items()},
        "p95 ms": {name: {page: p95(took) for page, took in pages.items()} for name, pages in times.items()},
        "list, many ÷ few": round(p95(times["many"]["list"]) / p95(times["few"]["list"]), 2),
        "list ÷ empty page": {name: round(p95(each["list"]) / p95(each["empty"]), 2) for name, each in times.items()},
        "a colleague was first": beaten,
        "pages": {name: json.loads(child(place, given, "--count")) for name, (place, given) in offices.items()},
    }
    sys.stdout.write(json.dumps(told, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    if sys.argv[1] == "--make":
        made(Path(sys.argv[2]), int(sys.argv[3]))
    elif sys.argv[1] == "--count":
        counted(Path(sys.argv[2]))
    else:
        main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else MANY)
