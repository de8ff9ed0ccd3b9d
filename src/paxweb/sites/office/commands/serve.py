"""`pax-office serve`: the office's pages, by gunicorn with threads."""

import argparse
import os
import sys
from pathlib import Path

from pax.vocabulary import WrongUse
from paxweb.sites.office.commands.migrate import Verbs


def add(verbs: "Verbs[argparse.ArgumentParser]") -> None:
    """Add the verb."""
    verb = verbs.add_parser("serve", help="serve the office's pages until it is stopped")
    verb.add_argument("--bind", default="127.0.0.1:8000", help="address and port (default 127.0.0.1:8000)")
    verb.add_argument("--workers", type=int, default=2, help="processes")
    verb.add_argument("--threads", type=int, default=8, help="threads in each")
    verb.add_argument("--cert", type=Path, help="a TLS certificate, when no proxy in front has it")
    verb.add_argument("--key", type=Path, help="and its key")
    verb.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Become gunicorn. Outside the machine itself only with TLS."""
    host = given.bind.rpartition(":")[0]
    if host not in ("127.0.0.1", "localhost", "[::1]") and not (given.cert and given.key):
        raise WrongUse(
            "the address can be reached from other machines, and there is no TLS",
            ask="the technician",
            then="give --cert and --key, or bind to 127.0.0.1 and put a proxy with TLS in front",
        )
    command = [sys.executable, "-m", "gunicorn", "paxweb.sites.office.wsgi", "--bind", given.bind]
    command += ["--worker-class", "gthread", "--workers", str(given.workers), "--threads", str(given.threads)]
    command += ["--keep-alive", "75"]  # longer than a proxy or a browser keeps a connection: it, not we, ends it
    # A browser opens connections it may never use; the default waits thirty seconds for them before it ends.
    command += ["--graceful-timeout", "10"]
    command += ["--log-level", "warning", "--max-requests", "10000", "--max-requests-jitter", "1000"]
    if given.cert and given.key:
        command += ["--certfile", str(given.cert), "--keyfile", str(given.key)]
    os.execv(sys.executable, command)  # noqa: S606  no shell: our own interpreter with words checked above
