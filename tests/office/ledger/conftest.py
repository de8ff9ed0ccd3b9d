"""The ledger's tests need its tables and several connections, no people."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections

from tests.office.ledger.log import reach


@pytest.fixture
def shared(transactional_db: None, tmp_path: Path) -> Iterator[str]:
    """The alias of a database that several connections may use at once; SQLite's own test database is in memory."""
    if connections["default"].vendor == "postgresql":
        yield "default"
        return
    reach("default", "shared", tmp_path / "shared.sqlite3", timeout=5)
    call_command("migrate", "ledger", database="shared", verbosity=0)
    yield "shared"
    connections["shared"].close()
    del connections["shared"]
