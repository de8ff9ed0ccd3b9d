"""Tokens: machines that ask in somebody's name, each with a purpose, a clearance, an end; and what they have posted."""

from django.conf import settings
from django.db import models

from paxweb.accounts.models import Board, Clearance

PERSON = settings.AUTH_USER_MODEL


class Purpose(models.TextChoices):
    """What a machine reads for. There is no "other"."""

    CASEWORK = "casework"
    FOLLOW_UP = "follow_up"


class Token(models.Model):
    """A machine of one board, from proposal to end. Of the secret itself there is a hash, once it has been fetched.

    `days`: how long it shall hold, from the day it is granted; both ends count. `provisions`: the secrecy it is asked
    to read behind. `texts`: also what people wrote. `outcomes`: it posts what became of things. `window_*`: how many
    requests in the minute that began then.
    """

    prefix = models.CharField(max_length=6, unique=True)
    secret_hash = models.CharField(max_length=64, unique=True, null=True)
    name = models.CharField(max_length=100)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    provisions = models.JSONField(default=list)
    texts = models.BooleanField(default=False)
    outcomes = models.BooleanField(default=False)
    reason = models.TextField()
    days = models.IntegerField()
    from_date = models.DateField(null=True)
    to_date = models.DateField(null=True)
    proposed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    granted = models.BooleanField(null=True)
    fetched_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    window_at = models.DateTimeField(null=True)
    window_count = models.IntegerField(default=0)

    class Meta:
        db_table = "api_token"
        indexes = [models.Index(fields=["board", "ended_at"], name="token_board_ended")]


class TokenClearance(models.Model):
    """A clearance of the owner's that a token rests on. When it ends, what it opened to the token ends with it."""

    token = models.ForeignKey(Token, on_delete=models.CASCADE, related_name="rests")
    clearance = models.ForeignKey(Clearance, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "api_token_clearance"
        constraints = [models.UniqueConstraint(fields=["token", "clearance"], name="token_clearance_once")]


class Posting(models.Model):
    """A token posted an outcome under a key of its own: the same again, the same answer. Nothing of what it said."""

    token = models.ForeignKey(Token, on_delete=models.CASCADE, related_name="postings")
    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    about = models.UUIDField()
    outcome = models.BigIntegerField()
    version = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "api_posting"
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="posting_once")]
