
import django.db.models.deletion
from django.db import migrations, models

import paxweb.desk.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("cases", "0001_initial"),
        ("intake", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("case", "Case"), ("document", "Document"), ("letter", "Letter")],
                        default="case",
                        max_length=10,
                    ),
                ),
                ("thing", models.CharField(blank=True, default="", max_length=40)),
                ("word", paxweb.desk.models.InByteOrder(max_length=40)),
                (
                    "place",
                    models.SmallIntegerField(
                        choices=[
                            (0, "Number"),
                            (1, "Reference"),
                            (2, "Title"),
                            (3, "Name"),
                            (4, "Place"),
                            (5, "Text"),
                            (6, "Note"),
                        ]
                    ),
                ),
                ("newest", models.IntegerField()),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "wall",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.wall",
                    ),
                ),
            ],
            options={
                "db_table": "desk_case_word",
                "indexes": [
                    models.Index(
                        fields=["wall", "kind", "word", "place", "newest", "case", "thing"], name="case_word_found"
                    ),
                    models.Index(fields=["case", "word"], name="case_word_case"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("run_id", models.UUIDField()),
                ("level", models.SmallIntegerField(choices=[(0, "Listed"), (1, "Sheet"), (2, "Read")])),
                ("word", paxweb.desk.models.InByteOrder(max_length=40)),
                (
                    "place",
                    models.SmallIntegerField(
                        choices=[
                            (0, "Number"),
                            (1, "Reference"),
                            (2, "Title"),
                            (3, "Name"),
                            (4, "Place"),
                            (5, "Text"),
                            (6, "Note"),
                        ]
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="intake.item"
                    ),
                ),
                (
                    "wall",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.wall",
                    ),
                ),
            ],
            options={
                "db_table": "desk_item_word",
                "indexes": [
                    models.Index(fields=["wall", "word", "place", "item"], name="item_word_found"),
                    models.Index(fields=["item", "word"], name="item_word_item"),
                ],
            },
        ),
    ]
