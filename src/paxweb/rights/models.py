"""Requests of people and of the public, corrections, and what is deleted. What was collected lies sealed in boxes.

Papers of a request follow what they are made of: its wall, its team, and who is kept away from it.
"""

import uuid
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from paxweb.accounts.models import Board, ChildQuerySet, Guarded, GuardedQuerySet, Recusal, TeamMember

if TYPE_CHECKING:
    from paxweb.accounts.access import Actor

PERSON = settings.AUTH_USER_MODEL


class PaperQuerySet(GuardedQuerySet):
    """Papers of whoever answers requests. `root_id` is the item or case a paper is made of; None: of none."""

    def visible_to(self, actor: "Actor") -> Self:
        """Papers behind walls the actor answers for, not of a team they are not in, not of what they are kept from."""
        named = TeamMember.objects.filter(user_id=actor.id, from_date__lte=actor.today, to_date__gte=actor.today)
        inside = Q(wall_id__in=sorted(actor.desks)) & (Q(team_only=False) | Exists(_of(named, self.model)))
        return self.filter(inside, ~Exists(_of(Recusal.objects.filter(user_id=actor.id), self.model)))


class OverlayQuerySet(PaperQuerySet):
    """What is shown with an item or case too: to whoever sees that, beside those who answer requests."""

    def visible_to(self, actor: "Actor") -> Self:
        """As papers, and to everybody inside the wall."""
        named = TeamMember.objects.filter(user_id=actor.id, from_date__lte=actor.today, to_date__gte=actor.today)
        walls = sorted({*actor.desks, *actor.walls})
        broken = Q(root_id__in=sorted(actor.glass))
        inside = (Q(wall_id__in=walls) & (Q(team_only=False) | Exists(_of(named, self.model)))) | broken
        return self.filter(inside, ~Exists(_of(Recusal.objects.filter(user_id=actor.id), self.model)))


def _of(rows: models.QuerySet[Any], paper: type[models.Model]) -> models.QuerySet[Any]:
    """Those rows (of a team, of people kept away) that are about what the paper is made of."""
    if paper.__name__ == "Volume":
        roots = VolumeRoot.objects.filter(volume_id=OuterRef(OuterRef("pk")))
        return rows.filter(item_id__in=roots.values("root_id"))
    return rows.filter(item_id=OuterRef("root_id"))


class Paper(Guarded):
    """A paper of a request. `root_id`: the item or case it is made of."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    root_id = models.UUIDField(null=True, db_index=True)

    objects: ClassVar[Any] = PaperQuerySet.as_manager()

    class Meta:
        abstract = True


class Kind(models.TextChoices):
    """What a person asks for."""

    ACCESS = "access"
    CORRECTION = "correction"


class Stage(models.TextChoices):
    """How far a request has come."""

    WAITING = "waiting"
    OPEN = "open"
    FAILED = "failed"
    CLOSED = "closed"


class PersonRequest(Paper):
    """A person asks what is held on them, or asks for a correction. `keys`: their numbers under the board's key."""

    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=200)
    numbers = models.JSONField()
    keys = models.JSONField()
    identity_checked = models.CharField(max_length=20)
    diary_number = models.CharField(max_length=60)
    received_on = models.DateField()
    due_on = models.DateField()
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.WAITING)
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    collected_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "rights_person_request"
        indexes = [models.Index(fields=["board", "stage", "due_on"], name="person_request_due")]


