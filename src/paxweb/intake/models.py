"""A run as it arrived, and its items. An item is a signal or a draw by chance; which of them, `Origin` alone knows.

An item stays the same from run to run; what a run says of it stands in rows with that run. The rows in force are those
whose run is the item's.
"""

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F

from paxweb.accounts.models import Board, ChildQuerySet, Guarded, Wall

if TYPE_CHECKING:
    from paxweb.accounts.access import Actor


class SheetQuerySet(ChildQuerySet):
    """What a run says of an item: of the rows, those in force."""

    def visible_to(self, actor: "Actor") -> Self:
        """Rows in force of items the actor may see."""
        return super().visible_to(actor).filter(run=F("item__run"))


class OpenedQuerySet(SheetQuerySet):
    """What belongs to the question: nothing before the item has been read blind."""

    def visible_to(self, actor: "Actor") -> Self:
        """Rows in force of items the actor may see and that are opened."""
        return super().visible_to(actor).filter(item__opened=True)


class SubjectQuerySet(SheetQuerySet):
    """The main subject is read blind; the others belong to the question."""

    def visible_to(self, actor: "Actor") -> Self:
        """The main subjects of items the actor may see, and of opened ones the others."""
        return super().visible_to(actor).filter(models.Q(main=True) | models.Q(item__opened=True))


class RunState(models.TextChoices):
    """How far a run has come."""

    ARRIVING = "arriving"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    SWEPT = "swept"


class Run(models.Model):
    """One run folder of one board. Nobody sees anything of it before it is in force.

    `stage` and `position` say how far its rows have been taken in; they are written with the rows.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    board = models.ForeignKey(Board, on_delete=models.PROTECT)
    sha256 = models.CharField(max_length=64)
    as_of = models.DateField()
    state = models.CharField(max_length=12, choices=RunState.choices, default=RunState.ARRIVING)
    stage = models.CharField(max_length=20, default="")
    position = models.BigIntegerField(default=0)
    document = models.JSONField()
    rules = models.JSONField()
    arrived_at = models.DateTimeField()
    in_force_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "intake_run"
        constraints = [
            models.UniqueConstraint(fields=["board", "sha256"], name="run_once"),
            models.UniqueConstraint(
                fields=["board"], condition=models.Q(state=RunState.IN_FORCE), name="run_one_in_force"
            ),
        ]


class Item(Guarded):
    """What is read: about one subject, of one family. Says nothing of a question, and nothing of chance.

    While its first run arrives it lies behind the board's wall without labels, which nobody sees; `behind` is where it
    comes to lie. `next_run` is a newer run whose rows come into force once the item has been read. `live`: the run in
    force asks about it, or somebody works on it. `opened`: it has been read blind, so the question may be seen.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, db_index=False)
    next_run = models.ForeignKey(Run, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    behind = models.ForeignKey(Wall, on_delete=models.PROTECT, related_name="+", db_index=False)
    family = models.CharField(max_length=10)
    area = models.CharField(max_length=200, default="")
    arrived_on = models.DateField()
    subject_kind = models.CharField(max_length=20)
    live = models.BooleanField(default=False)
    opened = models.BooleanField(default=False)

    class Meta:
        db_table = "intake_item"
        indexes = [models.Index(fields=["wall", "family", "live", "arrived_on"], name="item_wall_family")]


class Origin(models.Model):
    """Where an item comes from: the one table that tells a draw from a signal. Readers' roles cannot read it."""

    item = models.OneToOneField(Item, primary_key=True, on_delete=models.CASCADE)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, db_index=False)
    drawn = models.BooleanField()
    engine_id = models.CharField(max_length=40)
    rule_id = models.CharField(max_length=20)
    population_size = models.BigIntegerField(null=True)

    objects = ChildQuerySet.as_manager()

    class Meta:
        db_table = "intake_origin"
        constraints = [models.UniqueConstraint(fields=["board", "engine_id"], name="origin_once")]


class Arrived(models.Model):
    """A run holds an item: the wall it gives it, and whether the facts differ from what was known before."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, db_index=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, db_index=False)
    behind = models.ForeignKey(Wall, on_delete=models.PROTECT, related_name="+", db_index=False)
    new = models.BooleanField()
    changed = models.BooleanField()

    objects = ChildQuerySet.as_manager()

    class Meta:
        db_table = "intake_arrived"
        constraints = [models.UniqueConstraint(fields=["run", "item"], name="arrived_once")]
        indexes = [models.Index(fields=["item"], name="arrived_item")]


class Content(models.Model):
    """What one run says of one item. Never changed but by withholding a protected person, which leaves a mark."""

    # Not checked row by row by the database: only intake writes here, and runs are never deleted.
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    withheld = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Subject(Content):
    """Who or what an item is about. `main` is what is read blind; the others belong to the question."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="subjects", db_index=False)
    main = models.BooleanField()
    kind = models.CharField(max_length=20)
    entity_id = models.CharField(max_length=80)
    subject_key = models.CharField(max_length=64, db_index=True)
    label = models.TextField(default="")
    id_number = models.CharField(max_length=20, default="")
    address = models.TextField(default="")
    birth_year = models.IntegerField(null=True)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        db_table = "intake_subject"
        indexes = [models.Index(fields=["item", "run", "main"], name="subject_item")]


