"""The office for tests. DATABASE_URL set (a cluster's administrator, see ops/postgres.sh): PostgreSQL; else SQLite.

On PostgreSQL the tests themselves run as the administrator, who sees everything; every request of a test client runs as
`pax_office`, the role a real office signs in with, from the first query to the last.
"""

from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.client import ClientHandler
from psycopg.conninfo import make_conninfo

from paxweb.accounts.models import User
from tests.office.ledger.emptied import ledger_emptied_between_tests as ledger_emptied_between_tests
from tests.office.world import World, make_world, sign_in

ROLES = Path(__file__).parents[2] / "ops" / "roles.sql"


def pytest_configure() -> None:
    """A key that no office uses."""
    settings.PASSWORD_HASHERS = ["tests.office.hashing.QuickArgon2"]
    settings.SECRET_KEY = " ".join(["a key for tests", "and for nothing else", "made of words"])
    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """On PostgreSQL the roles are there before the first migration."""
    if connection.vendor == "postgresql":
        database = settings.DATABASES["default"]
        parts: dict[str, Any] = {key: database[key.upper()] for key in ("host", "port", "user", "password")}
        told = make_conninfo(dbname="postgres", **{key: value for key, value in parts.items() if value})
        with psycopg.connect(told, autocommit=True) as admin:
            admin.execute(ROLES.read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def read_lines_in_the_tests_transaction(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a test that is rolled back, the log's own connection would not see its rows; in the others it is used."""
    marker = request.node.get_closest_marker("django_db")
    transactional = bool(marker and marker.kwargs.get("transaction")) or "transactional_db" in request.fixturenames
    if not transactional:
        monkeypatch.setattr("paxweb.ledger.lines.LEDGER", "default")


@pytest.fixture(autouse=True)
def requests_run_as_the_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """From its first query to its last, a request has the rights of `pax_office` and no more."""
    if connection.vendor != "postgresql":
        return
    answer = ClientHandler.__call__

    def as_office(handler: ClientHandler, environ: dict[str, Any]) -> object:
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE pax_office")
        try:
            return answer(handler, environ)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("RESET ROLE")

    monkeypatch.setattr(ClientHandler, "__call__", as_office)


@pytest.fixture
def world(db: None) -> World:
    """Two boards, their people, an item behind each wall."""
    return make_world()


@pytest.fixture
def alice(world: World) -> User:
    """Investigates, at the housing company."""
    return world.people["Alice"]


@pytest.fixture
def bob(world: World) -> User:
    """Alice's colleague, and lead."""
    return world.people["Bob"]


@pytest.fixture
def charlie(world: World) -> User:
    """Investigates, at social services: outside the housing company's walls."""
    return world.people["Charlie"]


@pytest.fixture
def dana(world: World) -> User:
    """Reads, at the housing company; a signal is about her."""
    return world.people["Dana"]


@pytest.fixture
def as_alice(client: Client, alice: User) -> Client:
    """Alice's browser, signed in with a second factor."""
    return sign_in(client, alice)
