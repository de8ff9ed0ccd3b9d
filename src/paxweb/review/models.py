"""What came of looking at the log: reviews that were saved, and names that were asked for."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from paxweb.accounts.models import Board

PERSON = settings.AUTH_USER_MODEL
SHOWN_FOR = timedelta(days=30)


class Outcome(models.TextChoices):
    """What a review led to."""

    NOTHING = "nothing"
    FOLLOW_UP = "follow_up"
    REPORTED = "reported"


class Review(models.Model):
    """A systematic review of a board's log over some days: its figures without names, and what was concluded."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()
    figures = models.JSONField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    conclusion = models.TextField()
    reviewed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()

    class Meta:
        db_table = "review_review"


class Reveal(models.Model):
    """Somebody's name is asked for, with a reason; a second person signs or says no."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    letters = models.CharField(max_length=4)
    first_day = models.DateField()
    last_day = models.DateField()
    reason = models.TextField()
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    signed = models.BooleanField(null=True)

    class Meta:
        db_table = "review_reveal"

    def open_at(self, moment: datetime) -> bool:
        """Whether the name may be shown: signed, and not longer ago than thirty days."""
        return bool(self.signed) and self.answered_at is not None and moment < self.answered_at + SHOWN_FOR
