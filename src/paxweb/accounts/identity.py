"""Who the database is told that asks: on PostgreSQL a role and an id, for one transaction. On SQLite nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Literal

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from paxweb.frame.clock import now, today

Machine = Literal["machine:intake", "machine:sealer", "machine:retention", "machine:rights"]

OFFICE = "pax_office"
ROLES: dict[str, str] = {
    "machine:intake": "pax_intake",
    "machine:sealer": "pax_sealer",
    "machine:retention": "pax_retention",
    "machine:rights": "pax_rights",
}
_READ = (
    "SELECT current_setting('role'), current_setting('pax.user_id', true), "
    "current_setting('pax.today', true), current_setting('pax.now', true), current_setting('pax.token', true)"
)
_TELL = (
    "SELECT set_config('role', %s, %s), set_config('pax.user_id', %s, %s), "
    "set_config('pax.today', %s, %s), set_config('pax.now', %s, %s), set_config('pax.token', %s, %s)"
)


@contextmanager
def acting(
    user_id: int, day: date | None = None, using: str = DEFAULT_DB_ALIAS, token: int | None = None
) -> Iterator[None]:
    """One transaction as a person: the policies hold, and see what this person sees on this day.

    `token`: as a machine that asks in the person's name; the policies show what its token rests on, and no more.
    """
    connection = connections[using]
    if connection.vendor != "postgresql":
        yield
        return
    told = (OFFICE, str(user_id), (day or today()).isoformat(), now().isoformat(), str(token or ""))
    before = _told(connection) if connection.in_atomic_block else None
    with transaction.atomic(using=using):
        _tell(connection, told, local=True)
        yield
        if before is not None and not connection.needs_rollback:
            _tell(connection, before, local=True)


@contextmanager
def machine(name: Machine, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """As a machine, with the rights of its role and no person's. It opens no transaction: steps stay short."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        yield
        return
    local = connection.in_atomic_block
    before = _told(connection)
    _tell(connection, (ROLES[name], "", today().isoformat(), now().isoformat(), ""), local=local)
    try:
        yield
    finally:
        if connection.connection is not None and not connection.needs_rollback and connection.is_usable():
            _tell(connection, before, local=local)


def _told(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_READ)
        return tuple(value or "" for value in cursor.fetchall()[0])


def _tell(connection: BaseDatabaseWrapper, told: tuple[str, ...], *, local: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TELL, [part for value in told for part in (value, local)])
