"""A run as it arrived, and its items. An item is a signal or a draw by chance; which of them, `Origin` alone knows."""

import uuid

from django.db import models

from paxweb.accounts.models import Board, Guarded


class RunState(models.TextChoices):
    """How far a run has come."""

    ARRIVING = "arriving"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    SWEPT = "swept"


class Run(models.Model):
    """One run folder of one board. Nobody sees anything of it before it is in force."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    board = models.ForeignKey(Board, on_delete=models.PROTECT)
    sha256 = models.CharField(max_length=64, unique=True)
    as_of = models.DateField()
    state = models.CharField(max_length=12, choices=RunState.choices, default=RunState.ARRIVING)
    document = models.JSONField()
    rules = models.JSONField()
    arrived_at = models.DateTimeField()
    in_force_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "intake_run"


class Item(Guarded):
    """What is read: about one subject, of one family. Says nothing of a question, and nothing of chance."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT)
    run = models.ForeignKey(Run, on_delete=models.PROTECT)
    family = models.CharField(max_length=10)
    area = models.CharField(max_length=200, default="")
    arrived_on = models.DateField()
    subject_kind = models.CharField(max_length=20)
    live = models.BooleanField(default=False)

    class Meta:
        db_table = "intake_item"
        indexes = [models.Index(fields=["wall", "family", "live", "arrived_on"], name="item_wall_family")]


class Origin(models.Model):
    """Where an item comes from: the one table that tells a draw from a signal. Readers' roles cannot read it."""

    item = models.OneToOneField(Item, primary_key=True, on_delete=models.CASCADE)
    drawn = models.BooleanField()
    engine_id = models.CharField(max_length=40)
    rule_id = models.CharField(max_length=20)
    population_size = models.BigIntegerField(null=True)

    class Meta:
        db_table = "intake_origin"
        indexes = [models.Index(fields=["engine_id"], name="origin_engine_id")]


class Subject(models.Model):
    """Who or what an item is about. `main` is what is read blind; the others belong to the question."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="subjects")
    main = models.BooleanField()
    kind = models.CharField(max_length=20)
    entity_id = models.CharField(max_length=80)
    subject_key = models.CharField(max_length=64, db_index=True)
    label = models.TextField(default="")
    id_number = models.CharField(max_length=20, default="")
    address = models.TextField(default="")
    birth_year = models.IntegerField(null=True)
    protected = models.BooleanField(default=False)

    class Meta:
        db_table = "intake_subject"


class SheetRow(models.Model):
    """A row of the fact sheet: one row of one register about the main subject, with where it came from."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="sheet")
    seq = models.IntegerField()
    table = models.CharField(max_length=60)
    row_key = models.TextField()
    register = models.CharField(max_length=60)
    delivery_id = models.CharField(max_length=40)
    file = models.CharField(max_length=200)
    line = models.IntegerField()
    facts = models.JSONField()

    class Meta:
        db_table = "intake_sheet_row"
        indexes = [models.Index(fields=["item", "seq"], name="sheet_item")]


class Question(models.Model):
    """What a rule asked about an item. Absent for a draw; closed to everyone until the item has been read blind."""

    item = models.OneToOneField(Item, primary_key=True, on_delete=models.CASCADE)
    rule_id = models.CharField(max_length=20)
    rule_version = models.IntegerField()
    anchor = models.TextField()
    from_date = models.DateField(null=True)
    to_date = models.DateField(null=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    in_favour = models.BooleanField()
    first_seen_on = models.DateField()
    facts = models.JSONField()
    facts_hash = models.CharField(max_length=64)
    text_sv = models.TextField()
    text_en = models.TextField()

    class Meta:
        db_table = "intake_question"
        indexes = [models.Index(fields=["rule_id"], name="question_rule")]


class Evidence(models.Model):
    """A row that made the signal."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="evidence")
    seq = models.IntegerField()
    table = models.CharField(max_length=60)
    row_key = models.TextField()
    register = models.CharField(max_length=60)
    delivery_id = models.CharField(max_length=40)
    file = models.CharField(max_length=200)
    line = models.IntegerField()
    facts = models.JSONField()

    class Meta:
        db_table = "intake_evidence"
        indexes = [models.Index(fields=["item", "seq"], name="evidence_item")]


class Edge(models.Model):
    """One step from the subject to another, by one of the rule's own tables."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="edges")
    from_kind = models.CharField(max_length=20)
    from_id = models.CharField(max_length=80)
    from_label = models.TextField(default="")
    to_kind = models.CharField(max_length=20)
    to_id = models.CharField(max_length=80)
    to_label = models.TextField(default="")
    relation = models.CharField(max_length=60)
    from_date = models.DateField(null=True)
    to_date = models.DateField(null=True)

    class Meta:
        db_table = "intake_edge"


class AreaCount(models.Model):
    """How many a rule would ask about in an area; an empty count is one too small to show."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE)
    rule_id = models.CharField(max_length=20)
    area_id = models.CharField(max_length=80)
    residents = models.BigIntegerField()
    count = models.BigIntegerField(null=True)

    class Meta:
        db_table = "intake_area_count"


class ProtectedKey(models.Model):
    """Somebody is protected: the key of their number under the subject key, and nothing else of them."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE)
    subject_key = models.CharField(max_length=64, db_index=True)

    class Meta:
        db_table = "intake_protected_key"


class Conflict(models.Model):
    """An official is close to a subject; no word of how."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE)
    staff_key = models.CharField(max_length=64, db_index=True)
    subject_kind = models.CharField(max_length=20)
    subject_key = models.CharField(max_length=64, db_index=True)

    class Meta:
        db_table = "intake_conflict"
