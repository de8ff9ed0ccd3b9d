"""A page asks the database few things, however much waits."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from paxweb.signals.models import Seen
from tests.office.signals.conftest import Unit
from tests.office.signals.test_steps import read
from tests.office.world import HOUSING, sign_in

pytestmark = pytest.mark.django_db
MOST, OPENED = 12, 16
"""The list, and an item before its answer; an opened item, with its evidence, neighbours and history."""


def asked(client: Client, address: str) -> list[str]:
    """What a page asks for, once the run's book has been read."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in queries if not TOLD.match(query["sql"])]


TOLD = re.compile(r"SAVEPOINT|RELEASE|BEGIN|COMMIT|SET ROLE|RESET ROLE|SELECT (set_config|current_setting)\(")
"""What opens and closes a transaction, or tells PostgreSQL who asks: it reads no table."""


@pytest.mark.parametrize("signals", [60, 1000])
def test_a_page_asks_few_things_however_much_waits(unit_of: Callable[..., Unit], client: Client, signals: int) -> None:
    unit = unit_of(signals=signals, draws=12, capacity=20)
    alice = sign_in(client, unit.user("Alice"))
    opened = read(unit, unit.listed(drawn=False), Seen.YES)
    unread = unit.listed(drawn=False)
    pages = {f"/sv/vecka/{HOUSING}/": MOST, f"/sv/uppgift/{unread.pk}/": MOST, f"/sv/uppgift/{opened.pk}/": OPENED}
    for address, most in pages.items():
        found = asked(alice, address)
        own = [sql for sql in found if "ledger_" not in sql]
        assert len(own) <= most, "\n".join(sql[:160] for sql in own)
