"""Between tests the tables are emptied, which the ledger's triggers refuse: they are taken off for that moment."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import TransactionTestCase

from paxweb.ledger import triggers


@pytest.fixture(autouse=True, scope="session")
def ledger_emptied_between_tests() -> Iterator[None]:
    """Import this name into `tests/office/conftest.py`."""
    teardown = vars(TransactionTestCase)["_fixture_teardown"]

    def emptied(case: TransactionTestCase) -> None:
        with triggers.taken_off(connection):
            teardown(case)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(TransactionTestCase, "_fixture_teardown", emptied)
        yield
