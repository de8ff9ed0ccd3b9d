"""When the log really cannot be written, an office's page answers 503 and shows nothing; a change is not made."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client

from paxweb.accounts.models import User
from paxweb.ledger.models import Entry, Pending
from paxweb.signals.models import State, Work
from tests.office.world import NEVER_USED, World, sign_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ledger"])


@contextmanager
def no_ledger(how: str) -> Iterator[None]:
    """The table is away, or the log's own connection may only read."""
    sqlite = connection.vendor == "sqlite"
    if how == "table":
        _say(connection, "ALTER TABLE ledger_entry RENAME TO ledger_away")
        yield
        _say(connection, "ALTER TABLE ledger_away RENAME TO ledger_entry")
        return
    only_reads = "PRAGMA query_only = {}" if sqlite else "SET SESSION default_transaction_read_only = {}"
    _say(connections["ledger"], only_reads.format("on"))
    yield
    _say(connections["ledger"], only_reads.format("off"))


def _say(to: BaseDatabaseWrapper, statement: str) -> None:
    with to.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("how", ["table", "only_reads"])
def test_an_item_is_not_shown_and_nothing_of_it_leaves(how: str, world: World, alice: User, client: Client) -> None:
    item = world.items["lease"]
    sign_in(client, alice)
    assert client.get(f"/sv/uppgift/{item.pk}/").status_code == 200
    lines = Entry.objects.count()
    with no_ledger(how):
        response = client.get(f"/sv/uppgift/{item.pk}/")
    with no_ledger(how):
        absent = client.get(f"/sv/uppgift/{NEVER_USED}/")
    assert (response.status_code, absent.status_code) == (503, 503)
    page = response.content.decode()
    for said in (str(item.pk), "Person lease", "Norra", "Fråga lease"):
        assert said not in page
    assert response.content == absent.content
    assert Entry.objects.count() == lines
    assert client.get(f"/sv/uppgift/{item.pk}/").status_code == 200


def test_a_change_that_cannot_be_logged_is_not_made(world: World, alice: User, client: Client) -> None:
    item = world.items["lease"]
    sign_in(client, alice)
    with no_ledger("table"):
        response = client.post(f"/sv/uppgift/{item.pk}/ta/")
    assert response.status_code == 503
    assert Work.objects.get(item=item).state == State.IN_WEEK
    assert not Entry.objects.filter(act="item.take").exists()
    assert not Pending.objects.exclude(entry_id__in=Entry.objects.values("id")).exists()
