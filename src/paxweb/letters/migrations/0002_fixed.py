"""The database itself refuses to change a finished letter, whoever asks; `sql/` holds what is run.

What it was made from may be withheld when somebody becomes protected; its bytes, their digest, who signed and when stay.
"""

from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_SQL = Path(__file__).resolve().parents[1] / "sql"


def _put_on(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    with editor.connection.cursor() as cursor:
        cursor.execute((_SQL / f"fixed.{editor.connection.vendor}.sql").read_text(encoding="utf-8"))


def _take_off(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    with editor.connection.cursor() as cursor:
        if editor.connection.vendor == "postgresql":
            cursor.execute("DROP TRIGGER letters_fixed ON letters_letter; DROP FUNCTION letters_fixed()")
        else:
            cursor.execute("DROP TRIGGER letters_fixed")


class Migration(migrations.Migration):
    """A trigger."""

    dependencies = [("letters", "0001_initial")]
    operations = [migrations.RunPython(_put_on, _take_off)]
