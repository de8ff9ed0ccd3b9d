"""The first minutes of a technician: a check before the tables are made, and a database on another machine."""

import os
import subprocess
import sys
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest

from paxweb.sites.office.commands import check

ROOT = Path(__file__).parents[3]
SETTINGS = str(Path(check.__file__).parents[1] / "settings.py")


@pytest.mark.parametrize("more", [(), ("--deploy",)])
def test_a_check_before_the_tables_are_made_says_to_make_them(tmp_path: Path, more: tuple[str, ...]) -> None:
    secret = tmp_path / "secret"
    secret.write_text("k3y-of-many-different-signs-0123456789-abcdefghijklmnopqrstuvwxyz")
    secret.chmod(0o644)
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("PAX_", "DATABASE", "DJANGO"))}  # noqa: TID251  a process of its own
    given = {"PYTHONPATH": str(ROOT / "src"), "PAX_OFFICE_HOME": str(tmp_path), "PAX_SECRET_KEY_FILE": str(secret)}
    console = "import sys; from paxweb.sites.office.console import main; main(sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", console, "check", *more],
        env=inherited | given, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, "Traceback" in done.stderr) == (3, False), done.stderr[-400:]
    assert "changes of the tables wait. Whoever keeps the database: run pax-office migrate." in done.stdout
    assert "PAX_SECRET_KEY_FILE: others than its owner may read the file" in done.stdout
    assert ("TLS" in done.stdout) == bool(more)


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("", {}),
        ("?host=/run/postgresql", {}),
        ("?sslmode=verify-full", {"sslmode": "verify-full"}),
        ("?sslmode=verify-full&sslrootcert=/a%20b", {"sslmode": "verify-full", "sslrootcert": "/a b"}),
    ],
)
def test_what_the_databases_address_asks_of_the_connection_reaches_it(
    query: str, options: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = "" if "host=" in query else "db.example.org"
    monkeypatch.setenv("DATABASE_URL", f"postgresql://pax_office:x@{place}/pax{query}")
    made: dict[str, dict[str, Any]] = run_path(SETTINGS)["DATABASES"]
    assert made["default"].get("OPTIONS", {}) == made["ledger"].get("OPTIONS", {}) == options
    assert made["default"]["HOST"] == (place or "/run/postgresql")


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PAX_DOCUMENT_MB", "25 MB", "PAX_DOCUMENT_MB is not a whole number"),
        ("PAX_BACKUP_DAYS", "", "PAX_BACKUP_DAYS is not a whole number"),
        ("PAX_DEMO", "1", "PAX_DEMO=1 runs on SQLite, on this machine, and nowhere else"),
    ],
)
def test_a_name_of_the_environment_that_cannot_be_read_is_told_in_a_sentence(name: str, value: str, says: str) -> None:
    inherited = {key: given for key, given in os.environ.items() if not key.startswith(("PAX_", "DATABASE", "DJANGO"))}  # noqa: TID251  a process of its own
    console = "import sys; from paxweb.sites.office.console import main; main(sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", console, "check"],
        env=inherited | {"PYTHONPATH": str(ROOT / "src"), "PAX_OFFICE_HOSTS": "pax.example.org", name: value},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr[-400:]
    assert done.stderr.startswith(f"pax-office: {says}")
    assert "The technician: " in done.stderr


def test_names_with_a_space_after_the_comma_are_the_same_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAX_OFFICE_HOSTS", "pax.example.org, localhost")
    monkeypatch.setenv("PAX_OIDC_STRONG", "mfa, loa3")
    made: dict[str, Any] = run_path(SETTINGS)
    assert made["ALLOWED_HOSTS"] == ["pax.example.org", "localhost"]
    assert made["PAX_OIDC_STRONG"] == ["mfa", "loa3"]
