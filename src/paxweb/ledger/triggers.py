"""The triggers that keep the tables append-only, on either database. `sql/` holds what is run."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

_SQL = Path(__file__).parent / "sql"


def put_on(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers."""
    text = (_SQL / f"append_only.{connection.vendor}.sql").read_text()
    with connection.cursor() as cursor:
        for statement in [text] if connection.vendor == "postgresql" else text.split("\n\n"):
            cursor.execute(statement)


def take_off(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers: for a migration undone, and for tests that tamper."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute((_SQL / "taken_off.postgresql.sql").read_text())
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'ledger#_%' ESCAPE '#'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")


@contextmanager
def taken_off(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Without triggers within the block: what somebody who owns the tables can do. The application never calls this."""
    take_off(connection)
    try:
        yield
    finally:
        put_on(connection)
