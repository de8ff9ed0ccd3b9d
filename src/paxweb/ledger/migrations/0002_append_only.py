"""Rows of the ledger are inserted and nothing else.

A line, whom it is about and its place may be deleted once a row of `ledger_pruning` names their batch; a line leaves the
queue of unsealed ones once it is sealed. Everything else is refused by the database itself, whoever asks.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from paxweb.ledger import triggers


def _put_on(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    triggers.put_on(editor.connection)


def _take_off(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    triggers.take_off(editor.connection)


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(_put_on, _take_off)]
