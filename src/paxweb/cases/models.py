"""A case, what was done in it, and what lies in it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from paxweb.accounts.access import Purpose
from paxweb.accounts.models import Board, ChildQuerySet, Guarded
from paxweb.intake.models import Item

PERSON = settings.AUTH_USER_MODEL


class CaseQuerySet(ChildQuerySet):
    """Rows of a case: they follow it."""

    parent: ClassVar[str] = "case"


class Trigger(models.TextChoices):
    """What gave cause to open a case. "Other" does not exist."""

    SIGNAL = "signal"
    REPORT = "report"
    TIP = "tip"
    APPLICATION = "application"
    RETURNED_MAIL = "returned_mail"
    OWN_STOCK = "own_stock"
    REQUEST = "request"
    FOLLOW_UP = "follow_up"


class Series(models.Model):
    """A board's numbers for one year, of machines alone. Team-only cases have their own: no gap tells of them."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT)
    year = models.IntegerField()
    team_only = models.BooleanField()
    last = models.IntegerField(default=0)

    class Meta:
        db_table = "cases_series"
        constraints = [models.UniqueConstraint(fields=["board", "year", "team_only"], name="series_once")]


class Case(Guarded):
    """An inquiry of one board. Where it stands follows from its events; `state` says the same for lists.

    `version` counts every change, so that nobody overwrites another's. `first_contact`: how the rule that asked says
    that whoever it concerns is first met. `waits_until`: the first day a step was given that nothing has settled yet,
    after the end too; `waits_for`: that step. `address_closed`: letters never go to the address the case is about.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    casetype = models.CharField(max_length=40)
    number = models.CharField(max_length=40)
    diary_number = models.CharField(max_length=60, default="", blank=True)
    title = models.CharField(max_length=200)
    trigger = models.CharField(max_length=20, choices=Trigger.choices)
    purpose_id = models.CharField(max_length=60)
    ground = models.CharField(max_length=200)
    cause = models.TextField()
    state = models.CharField(max_length=40)
    entered_on = models.DateField()
    opened_on = models.DateField()
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    deadline = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    waits_until = models.DateField(null=True)
    waits_for = models.CharField(max_length=40, default="", blank=True)
    first_contact = models.CharField(max_length=40, default="", blank=True)
    address_closed = models.BooleanField(default=True)
    item = models.ForeignKey(Item, null=True, on_delete=models.PROTECT, related_name="cases")
    version = models.IntegerField(default=0)
    withheld = models.BooleanField(default=False)

    class Meta:
        db_table = "cases_case"
        indexes = [
            models.Index(fields=["wall", "ended_on", "deadline"], name="case_wall_deadline"),
            models.Index(fields=["owner", "ended_on"], name="case_owner"),
            models.Index(fields=["wall", "waits_until"], name="case_wall_waits"),
        ]
        constraints = [models.UniqueConstraint(fields=["board", "number"], name="case_number_once")]

    @property
    def purpose(self) -> Purpose:
        """Why the case is read: for the log."""
        return Purpose(self.purpose_id)


class Party(models.Model):
    """Who or what a case is about. `main`: the one it was opened about; the others stand in its question."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parties")
    main = models.BooleanField(default=False)
    kind = models.CharField(max_length=20)
    entity_id = models.CharField(max_length=80, default="", blank=True)
    subject_key = models.CharField(max_length=64, db_index=True)
    label = models.TextField(default="", blank=True)
    id_number = models.CharField(max_length=20, default="", blank=True)
    address = models.TextField(default="", blank=True)
    withheld = models.BooleanField(default=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        db_table = "cases_party"


class Named(models.Model):
    """Somebody stands in a case: their key, by number and by the engine's id. Readers' roles cannot read it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    subject_key = models.CharField(max_length=64, db_index=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        db_table = "cases_named"
        constraints = [models.UniqueConstraint(fields=["case", "subject_key"], name="case_named_once")]


class Event(models.Model):
    """A step that was done: by whom, with which answer, what was written, and who signed as the second person.

    `day`: the day a step asks for, such as the last day to answer.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    seq = models.IntegerField()
    step = models.CharField(max_length=40)
    answer = models.CharField(max_length=40, default="", blank=True)
    written = models.JSONField(default=list)
    day = models.DateField(null=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    second = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    second_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64)
    withheld = models.BooleanField(default=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        db_table = "cases_event"
        constraints = [models.UniqueConstraint(fields=["case", "seq"], name="event_once")]


class Proposal(models.Model):
    """A step that waits for a second person: exactly these words, exactly this state of the case.

    `extra`: what a step asks for beside words (residents, an ending). `covers`: digests of the documents it sends.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="proposals")
    step = models.CharField(max_length=40)
    answer = models.CharField(max_length=40, default="", blank=True)
    written = models.JSONField(default=list)
    day = models.DateField(null=True)
    extra = models.JSONField(default=dict)
    covers = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    case_version = models.IntegerField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    withheld = models.BooleanField(default=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        db_table = "cases_proposal"


class Consent(models.Model):
    """One resident's word before one home visit. `purpose`: what they were told that the visit is for."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="consents")
    event_seq = models.IntegerField()
    name = models.CharField(max_length=200)
    purpose = models.TextField()
    given = models.BooleanField()
    told_may_refuse = models.BooleanField()
    child_present = models.BooleanField()
    interpreter = models.BooleanField()
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withheld = models.BooleanField(default=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        db_table = "cases_consent"


class Note(models.Model):
    """What somebody writes down along the way. Part of the file."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withheld = models.BooleanField(default=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        db_table = "cases_note"


class Task(models.Model):
    """Something to do by a day."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tasks")
    text = models.CharField(max_length=200)
    whose = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    due = models.DateField()
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    withheld = models.BooleanField(default=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        db_table = "cases_task"
        indexes = [models.Index(fields=["whose", "done_at", "due"], name="task_whose_due")]


class Hours(models.Model):
    """Minutes that went into a case, by whom, on which day."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="hours")
    who = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    minutes = models.IntegerField()

    objects = CaseQuerySet.as_manager()

    class Meta:
        db_table = "cases_hours"


class Finding(models.TextChoices):
    """What a case came to, in the words of `outcomes.csv`."""

    RIGHT = "right"
    IN_FAVOUR = "wrong_in_favour"
    AGAINST = "wrong_to_disadvantage"
    UNCLEAR = "unclear"


class Cause(models.TextChoices):
    """What a fault was due to, in the words of `outcomes.csv`. Where nothing was wrong there is none."""

    AUTHORITY = "authority"
    UNINTENDED = "person_unintended"
    INTENT_SUSPECTED = "person_intent_suspected"
    DECEIVED = "deceived"
    REGISTER_LAG = "register_lag"
    UNKNOWN = "unknown"


class Ladder(models.TextChoices):
    """The steps an effect is counted on. They are never added together."""

    ESTABLISHED = "established"
    RECOVERED = "recovered"
    STOPPED = "stopped"
    PREVENTED = "prevented"
    UNDERPAID = "underpaid"
    LEASE_RETURNED = "lease_returned"
    REGISTER_CORRECTED = "register_corrected"


class Outcome(models.Model):
    """What became of a case. A changed outcome is a new row; the newest counts, unless the case was opened again."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="outcomes")
    finding = models.CharField(max_length=24, choices=Finding.choices)
    cause = models.CharField(max_length=24, choices=Cause.choices, default="", blank=True)
    machine = models.CharField(max_length=40, default="", blank=True)
    decided_on = models.DateField(null=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = CaseQuerySet.as_manager()

    class Meta:
        db_table = "cases_outcome"


class Effect(models.Model):
    """One step of the ladder of one outcome: an amount in SEK, or a count of one (`amount` empty).

    A stopped payment is an amount a month (`monthly`) times the months until a declared day (`horizon`).
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="effects")
    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="effects")
    step = models.CharField(max_length=20, choices=Ladder.choices)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    monthly = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    horizon = models.DateField(null=True)
    on = models.DateField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    objects = CaseQuerySet.as_manager()

    class Meta:
        db_table = "cases_effect"
        constraints = [models.UniqueConstraint(fields=["outcome", "step"], name="effect_once")]


class Shielded(models.Model):
    """A protected person stands in a case. `ended_at`: a newer run no longer names them; a person must confirm it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="shielded")
    subject_key = models.CharField(max_length=64, db_index=True)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    objects = CaseQuerySet.as_manager()

    class Meta:
        db_table = "cases_shielded"
        constraints = [models.UniqueConstraint(fields=["case", "subject_key"], name="shielded_once")]


class Box(models.Model):
    """What was withheld from one row of a case, sealed with a key outside the database. `keys`: because of whom."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="boxes")
    model = models.CharField(max_length=60)
    row = models.CharField(max_length=60)
    fields = models.JSONField()
    keys = models.JSONField()
    box = models.BinaryField()
    sealed_at = models.DateTimeField()

    objects = CaseQuerySet.as_manager()

    class Meta:
        db_table = "cases_box"
        constraints = [models.UniqueConstraint(fields=["model", "row"], name="box_once")]
