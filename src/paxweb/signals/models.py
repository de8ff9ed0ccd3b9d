"""The week's items and what people made of them."""

from django.conf import settings
from django.db import models

from paxweb.accounts.models import Board
from paxweb.intake.models import Item

PERSON = settings.AUTH_USER_MODEL


class State(models.TextChoices):
    """Where an item stands. The order is its life."""

    WAITING = "waiting"
    IN_WEEK = "in_week"
    TAKEN = "taken"
    READ = "read"
    CLEARED = "cleared"
    PUT_OFF = "put_off"
    MORE = "more"
    HANDED_OVER = "handed_over"
    NO_CASE = "no_case"


class Work(models.Model):
    """What is being done with an item. `version` counts every change, so that nobody overwrites another's."""

    item = models.OneToOneField(Item, primary_key=True, on_delete=models.CASCADE, related_name="work")
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    taken_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True)
    until = models.DateField(null=True)
    facts_hash = models.CharField(max_length=64, default="")
    asked_anew = models.BooleanField(default=False)
    vanished = models.BooleanField(default=False)
    version = models.IntegerField(default=0)

    class Meta:
        db_table = "signals_work"


class Week(models.Model):
    """One family's list of one board for one week, drawn to capacity."""

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

    class Meta:
        db_table = "signals_place"
        constraints = [models.UniqueConstraint(fields=["week", "item"], name="place_once")]


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
    """What somebody saw before they knew the question. `again` is the second reading by another."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="answers")
    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    again = models.BooleanField(default=False)
    answer = models.CharField(max_length=12, choices=Seen.choices)
    why = models.TextField()
    answered_at = models.DateTimeField()

    class Meta:
        db_table = "signals_first_answer"
        constraints = [models.UniqueConstraint(fields=["item", "again"], name="answer_once")]


class Step(models.Model):
    """What was done with an item once read: cleared, put off, more asked for, handed over, taken up anew."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="steps")
    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    explanation = models.CharField(max_length=60, default="")
    checklist = models.JSONField(default=dict)
    reason = models.TextField(default="")
    to_user = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    until = models.DateField(null=True)
    facts_hash = models.CharField(max_length=64, default="")
    minutes = models.IntegerField(null=True)
    done_at = models.DateTimeField()

    class Meta:
        db_table = "signals_step"
