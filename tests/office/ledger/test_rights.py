"""Each role does its part of the log and no other; on SQLite there are no roles, and the parts work alike."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django.fixtures import Settings

from paxweb.accounts.access import machine
from paxweb.accounts.identity import Machine
from paxweb.ledger import anchors
from paxweb.ledger.about import ledger_about
from paxweb.ledger.models import Entry, Pruning
from paxweb.ledger.pruning import prune
from paxweb.ledger.sealing import seal_all
from paxweb.ledger.verifying import verify
from tests.office.ledger.log import DANA, KEY, MONDAY, chain, lines, sql

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ledger"])
LATER = MONDAY + timedelta(days=6 * 366)


@pytest.fixture(autouse=True)
def monday(settings: Settings) -> None:
    settings.PAX_NOW = lambda: MONDAY


@contextmanager
def process(name: str) -> Iterator[None]:
    """As a process that signed in by this role: on PostgreSQL it cannot become the administrator again by itself."""
    if connection.vendor != "postgresql":
        yield
        return
    sql("SET SESSION AUTHORIZATION pax_jobs" if name == "pax_jobs" else "SET SESSION AUTHORIZATION pax_office")
    try:
        yield
    finally:
        sql("RESET SESSION AUTHORIZATION")
        sql("RESET ROLE")


def test_the_sealer_seals_proves_and_anchors(tmp_path: Path) -> None:
    with process("pax_office"):
        lines(3)
    with process("pax_jobs"), machine("machine:sealer"):
        assert seal_all(MONDAY) == 3
        anchors.anchor(tmp_path, KEY, MONDAY)
        assert verify(MONDAY, anchors.read(tmp_path, KEY.verify_key)).sound


def test_retention_prunes_and_says_so(tmp_path: Path) -> None:
    chain(tmp_path, batches=2)
    with process("pax_jobs"), machine("machine:retention"):
        told = prune(MONDAY + timedelta(seconds=1), tmp_path, KEY, lambda: LATER)
    assert told.lines == 5
    assert Entry.objects.count() == 6


def test_rights_finds_the_lines_about_somebody(tmp_path: Path) -> None:
    chain(tmp_path, batches=1)
    with process("pax_jobs"), machine("machine:rights"):
        assert len(list(ledger_about({DANA}))) == 5


FORBIDDEN = [
    ("machine:intake", "UPDATE ledger_entry SET act = 'x'"),
    ("machine:intake", "DELETE FROM ledger_entry"),
    ("machine:intake", "INSERT INTO ledger_member (entry_id, batch_id, position, hash) VALUES (1, 1, 1, 'a')"),
    ("machine:intake", "INSERT INTO ledger_pruning (first_batch, last_batch, lines) VALUES (1, 1, 1)"),
    ("machine:sealer", "UPDATE ledger_batch SET head = 'x'"),
    ("machine:sealer", "DELETE FROM ledger_entry"),
    ("machine:sealer", "DELETE FROM ledger_batch"),
    ("machine:retention", "UPDATE ledger_entry SET act = 'x'"),
    ("machine:retention", "DELETE FROM ledger_entry"),
    ("machine:retention", "DELETE FROM ledger_pruning"),
    ("machine:rights", "DELETE FROM ledger_about"),
    ("", "UPDATE ledger_entry SET act = 'x'"),
    ("", "DELETE FROM ledger_entry"),
    ("", "DELETE FROM ledger_pending"),
    ("", "INSERT INTO ledger_member (entry_id, batch_id, position, hash) VALUES (1, 1, 1, 'a')"),
]


@pytest.mark.parametrize(("who", "statement"), FORBIDDEN)
def test_what_no_role_may(who: Machine, statement: str, tmp_path: Path) -> None:
    chain(tmp_path, batches=1)
    lines(1)
    Pruning.objects.create(first_batch=9, last_batch=9, lines=0, before=MONDAY, head="", entry_id=0)
    with process("pax_jobs" if who else "pax_office"), _as(who), pytest.raises(DatabaseError), transaction.atomic():
        sql(statement)
    assert Entry.objects.count() == 6


@contextmanager
def _as(who: Machine) -> Iterator[None]:
    if not who:
        yield
        return
    with machine(who):
        yield
