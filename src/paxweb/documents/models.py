"""What lies in a case's file, the key it lies under, and what has been taken out."""

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models

from paxweb.accounts.models import Board, ChildQuerySet
from paxweb.cases.models import Case

if TYPE_CHECKING:
    from paxweb.accounts.access import Actor

PERSON = settings.AUTH_USER_MODEL


class CaseQuerySet(ChildQuerySet):
    """Rows of a case: they follow it."""

    parent: ClassVar[str] = "case"


class CaseKey(models.Model):
    """A case has a key of its own, wrapped in a file. Here stands what it is known by, and when it was destroyed."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=32)
    made_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        db_table = "documents_case_key"


class Blob(models.Model):
    """A content, once in each case. `address`: its hash under the case's key, so that cases cannot be compared.

    `file`: the random name of its sealed file. `scanned`: the scanner that found nothing; empty when none is set up.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=64)
    file = models.CharField(max_length=32, unique=True)
    format = models.CharField(max_length=8)
    size = models.BigIntegerField()
    scanned = models.CharField(max_length=100, default="", blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        db_table = "documents_blob"
        constraints = [models.UniqueConstraint(fields=["case", "address"], name="blob_once")]


class Direction(models.TextChoices):
    """Whether a document came in or was drawn up here."""

    RECEIVED = "received"
    MADE = "made"


class Document(models.Model):
    """A document of a case: what it is, from or to whom, which day, who put it there.

    `withheld`: somebody in the case is protected; nobody reads it before somebody has masked it. `masks`: the document
    this is the masked copy of.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="documents")
    blob = models.ForeignKey(Blob, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    direction = models.CharField(max_length=10, choices=Direction.choices)
    party = models.CharField(max_length=200, default="", blank=True)
    day = models.DateField()
    file_name = models.CharField(max_length=150)
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    masks = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="+")
    withheld = models.BooleanField(default=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        db_table = "documents_document"
        indexes = [models.Index(fields=["case", "day"], name="document_case_day")]


class ExportSeries(models.Model):
    """The running numbers of a board's exports in a year, of machines alone. Team-only cases have their own."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT)
    year = models.IntegerField()
    team_only = models.BooleanField()
    last = models.IntegerField(default=0)

    class Meta:
        db_table = "documents_export_series"
        constraints = [models.UniqueConstraint(fields=["board", "year", "team_only"], name="export_series_once")]


class Form(models.TextChoices):
    """In which form something was taken out."""

    PRINT = "print"
    PDF = "pdf"
    CSV = "csv"


class What(models.TextChoices):
    """What was taken out."""

    CASE = "case"
    CASES = "cases"
    WEEK = "week"


class Aim(models.TextChoices):
    """For what something is taken out."""

    HANDLING = "handling"
    PARTY = "party"
    COURT = "court"
    AUTHORITY = "authority"
    RECORDS = "records"
    FOLLOW_UP = "follow_up"


class ExportQuerySet(CaseQuerySet):
    """Exports as the lead and the data protection officer of a board see them."""

    def visible_to(self, actor: "Actor") -> Self:
        """Every one at boards whose log the actor reviews; else those of a list, and of a case the actor sees."""
        reviewed = [board for board in actor.boards if actor.may_at(board, "dpo.review")]
        own = [board for board in actor.boards if actor.may_at(board, "export.list")]
        seen = models.Q(case__isnull=True) | models.Q(case__in=Case.objects.visible_to(actor))
        return self.filter(models.Q(board__in=reviewed) | (models.Q(board__in=own) & seen))


class Export(models.Model):
    """Something left the office: in which form, who took it, why. `number` stands on every page of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=20)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=8, choices=Form.choices)
    what = models.CharField(max_length=8, choices=What.choices)
    case = models.ForeignKey(Case, null=True, on_delete=models.CASCADE, related_name="+")
    aim = models.CharField(max_length=12, choices=Aim.choices)
    reason = models.TextField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    rows = models.IntegerField(default=0)
    withheld = models.BooleanField(default=False)

    objects = ExportQuerySet.as_manager()

    class Meta:
        db_table = "documents_export"
        constraints = [models.UniqueConstraint(fields=["board", "number"], name="export_number_once")]
        indexes = [models.Index(fields=["board", "at"], name="export_board_at")]
