"""Verbs of the console: `pax-office receive-run` takes a folder in, `pax-office work` is the process of jobs."""

import argparse
import json
import os
import socket
import sys
from pathlib import Path

from pax.api.folders import refused
from pax.vocabulary import PaxError, WrongUse
from paxweb.accounts.access import machine
from paxweb.accounts.models import Board
from paxweb.frame.clock import now
from paxweb.intake.jobs import queue, reap, run_arrival
from paxweb.intake.models import Arrival, ArrivalState
from paxweb.intake.working import work, work_for_ever

_LARGEST = 64 * 1024 * 1024


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs."""
    receive = subparsers.add_parser("receive-run", help="take in a finished run folder, whole or not at all")
    receive.add_argument("folder", type=Path, help="the folder that pax run wrote")
    receive.add_argument("--queue", action="store_true", help="leave it to the process of jobs")
    receive.set_defaults(run=_receive)
    worker = subparsers.add_parser("work", help="the process of jobs: takes in the folders that wait")
    worker.add_argument("--once", action="store_true", help="do what waits now, then end")
    worker.set_defaults(run=_work)


def receive_run(path: Path, *, later: bool = False) -> int:
    """Take a folder in (or queue it); 0 when it is in force, else the error's code. What went wrong goes to stderr."""
    with machine("machine:intake"):
        try:
            reap(now())
            arrival = queue(path.resolve(), _board(path))
            state = ArrivalState.QUEUED if later else run_arrival(arrival.pk, _holder())
        except PaxError as error:
            sys.stderr.write(f"pax-office: {error}\n")
            return int(error.exit_code)
        arrival = Arrival.objects.get(pk=arrival.pk)
    return _told(arrival, state)


def _told(arrival: Arrival, state: ArrivalState) -> int:
    if state == ArrivalState.DONE:
        sys.stdout.write(f"run of {arrival.board_id} in force\n")
        return 0
    if state == ArrivalState.QUEUED:
        sys.stdout.write(f"run of {arrival.board_id} waits for the process of jobs {arrival.problem}\n")
        return 0 if not arrival.problem else 4
    sys.stderr.write(f"pax-office: {arrival.problem}\n")
    return 3


def _board(path: Path) -> Board:
    """The board a folder says it is of; whether that is so, the seal under that board's key tells."""
    file = path / "run.json"
    try:
        if file.stat().st_size > _LARGEST:
            raise refused("run.json", "the file is larger than any a run writes")
        board_id = str(json.loads(file.read_bytes())["board"]["id"])
    except (OSError, ValueError, KeyError, TypeError):
        raise refused(path.name, "there is no run folder, or it may not be read", "look at the path") from None
    board = Board.objects.filter(pk=board_id).first()
    if board is None:
        raise WrongUse("the office has no such board", file="run.json", ask="you", then="add it with pax-office boards")
    return board


def _receive(given: argparse.Namespace) -> int:
    return receive_run(given.folder, later=given.queue)


def _work(given: argparse.Namespace) -> int:
    if given.once:
        sys.stdout.write(f"{work(_holder())} jobs done\n")
    else:
        work_for_ever(_holder())
    return 0


def _holder() -> str:
    return f"{socket.gethostname()[:40]}:{os.getpid()}"