class SourceRow(Content):
    """A row of a register: its table, its key, the file and line it came from, and the columns a rule declares."""

    seq = models.IntegerField()
    table = models.CharField(max_length=60)
    row_key = models.TextField()
    register = models.CharField(max_length=60)
    delivery_id = models.CharField(max_length=40)
    file = models.CharField(max_length=200)
    line = models.IntegerField(null=True)
    facts = models.JSONField()

    class Meta:
        abstract = True


class SheetRow(SourceRow):
    """A row of the fact sheet: one row of one register about the main subject."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="sheet", db_index=False)

    objects = SheetQuerySet.as_manager()

    class Meta:
        db_table = "intake_sheet_row"
        indexes = [models.Index(fields=["item", "run", "seq"], name="sheet_item")]


class Evidence(SourceRow):
    """A row that made the signal."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="evidence", db_index=False)

    objects = OpenedQuerySet.as_manager()

    class Meta:
        db_table = "intake_evidence"
        indexes = [models.Index(fields=["item", "run", "seq"], name="evidence_item")]


class Question(Content):
    """What a rule asked about an item. Absent for a draw; closed to everyone until the item has been read blind."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="questions", db_index=False)
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

    objects = OpenedQuerySet.as_manager()

    class Meta:
        db_table = "intake_question"
        constraints = [models.UniqueConstraint(fields=["item", "run"], name="question_once")]
        indexes = [models.Index(fields=["rule_id"], name="question_rule")]


class Edge(Content):
    """One step from the subject to another, by one of the rule's own tables."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="edges", db_index=False)
    from_kind = models.CharField(max_length=20)
    from_id = models.CharField(max_length=80)
    from_label = models.TextField(default="")
    to_kind = models.CharField(max_length=20)
    to_id = models.CharField(max_length=80)
    to_label = models.TextField(default="")
    relation = models.CharField(max_length=60)
    from_date = models.DateField(null=True)
    to_date = models.DateField(null=True)

    objects = OpenedQuerySet.as_manager()

    class Meta:
        db_table = "intake_edge"
        indexes = [models.Index(fields=["item", "run"], name="edge_item")]


class Named(models.Model):
    """Somebody stands anywhere in an item: their key, by number and by the engine's id. Readers cannot read it."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    subject_key = models.CharField(max_length=64, db_index=True)

    objects = ChildQuerySet.as_manager()

    class Meta:
        db_table = "intake_named"
        indexes = [models.Index(fields=["item", "run"], name="named_item")]


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


class Withheld(models.Model):
    """A protected person stands in an item. `ended_at`: a newer run no longer names them; a person must confirm it."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    subject_key = models.CharField(max_length=64, db_index=True)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ChildQuerySet.as_manager()

    class Meta:
        db_table = "intake_withheld"
        constraints = [models.UniqueConstraint(fields=["item", "subject_key"], name="withheld_once")]


class Sealed(models.Model):
    """What was withheld from one row, sealed with a key that lies outside the database. `keys`: because of whom."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    model = models.CharField(max_length=60)
    row = models.CharField(max_length=60)
    fields = models.JSONField()
    keys = models.JSONField()
    box = models.BinaryField()
    sealed_at = models.DateTimeField()

    objects = ChildQuerySet.as_manager()

    class Meta:
        db_table = "intake_sealed"
        constraints = [models.UniqueConstraint(fields=["model", "row"], name="sealed_once")]


class ArrivalState(models.TextChoices):
    """How it goes with taking in a folder."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    SWEPT = "swept"


class Arrival(models.Model):
    """A folder is being taken in: how far, by whom, and when they last gave a sign of life. No content of any item."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    board = models.ForeignKey(Board, on_delete=models.PROTECT)
    path = models.TextField()
    run = models.ForeignKey(Run, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ArrivalState.choices, default=ArrivalState.QUEUED)
    stage = models.CharField(max_length=20, default="")
    done = models.BigIntegerField(default=0)
    of = models.BigIntegerField(default=0)
    attempts = models.IntegerField(default=0)
    holder = models.CharField(max_length=64, default="")
    heartbeat_at = models.DateTimeField(null=True)
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    problem = models.TextField(default="")

    class Meta:
        db_table = "intake_arrival"
        constraints = [
            models.UniqueConstraint(
                fields=["board"], condition=models.Q(state=ArrivalState.RUNNING), name="arrival_one_at_a_time"
            )
        ]
