"""Verbs of the console: `pax-office documents key | check | sweep`."""

import argparse
import os
import sys
from pathlib import Path

from django.conf import settings

from pax.vocabulary import Exit, WrongUse
from paxweb.accounts.models import Board
from paxweb.documents.keys import board_key_path
from paxweb.documents.tending import check, leftovers, sweep
from paxweb.seal.keyfiles import LENGTH, own_folder, settle_folder

_STEP = 500


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb and its own."""
    documents = subparsers.add_parser("documents", help="keys of documents, and what lies on the disk")
    verbs = documents.add_subparsers(dest="what", required=True, metavar="WHAT")
    key = verbs.add_parser("key", help="make a board's document key in PAX_KEYS; never over one that is there")
    key.add_argument("--board", required=True)
    key.set_defaults(run=_key)
    verbs.add_parser("check", help="open every document and prove it").set_defaults(run=_check)
    sweeping = verbs.add_parser("sweep", help="take away files that killed processes left, after a day")
    sweeping.add_argument("--yes", action="store_true", help="even when there are more of them than of documents")
    sweeping.set_defaults(run=_sweep)


def make_key(board_id: str) -> Path:
    """A board's document key, 32 bytes for its owner alone. Raises `WrongUse` when there is one."""
    path = board_key_path(board_id)
    own_folder(path.parent)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise WrongUse(
            f"{board_id} has a document key", ask="whoever keeps the keys", then="keep it: documents lie under it"
        ) from None
    with os.fdopen(handle, "wb") as file:
        file.write(os.urandom(LENGTH))
        file.flush()
        os.fsync(file.fileno())
    settle_folder(path.parent)
    return path


def _key(given: argparse.Namespace) -> int:
    if not settings.PAX_KEYS:
        raise WrongUse("PAX_KEYS is not set", ask="whoever keeps the keys", then="name the folder of the boards' keys")
    if not Board.objects.filter(pk=given.board).exists():
        raise WrongUse("no such board", ask="you", then="run pax-office boards first, or correct the name")
    make_key(given.board)
    sys.stdout.write("made. Copy it to where keys are kept: without it no document of the board can ever be read.\n")
    return Exit.DONE


def _check(_: argparse.Namespace) -> int:
    checked = wrong = 0
    for found in check():
        checked += 1
        if found.problem:
            wrong += 1
            sys.stdout.write(f"case {found.case_id} content {found.blob}: {found.problem}\n")
        if checked % _STEP == 0:
            sys.stderr.write(f"{checked} checked\n")
    left = leftovers()
    sys.stdout.write(f"{checked} contents, {wrong} wrong; {len(left.files)} files without a row, ")
    sys.stdout.write(f"{left.keys} keys without a case.\n")
    return Exit.REFUSED if wrong else Exit.DONE


def _sweep(given: argparse.Namespace) -> int:
    sys.stdout.write(f"{sweep(leftovers(), sure=given.yes)} files taken away\n")
    return Exit.DONE