class VolumeState(models.TextChoices):
    """A volume is a draft, waits for a signature, or is issued."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    ISSUED = "issued"


class Volume(Paper):
    """Part of an extract that the same people may see. `draft`, `pdf` and `json` are sealed; issued they are fixed.

    What only a team may see is a volume of its own, so that the others cannot tell that it is there.
    """

    request = models.ForeignKey(PersonRequest, on_delete=models.CASCADE, related_name="volumes")
    state = models.CharField(max_length=10, choices=VolumeState.choices, default=VolumeState.DRAFT)
    draft = models.BinaryField()
    lines = models.IntegerField()
    pdf = models.BinaryField(default=bytes)
    json = models.BinaryField(default=bytes)
    digest = models.CharField(max_length=64, default="")
    proposed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "rights_volume"


class VolumeRoot(models.Model):
    """An item or case that a volume is made of: two ids, read by the policy of volumes."""

    volume_id = models.UUIDField(db_index=True)
    root_id = models.UUIDField(db_index=True)

    class Meta:
        db_table = "rights_volume_root"
        constraints = [models.UniqueConstraint(fields=["volume_id", "root_id"], name="volume_root_once")]


class MarkQuerySet(ChildQuerySet):
    """Marks of a volume."""

    parent: ClassVar[str] = "volume"


class Mark(models.Model):
    """A value, or passages of it, is withheld on a provision. `box`: the passages and the reason, sealed."""

    volume = models.ForeignKey(Volume, on_delete=models.CASCADE, related_name="marks")
    line = models.CharField(max_length=12)
    field = models.CharField(max_length=60)
    whole = models.BooleanField()
    provision = models.CharField(max_length=20)
    box = models.BinaryField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    objects = MarkQuerySet.as_manager()

    class Meta:
        db_table = "rights_mark"


class Verdict(models.TextChoices):
    """What became of an asked-for correction."""

    PROPOSED = "proposed"
    CORRECTED = "corrected"
    REFUSED = "refused"
    RETURNED = "returned"


class Correction(Paper):
    """A fact is wrong: what stands, what is right, who said so, why. What a run or a person wrote is never altered.

    `place` and `field` name the value wherever it stands (`paxweb.rights.places`), `record` the kind of record; the
    field of a register's row is `facts.<column>`. `withheld`: somebody where it stands is protected.
    """

    request = models.ForeignKey(PersonRequest, null=True, on_delete=models.SET_NULL, related_name="corrections")
    record = models.CharField(max_length=60)
    place = models.CharField(max_length=140)
    field = models.CharField(max_length=80)
    old = models.TextField()
    new = models.TextField(default="")
    refuse = models.BooleanField(default=False)
    ground = models.CharField(max_length=200)
    reason = models.TextField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices, default=Verdict.PROPOSED)
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    signed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    withheld = models.BooleanField(default=False)

    objects: ClassVar[Any] = OverlayQuerySet.as_manager()

    class Meta:
        db_table = "rights_correction"
        indexes = [models.Index(fields=["board", "place"], name="correction_place")]


class ToldQuerySet(ChildQuerySet):
    """Receivers of a correction."""

    parent: ClassVar[str] = "correction"


class Told(models.Model):
    """A receiver of what was wrong, and the day they were told (GDPR 19)."""

    correction = models.ForeignKey(Correction, on_delete=models.CASCADE, related_name="told")
    how = models.CharField(max_length=20)
    receiver = models.CharField(max_length=200)
    given_on = models.DateField(null=True)
    told_on = models.DateField(null=True)
    impossible = models.CharField(max_length=200, default="", blank=True)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ToldQuerySet.as_manager()

    class Meta:
        db_table = "rights_told"


class RecordsRequest(Paper):
    """Somebody asks for public records. Who, and for what, nobody may ask beyond what is needed to answer.

    `decision`: the written refusal somebody asked for, sealed; it stands once a second person has signed its digest.
    """

    diary_number = models.CharField(max_length=60)
    received_on = models.DateField()
    asked_for = models.TextField()
    answer_to = models.CharField(max_length=200, default="", blank=True)
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    searched_at = models.DateTimeField(null=True)
    searching = models.BooleanField(default=False)
    decision = models.BinaryField(default=bytes)
    decision_digest = models.CharField(max_length=64, default="", blank=True)
    decided_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "rights_records_request"
        indexes = [models.Index(fields=["board", "closed_at", "received_on"], name="records_request_open")]


class Given(models.TextChoices):
    """What becomes of a record that was asked for."""

    NOT_YET = ""
    GIVE = "give"
    MASKED = "masked"
    WITHHOLD = "withhold"


class Record(Paper):
    """A record found for a request, and what becomes of it. `box`: its text and content, sealed; `copy`: what is given.

    `label`: what it is called without telling of anybody: a case's number, a day. `laid_at`: when its text was copied.
    """

    request = models.ForeignKey(RecordsRequest, on_delete=models.CASCADE, related_name="records")
    kind = models.CharField(max_length=20)
    row = models.CharField(max_length=60)
    label = models.CharField(max_length=40)
    made_on = models.DateField(null=True)
    given = models.CharField(max_length=10, choices=Given.choices, default=Given.NOT_YET, blank=True)
    provision = models.CharField(max_length=20, default="", blank=True)
    box = models.BinaryField(default=bytes)
    copy = models.BinaryField(default=bytes)
    digest = models.CharField(max_length=64, default="")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    laid_at = models.DateTimeField()

    class Meta:
        db_table = "rights_record"
        constraints = [models.UniqueConstraint(fields=["request", "kind", "row"], name="record_once")]


class Hold(Paper):
    """Nothing of this item or case is deleted before a day, because of a dispute, an audit or a request."""

    reason = models.TextField()
    until = models.DateField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "rights_hold"


class DeletionState(models.TextChoices):
    """How far a decided deletion has come."""

    PROPOSED = "proposed"
    DECIDED = "decided"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"


class Deletion(models.Model):
    """A decision to delete what a line of the retention plan names, and its execution. Holds no word about anybody.

    `preview`: rows per table when it was proposed; `digest`: of the decision's paper, which the second person signs.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    plan_line = models.CharField(max_length=40)
    plan_digest = models.CharField(max_length=64)
    ground = models.CharField(max_length=200)
    diary_number = models.CharField(max_length=60)
    before = models.DateField()
    preview = models.JSONField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=DeletionState.choices, default=DeletionState.PROPOSED)
    proposed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    signed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    backups_until = models.DateField(null=True)
    proof = models.JSONField(default=dict)
    signature = models.CharField(max_length=200, default="")

    class Meta:
        db_table = "rights_deletion"


class Deleted(models.Model):
    """One step of a deletion that was done: how many rows of each table went, and a hash over them."""

    deletion = models.ForeignKey(Deletion, on_delete=models.CASCADE, related_name="steps")
    n = models.IntegerField()
    roots = models.IntegerField()
    counts = models.JSONField()
    digests = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        db_table = "rights_deleted"
        constraints = [models.UniqueConstraint(fields=["deletion", "n"], name="deleted_once")]
