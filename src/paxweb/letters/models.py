"""A letter of a case: the words it was made from, the facts it was given, and what was fixed when it was signed."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from paxweb.accounts.models import ChildQuerySet
from paxweb.cases.models import Case
from paxweb.documents.models import Document

PERSON = settings.AUTH_USER_MODEL


class LetterQuerySet(ChildQuerySet):
    """Letters follow their case."""

    parent: ClassVar[str] = "case"


class Letter(models.Model):
    """`letter` and `content_version`: the file of the content; `document`: the kind of document a step asks for.

    `head`: day, numbers, who sends and who gets it; `record`: the facts. `version` counts changes of the draft.
    `asked_*`: the writer has asked for a second signature on exactly the bytes whose digest is `digest`. Once
    `finished_at` is set nothing changes: `sha256` are the bytes of the PDF, kept as `kept`. A mistake is a new letter.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="letters")
    letter = models.CharField(max_length=60)
    content_version = models.IntegerField()
    document = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=2)
    head = models.JSONField(default=dict)
    record = models.JSONField(default=dict)
    verdict = models.JSONField(default=dict)
    version = models.IntegerField(default=0)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    asked_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True)
    finished_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, default="", blank=True)
    kept = models.ForeignKey(Document, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withheld = models.BooleanField(default=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        db_table = "letters_letter"
        indexes = [models.Index(fields=["case", "document", "finished_at"], name="letter_case_document")]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(sha256__regex="^[0-9a-f]{64}$"), name="letter_finished_whole"
            ),
        ]

    @property
    def open(self) -> bool:
        """A draft that may still be changed."""
        return self.finished_at is None and self.withdrawn_at is None and self.asked_at is None

    @property
    def waiting(self) -> bool:
        """Asked to be signed by a second person."""
        return self.asked_at is not None and self.finished_at is None and self.withdrawn_at is None
