"""A change and its line are kept together; a reading is on the log before anybody has seen it."""

from uuid import UUID

import pytest
from django.db import connection, connections, transaction

from paxweb.ledger import triggers
from paxweb.ledger.lines import LedgerUnwritable, Line, LineRefused, write_change, write_reads
from paxweb.ledger.models import About, Entry, Kind, Pending

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ledger"])
ITEM = UUID("7b1d2a52-65a6-4a52-9a58-9d7b7c3d7f10")
DANA = "d" * 64
TAKEN = Line(Kind.CHANGE, "item.take", user_id=1, board="housing", items=(ITEM,), about=(DANA,))


def test_a_change_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="in one transaction"):
        write_change(TAKEN)


def test_a_change_that_is_undone_takes_its_line_with_it() -> None:
    with transaction.atomic():
        write_change(TAKEN)
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


def test_a_line_keeps_who_what_and_whom_it_is_about() -> None:
    with transaction.atomic():
        number = write_change(TAKEN)
    kept = Entry.objects.get(id=number)
    assert (kept.kind, kept.act, kept.user_id, kept.board, kept.items) == (
        "change", "item.take", 1, "housing", [str(ITEM)],
    )  # fmt: skip
    assert [row.subject_key for row in About.objects.filter(entry_id=number)] == [DANA]
    assert Pending.objects.filter(entry_id=number).exists()


def test_a_reading_is_committed_when_write_reads_returns_whatever_becomes_of_the_request() -> None:
    write_reads([Line(Kind.READ, "item.read", user_id=1, items=(ITEM,)), Line(Kind.READ, "item.print", user_id=1)])
    assert connections["ledger"].get_autocommit()
    assert [entry.act for entry in Entry.objects.order_by("id")] == ["item.read", "item.print"]


def test_no_reading_writes_nothing() -> None:
    write_reads([])
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "detail",
    [
        {"name": "Dana Andersson"},
        {"who": "19121212-1217"},
        {"who": "191212121217"},
        {"note": "såg"},
        {"amount": 12.5},
        {"deep": {"list": ["ok", "not ok"]}},
        {"å": 1},
        {"when": object()},
    ],
)
def test_a_line_refuses_what_may_be_a_persons_value_and_does_not_repeat_it(detail: dict[str, object]) -> None:
    with pytest.raises(LineRefused) as refused:
        Line(Kind.READ, "item.read", detail=detail)
    assert "Dana" not in str(refused.value)
    assert "1912" not in str(refused.value)


def test_a_line_refuses_a_subject_that_is_no_key() -> None:
    with pytest.raises(LineRefused):
        Line(Kind.READ, "item.read", about=("191212121217x",))


def test_a_line_without_an_act_is_refused() -> None:
    with pytest.raises(LineRefused):
        Line(Kind.READ, "")


@pytest.mark.parametrize("table", ["ledger_entry", "ledger_about"])
def test_a_ledger_that_cannot_be_written_says_so_and_keeps_nothing(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO ledger_away")
    try:
        with pytest.raises(LedgerUnwritable):
            write_reads([Line(Kind.READ, "item.read", user_id=1, about=(DANA,))])
        with pytest.raises(LedgerUnwritable), transaction.atomic():
            write_change(TAKEN)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE ledger_away RENAME TO {table}")
    assert not Entry.objects.exists()


def test_after_a_failure_the_next_reading_is_written() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_entry RENAME TO ledger_away")
    with pytest.raises(LedgerUnwritable):
        write_reads([Line(Kind.READ, "item.read", user_id=1)])
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_away RENAME TO ledger_entry")
    write_reads([Line(Kind.READ, "item.read", user_id=1)])
    assert Entry.objects.count() == 1


def test_triggers_come_off_and_on_again() -> None:
    with triggers.taken_off(connection):
        write_reads([Line(Kind.READ, "item.read", user_id=1)])
        assert not Pending.objects.exists()
    write_reads([Line(Kind.READ, "item.read", user_id=1)])
    assert Pending.objects.count() == 1
