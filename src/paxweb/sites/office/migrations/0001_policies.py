"""Functions, policies and rights, on PostgreSQL. The roles must be there: ops/roles.sql, once per cluster."""

from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQL = Path(__file__).parents[1] / "sql"
FILES = ("functions.sql", "policies.sql", "rights.sql")
GONE = """
CREATE TRIGGER gone AFTER DELETE ON intake_item BEGIN DELETE FROM accounts_recusal WHERE item_id = OLD.id; END
"""
"""On SQLite: who is kept from an item is forgotten with the item. PostgreSQL has the same in functions.sql."""


def _build(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor != "postgresql":
        with editor.connection.cursor() as cursor:
            cursor.execute(GONE)
        return
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = 'pax_office'")
        if cursor.fetchall()[0][0] == 0:
            raise RuntimeError("the role pax_office is missing: the cluster's administrator runs ops/roles.sql first")
        for name in FILES:
            cursor.execute((SQL / name).read_text(encoding="utf-8"))


class Migration(migrations.Migration):
    """The walls of the database."""

    dependencies = [
        ("account", "__first__"),
        ("accounts", "__first__"),
        ("api", "__first__"),
        ("cases", "__first__"),
        ("documents", "__first__"),
        ("contenttypes", "__first__"),
        ("desk", "__first__"),
        ("django_tasks_database", "__first__"),
        ("intake", "__first__"),
        ("ledger", "__first__"),
        ("letters", "__first__"),
        ("mfa", "__first__"),
        ("review", "__first__"),
        ("rights", "__first__"),
        ("sessions", "__first__"),
        ("signals", "__first__"),
        ("socialaccount", "__first__"),
    ]
    operations = [migrations.RunPython(_build)]
