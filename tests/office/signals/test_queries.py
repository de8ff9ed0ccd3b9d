"""A page asks the database few things, however much waits and whoever asks."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from paxweb.accounts.models import Glass
from paxweb.frame.clock import now, today
from paxweb.intake.models import Item, Question, Subject
from paxweb.signals.actions.put_off import put_off
from paxweb.signals.models import Seen
from tests.office.signals.conftest import Unit
from tests.office.signals.test_steps import read
from tests.office.world import HOUSING, sign_in

pytestmark = pytest.mark.django_db
MOST = 12
"""The list, an item before its answer, and an opened one with its evidence, neighbours, history and earlier questions:
from who is signed in to the last row, sign-in and clearances included."""

TOLD = re.compile(r"SAVEPOINT|RELEASE|BEGIN|COMMIT|SET ROLE|RESET ROLE|SELECT (set_config|current_setting)\(")
"""Not counted: what opens and closes a transaction, or tells PostgreSQL who asks (one statement a request; it reads no
table); and, below, the line in the log, which is written when the page is done, on a connection of its own."""


def asked(client: Client, address: str) -> list[str]:
    """What a page asks for, once the run's book has been read."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    told = [query["sql"] for query in queries if not TOLD.match(query["sql"])]
    assert sum("ledger_" in sql for sql in told) <= 2
    return [sql for sql in told if "ledger_" not in sql]


@pytest.mark.parametrize("signals", [60, 1000])
@pytest.mark.parametrize("who", ["Alice", "Bob"])
def test_a_page_asks_few_things_however_much_waits(
    unit_of: Callable[..., Unit], client: Client, signals: int, who: str
) -> None:
    unit = unit_of(signals=signals, draws=12, capacity=20)
    browser = sign_in(client, unit.user(who))
    earlier, opened = with_a_past(unit, who)
    unread = unit.listed(drawn=False)
    for page in (f"vecka/{HOUSING}", f"uppgift/{unread.pk}", f"uppgift/{opened.pk}"):
        found = asked(browser, f"/sv/{page}/")
        assert len(found) <= MOST, "\n".join(sql[:160] for sql in found)
    shown = browser.get(f"/sv/uppgift/{opened.pk}/").content.decode()
    assert "väntar på kontraktet" in shown
    assert f'/sv/uppgift/{earlier.pk}/">' in shown
    assert "Lämna över" in shown


def with_a_past(unit: Unit, who: str) -> tuple[Item, Item]:
    """An opened item, put off, with an earlier question about the same person; and a broken glass of whoever asks."""
    earlier = read(unit, unit.listed(drawn=False), Seen.YES, by=who)
    opened = read(unit, unit.listed(drawn=False), Seen.YES, by=who)
    same = Subject.objects.get(item=opened, main=True).subject_key
    Subject.objects.filter(item=earlier, main=True).update(subject_key=same)
    put_off(unit.actor(who), opened, today() + timedelta(days=7), "väntar på kontraktet", unit.version(opened))
    Glass.objects.create(
        user=unit.user(who), board=unit.board, item_id=earlier.pk, reason="fara", opened_at=now(), closes_at=now()
    )
    assert Question.objects.filter(item=earlier).exists()
    return earlier, opened
