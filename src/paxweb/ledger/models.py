"""Lines of the log, whom they are about, and the batches that seal them. Lines hold ids and keyed hashes, no values.

Rows are inserted, never changed; what may be deleted, and when, stands in `migrations/0002_append_only.py`.
"""

from django.db import models


class Kind(models.TextChoices):
    """What kind of act a line is about."""

    READ = "read"
    CHANGE = "change"
    REFUSAL = "refusal"
    MACHINE = "machine"


class Entry(models.Model):
    """One line: one act, by one person or machine. Never changed, never deleted but by a documented pruning."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    act = models.CharField(max_length=60)
    user_id = models.BigIntegerField(null=True)
    machine = models.CharField(max_length=40, default="")
    board = models.CharField(max_length=60, default="")
    purpose = models.CharField(max_length=60, default="")
    items = models.JSONField(default=list)
    detail = models.JSONField(default=dict)

    class Meta:
        db_table = "ledger_entry"
        indexes = [models.Index(fields=["at"], name="ledger_entry_at")]


class About(models.Model):
    """A line concerns somebody: their key under the subject key, never their number."""

    entry = models.ForeignKey(Entry, on_delete=models.DO_NOTHING, related_name="about")
    subject_key = models.CharField(max_length=64, db_index=True)

    class Meta:
        db_table = "ledger_about"


class Pending(models.Model):
    """A line not sealed yet. A trigger writes it with the line, so a late commit is never passed over."""

    entry_id = models.BigIntegerField(primary_key=True)

    class Meta:
        db_table = "ledger_pending"


class Batch(models.Model):
    """Lines sealed together: the root over them, chained to the head before.

    `total` counts all lines so far, `waiting` those committed and left to the next batch.
    """

    n = models.BigIntegerField(primary_key=True)
    count = models.IntegerField()
    total = models.BigIntegerField()
    waiting = models.BigIntegerField()
    root = models.CharField(max_length=64)
    previous_head = models.CharField(max_length=64)
    head = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        db_table = "ledger_batch"


class Member(models.Model):
    """A line's place in its batch, and its hash when it was sealed."""

    entry_id = models.BigIntegerField(primary_key=True)
    batch = models.ForeignKey(Batch, on_delete=models.DO_NOTHING, related_name="members")
    position = models.IntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "ledger_member"
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="ledger_place_once")]


class Pruning(models.Model):
    """The lines of these batches were deleted because their time was over. The batches themselves stay."""

    first_batch = models.BigIntegerField()
    last_batch = models.BigIntegerField()
    lines = models.BigIntegerField()
    before = models.DateTimeField()
    head = models.CharField(max_length=64)
    entry_id = models.BigIntegerField()

    class Meta:
        db_table = "ledger_pruning"
