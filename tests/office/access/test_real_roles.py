"""As it is installed: pax_owner migrates, pax_office signs in to the database, and the office starts and answers."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.xdist_group("pax_real"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="roles are PostgreSQL's"),
]
ROOT = Path(__file__).parents[3]
START = """
from django.test import Client
from paxweb.sites.office.wsgi import application
from paxweb.intake.models import Item
assert application
assert Client(headers={"host": "127.0.0.1"}).get("/sv/sign-in/").status_code == 200
assert Item.objects.count() == 0
print("started")
"""


def _place() -> tuple[str, str]:
    database = settings.DATABASES["default"]
    return str(database["HOST"]), str(database["PORT"])


@pytest.fixture
def installed() -> Iterator[str]:
    """A database of its own that pax_owner has migrated; its name."""
    host, port = _place()
    administrator = make_conninfo(
        dbname="postgres", host=host, port=port, user=str(settings.DATABASES["default"]["USER"])
    )
    with psycopg.connect(administrator, autocommit=True) as admin:
        admin.execute("DROP DATABASE IF EXISTS pax_real")
        admin.execute("CREATE DATABASE pax_real OWNER pax_owner")
        yield "pax_real"
        admin.execute("DROP DATABASE pax_real WITH (FORCE)")


def _run(user: str, database: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    host, port = _place()
    told = {
        "PATH": os.environ["PATH"],  # noqa: TID251  a process of its own needs one
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "paxweb.sites.office.settings",
        "PAX_SECRET_KEY": "made of words for a test and nothing else",
        "DATABASE_URL": f"postgresql://{user}@{host}:{port}/{database}",
    }
    return subprocess.run([sys.executable, *arguments], env=told, capture_output=True, text=True, check=False, cwd=ROOT)


def test_the_owner_migrates_and_the_office_starts_as_its_own_role(installed: str) -> None:
    migrated = _run("pax_owner", installed, "-m", "django", "migrate", "--verbosity", "0")
    assert migrated.returncode == 0, migrated.stderr[-2000:]
    started = _run("pax_office", installed, "-c", START)
    assert (started.returncode, started.stdout.strip()) == (0, "started"), started.stderr[-2000:]
    refused = _run("pax_owner", installed, "-c", START)
    assert refused.returncode != 0
    assert "pax_owner owns tables" in refused.stderr
