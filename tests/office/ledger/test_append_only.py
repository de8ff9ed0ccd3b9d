"""The tables refuse to be changed, whoever asks and whichever way."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django.fixtures import Settings

from paxweb.ledger.models import About, Batch, Entry, Member, Pending, Pruning
from paxweb.ledger.sealing import seal_once
from tests.office.ledger.log import MONDAY, chain, lines, sql

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ledger"])


@pytest.fixture(autouse=True)
def monday(settings: Settings) -> None:
    settings.PAX_NOW = lambda: MONDAY


def refused(statement: str, *values: str | int | datetime) -> bool:
    try:
        with transaction.atomic():
            sql(statement, *values)
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET act = 'item.list'",
        "UPDATE ledger_about SET subject_key = 'aa'",
        "UPDATE ledger_batch SET count = 1",
        "UPDATE ledger_member SET position = position + 100",
        "UPDATE ledger_pruning SET lines = 0",
        "UPDATE ledger_pending SET entry_id = entry_id + 1000",
        "DELETE FROM ledger_entry",
        "DELETE FROM ledger_about",
        "DELETE FROM ledger_batch",
        "DELETE FROM ledger_member",
        "DELETE FROM ledger_pruning",
        "DELETE FROM ledger_pending",
    ],
)
def test_rows_are_neither_changed_nor_deleted(statement: str, tmp_path: Path) -> None:
    chain(tmp_path, batches=2)
    lines(3)
    Pruning.objects.create(first_batch=9, last_batch=9, lines=0, before=MONDAY, head="", entry_id=0)
    assert refused(statement)
    assert (Entry.objects.count(), About.objects.count(), Batch.objects.count()) == (13, 13, 2)
    assert (Member.objects.count(), Pending.objects.count(), Pruning.objects.count()) == (10, 3, 1)


@pytest.mark.parametrize("table", ["entry", "about", "batch", "member", "pruning", "pending"])
def test_tables_are_not_emptied(table: str, tmp_path: Path) -> None:
    chain(tmp_path, batches=1)
    lines(2)
    Pruning.objects.create(first_batch=9, last_batch=9, lines=0, before=MONDAY, head="", entry_id=0)
    empties = "TRUNCATE TABLE" if connection.vendor == "postgresql" else "DELETE FROM"
    assert refused(f"{empties} ledger_{table}{' CASCADE' if connection.vendor == 'postgresql' else ''}")


def test_a_line_is_not_replaced_by_another_of_its_number() -> None:
    number = lines(1)[0]
    verb = "INSERT OR REPLACE INTO" if connection.vendor == "sqlite" else "INSERT INTO"
    end = "" if connection.vendor == "sqlite" else " ON CONFLICT (id) DO UPDATE SET act = 'item.list'"
    assert refused(
        f"{verb} ledger_entry (id, at, kind, act, user_id, machine, board, purpose, items, detail)"
        f" VALUES (%s, %s, 'read', 'item.list', 1, '', '', '', '[]', '{{}}'){end}",
        number,
        MONDAY,
    )
    assert Entry.objects.get(id=number).act == "item.read"


def test_a_sealed_line_gets_no_new_subjects(tmp_path: Path) -> None:
    number = chain(tmp_path, batches=1)[0][0]
    assert refused("INSERT INTO ledger_about (entry_id, subject_key) VALUES (%s, 'aa')", number)


def test_a_batch_follows_the_one_before_and_takes_no_lines_later(tmp_path: Path) -> None:
    chain(tmp_path, batches=2)
    waiting = lines(1)[0]
    assert refused(
        "INSERT INTO ledger_batch (n, count, total, waiting, root, previous_head, head, sealed_at)"
        " VALUES (4, 1, 11, 0, 'a', 'b', 'c', %s)",
        MONDAY,
    )
    assert refused(
        "INSERT INTO ledger_member (entry_id, batch_id, position, hash) VALUES (%s, 1, 5, 'a')",
        waiting,
    )


def test_only_lines_of_a_pruned_batch_may_go(tmp_path: Path) -> None:
    first, second = chain(tmp_path, batches=2)
    Pruning.objects.create(first_batch=1, last_batch=1, lines=5, before=MONDAY, head="", entry_id=0)
    sql("DELETE FROM ledger_about WHERE entry_id = %s", first[0])
    sql("DELETE FROM ledger_entry WHERE id = %s", first[0])
    sql("DELETE FROM ledger_member WHERE entry_id = %s", first[0])
    assert refused("DELETE FROM ledger_about WHERE entry_id = %s", second[0])
    assert refused("DELETE FROM ledger_entry WHERE id = %s", second[0])
    assert refused("DELETE FROM ledger_member WHERE entry_id = %s", second[0])


def test_a_line_leaves_the_queue_by_being_sealed_alone() -> None:
    waiting = lines(1)[0]
    assert refused("DELETE FROM ledger_pending WHERE entry_id = %s", waiting)
    seal_once(MONDAY + timedelta(seconds=5))
    assert not Pending.objects.exists()
