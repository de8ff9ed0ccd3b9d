"""The week's items and what people made of them."""

from django.conf import settings
from django.db import models

from paxweb.accounts.models import Board, ChildQuerySet
from paxweb.intake.models import Item

PERSON = settings.AUTH_USER_MODEL


class State(models.TextChoices):
    """Where an item stands. One that never stood in a week has no `Work` at all."""

    WAITING = "waiting"
    IN_WEEK = "in_week"
    TAKEN = "taken"
    READ = "read"
    CLEARED = "cleared"
    PUT_OFF = "put_off"
    MORE = "more"
    HANDED_OVER = "handed_over"
    IN_CASE = "in_case"


OPEN = (State.READ, State.MORE, State.HANDED_OVER)


class Work(models.Model):
    """What is being done with an item. `version` counts every change, so that nobody overwrites another's.

    `round` counts how often it has been asked: once, and again each time its facts changed after it was cleared.
    """

    item = models.OneToOneField(Item, primary_key=True, on_delete=models.CASCADE, related_name="work")
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    taken_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True)
    until = models.DateField(null=True)
    facts_hash = models.CharField(max_length=64, default="")
    asked_anew = models.BooleanField(default=False)
    vanished = models.BooleanField(default=False)
    round = models.IntegerField(default=1)
    version = models.IntegerField(default=0)

    objects = ChildQuerySet.as_manager()

    class Meta:
        db_table = "signals_work"
        indexes = [
            models.Index(fields=["state", "until"], name="work_state_until"),
            models.Index(fields=["taken_by", "state"], name="work_taken_by"),
        ]


class Week(models.Model):
    """One family's list of one board for one week, drawn to capacity and some in reserve."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT)
    family = models.CharField(max_length=10)
    starts_on = models.DateField()
    capacity = models.IntegerField()
    drawn_at = models.DateTimeField()

    class Meta:
        db_table = "signals_week"
        constraints = [models.UniqueConstraint(fields=["board", "family", "starts_on"], name="week_once")]


class Place(models.Model):
    """An item stands in a week's list. Position is random among the week's: it tells neither rank nor chance."""

    week = models.ForeignKey(Week, on_delete=models.PROTECT, related_name="places")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="places")
    position = models.IntegerField()

    objects = ChildQuerySet.as_manager()

    class Meta:
        db_table = "signals_place"
        constraints = [models.UniqueConstraint(fields=["week", "item"], name="place_once")]
        indexes = [models.Index(fields=["week", "position"], name="place_week_position")]


class Sample(models.Model):
    """A signal was chosen beforehand to be compared with the draws. Readers' roles cannot read this."""

    week = models.ForeignKey(Week, on_delete=models.PROTECT)
    item = models.OneToOneField(Item, primary_key=True, on_delete=models.CASCADE)

    class Meta:
        db_table = "signals_sample"


class Seen(models.TextChoices):
    """The answer to the blind question."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "cannot_tell"


class FirstAnswer(models.Model):
    """What somebody saw before they knew the question. `again` is the second reading by another, in the same round."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="answers")
    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    again = models.BooleanField(default=False)
    round = models.IntegerField(default=1)
    answer = models.CharField(max_length=12, choices=Seen.choices)
    why = models.TextField()
    withheld = models.BooleanField(default=False)
    answered_at = models.DateTimeField()

    objects = ChildQuerySet.as_manager()

    class Meta:
        db_table = "signals_first_answer"
        constraints = [models.UniqueConstraint(fields=["item", "again", "round"], name="answer_once")]


class SecondReading(models.Model):
    """A cleared item that somebody else shall read as if it were new. Nobody is told before they have answered."""

    item = models.OneToOneField(Item, primary_key=True, on_delete=models.CASCADE, related_name="second")
    first_user = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()
    taken_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    objects = ChildQuerySet.as_manager()

    class Meta:
        db_table = "signals_second_reading"


class StepKind(models.TextChoices):
    """What can be done with an item once it has been read."""

    CLEARED = "cleared"
    PUT_OFF = "put_off"
    MORE = "more"
    HANDED_OVER = "handed_over"
    GIVEN_BACK = "given_back"
    UP_AGAIN = "up_again"


class Step(models.Model):
    """What was done with an item once read, by whom, and why."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="steps")
    user = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=StepKind.choices)
    explanation = models.CharField(max_length=60, default="")
    checklist = models.JSONField(default=dict)
    reason = models.TextField(default="")
    ground = models.TextField(default="")
    to_user = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    until = models.DateField(null=True)
    facts_hash = models.CharField(max_length=64, default="")
    minutes = models.IntegerField(null=True)
    withheld = models.BooleanField(default=False)
    done_at = models.DateTimeField()

    objects = ChildQuerySet.as_manager()

    class Meta:
        db_table = "signals_step"


class Outcome(models.Model):
    """What became of an item that was decided outside Pax, in the words of `outcomes.csv`. The newest counts.

    `machine`: which one told, in the name of `user`, who answers for it.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="outcomes")
    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    machine = models.CharField(max_length=40, default="", blank=True)
    finding = models.CharField(max_length=24)
    cause = models.CharField(max_length=24, default="", blank=True)
    decided_on = models.DateField()
    minutes = models.IntegerField(null=True)
    diary_number = models.CharField(max_length=60, default="", blank=True)
    at = models.DateTimeField()

    objects = ChildQuerySet.as_manager()

    class Meta:
        db_table = "signals_outcome"


class Capacity(models.Model):
    """How many items of a family a board reads in a week, when its lead has changed what the municipality decided."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT)
    family = models.CharField(max_length=10)
    weekly = models.IntegerField()
    changed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "signals_capacity"
        constraints = [models.UniqueConstraint(fields=["board", "family"], name="capacity_once")]


class Figure(models.Model):
    """First answers counted per rule: readings and yeses on draws, on the equal sample, and on all signals.

    Made by a machine, which alone may tell a draw from a signal; people see these counts and nothing else of it.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT)
    family = models.CharField(max_length=10)
    rule_id = models.CharField(max_length=20, default="", blank=True)
    kind = models.CharField(max_length=10)
    read = models.IntegerField()
    yes = models.IntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        db_table = "signals_figure"
        constraints = [models.UniqueConstraint(fields=["board", "family", "rule_id", "kind"], name="figure_once")]
