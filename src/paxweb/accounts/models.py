"""Who works here, what each may see and do, and from what each is kept away."""

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import connections, models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from paxweb.accounts.actor import Actor


class Role(models.TextChoices):
    """What somebody is to a board. The table of acts stands in `accounts.roles`."""

    READER = "reader"
    INVESTIGATOR = "investigator"
    LEAD = "lead"
    LAWYER = "lawyer"
    DPO = "dpo"
    REGISTRAR = "registrar"
    TIP_HANDLER = "tip_handler"
    ACCESS_OFFICER = "access_officer"
    TECHNICIAN = "technician"
    PROTECTED_HANDLER = "protected_handler"


class Board(models.Model):
    """A board or municipal company: owner of its items, an authority of its own under secrecy law."""

    id = models.SlugField(primary_key=True, max_length=60)
    name = models.CharField(max_length=200)
    secrecy = models.JSONField(default=list)

    class Meta:
        db_table = "accounts_board"


class Label(models.Model):
    """One stone of a wall: an owner and a secrecy provision (`none` where no provision covers the item)."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT)
    provision = models.CharField(max_length=60, default="none")

    class Meta:
        db_table = "accounts_label"
        constraints = [models.UniqueConstraint(fields=["board", "provision"], name="label_once")]


class Wall(models.Model):
    """The labels an item lies behind, made once per set. A wall without labels is seen by no one."""

    key = models.CharField(max_length=64, unique=True)
    board = models.ForeignKey(Board, on_delete=models.PROTECT)
    labels = models.ManyToManyField(Label, through="WallLabel")

    class Meta:
        db_table = "accounts_wall"


class WallLabel(models.Model):
    """A wall has a label."""

    wall = models.ForeignKey(Wall, on_delete=models.PROTECT)
    label = models.ForeignKey(Label, on_delete=models.PROTECT)

    class Meta:
        db_table = "accounts_wall_label"
        constraints = [models.UniqueConstraint(fields=["wall", "label"], name="wall_label_once")]


class People(BaseUserManager["User"]):
    """How accounts are made. There is no superuser."""

    def create_user(self, email: str, name: str, password: str | None = None) -> "User":
        """An account without any clearance; without a password it cannot sign in by one."""
        user = self.model(email=self.normalize_email(email), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An official. `staff_key` is the keyed hash of their number; without it no clearance for content counts."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    staff_key = models.CharField(max_length=64, default="", blank=True)
    bound_at = models.DateTimeField(null=True)
    bound_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    bound_how = models.CharField(max_length=20, default="", blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = People()

    class Meta:
        db_table = "accounts_user"


class Clearance(models.Model):
    """One person, one label, one role, from a day to a day, given by somebody for a reason."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="clearances")
    label = models.ForeignKey(Label, on_delete=models.PROTECT)
    role = models.CharField(max_length=20, choices=Role.choices)
    from_date = models.DateField()
    to_date = models.DateField()
    item_id = models.UUIDField(null=True)
    stands_in_for = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    granted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    reason = models.TextField()
    diary_number = models.CharField(max_length=60, default="", blank=True)
    needs_confirmation = models.BooleanField(default=False)
    confirmed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_clearance"
        indexes = [models.Index(fields=["user", "label"], name="clearance_user_label")]


class Recusal(models.Model):
    """Somebody is kept away from an item: it is theirs, their family's, their home's, their company's.

    `declared`: for no other reason than what they have declared, which can be ended; what registers say cannot.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    item_id = models.UUIDField()
    declared = models.BooleanField(default=False)

    class Meta:
        db_table = "accounts_recusal"
        constraints = [models.UniqueConstraint(fields=["item_id", "user"], name="recusal_once")]


class Declared(models.Model):
    """What an official declares to be close to them: a subject's key under the subject key, and no reason.

    `reason`: why an access officer (`ended_by`) has ended it.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    subject_kind = models.CharField(max_length=20)
    subject_key = models.CharField(max_length=64, db_index=True)
    declared_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(default="", blank=True)

    class Meta:
        db_table = "accounts_declared"


class TeamMember(models.Model):
    """Somebody is named to a team-only item, from a day to a day."""

    user = models.ForeignKey(User, on_delete=models.PROTECT)
    item_id = models.UUIDField(db_index=True)
    from_date = models.DateField()
    to_date = models.DateField()

    class Meta:
        db_table = "accounts_team_member"
        constraints = [models.UniqueConstraint(fields=["item_id", "user", "from_date"], name="team_member_once")]


class GuardedQuerySet(models.QuerySet[Any]):
    """Rows with a wall. `visible_to` is the only way in."""

    def visible_to(self, actor: "Actor") -> Self:
        """What the actor may see today: inside the wall or behind broken glass, named if for a team, not kept away."""
        open_to_all = Q(team_only=False)
        inside = Q(wall_id__in=sorted(actor.walls)) & (
            open_to_all if actor.machine else open_to_all | Exists(_named(actor))
        )
        return self.filter(inside | _broken(actor.glass), ~Exists(_recused(actor)))


class ChildQuerySet(models.QuerySet[Any]):
    """Rows without a wall of their own: they follow what they belong to, whose field `parent` names."""

    parent: ClassVar[str] = "item"

    def visible_to(self, actor: "Actor") -> Self:
        """Rows of what the actor may see.

        SQLite makes a list of everything they may see before it looks at a row, so it is asked row by row; PostgreSQL
        makes none, and asked row by row it takes twice to four times as long after a large run (decision 0149).
        """
        seen = self.model._meta.get_field(self.parent).related_model.objects.visible_to(actor)
        if connections[self.db].vendor == "sqlite":
            return self.filter(Exists(seen.filter(pk=OuterRef(f"{self.parent}_id"))))
        return self.filter(**{f"{self.parent}__in": seen})


def _named(actor: "Actor") -> models.QuerySet[TeamMember]:
    today = {"from_date__lte": actor.today, "to_date__gte": actor.today}
    return TeamMember.objects.filter(user_id=actor.id, item_id=OuterRef("pk"), **today)


def _recused(actor: "Actor") -> models.QuerySet[Recusal]:
    return Recusal.objects.filter(user_id=actor.id, item_id=OuterRef("pk"))


def _broken(glass: Mapping[uuid.UUID, str]) -> Q:
    """Items behind broken glass, of the board whose lead broke it; nothing that is still arriving."""
    broken = Q(pk__in=[])
    for item, board in glass.items():
        labelled = Exists(WallLabel.objects.filter(wall_id=OuterRef("wall_id")))
        broken |= Q(labelled, pk=item, wall__board_id=board)
    return broken


class Guarded(models.Model):
    """Anything with a wall. Its id is random and tells nothing; `accounts.access` is the only way to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wall = models.ForeignKey(Wall, on_delete=models.PROTECT, related_name="+")
    team_only = models.BooleanField(default=False)

    objects = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True


class StaffKey(models.Model):
    """An official's number under one board's subject key; the number itself is not kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="staff_keys")
    board = models.ForeignKey(Board, on_delete=models.PROTECT)
    key = models.CharField(max_length=64, db_index=True)

    class Meta:
        db_table = "accounts_staff_key"
        constraints = [models.UniqueConstraint(fields=["user", "board"], name="staff_key_once")]


class Attempt(models.Model):
    """Tries that failed in a row, and from when the next is looked at. `key` is a keyed hash: no name, no code."""

    key = models.CharField(primary_key=True, max_length=64)
    failures = models.IntegerField(default=0)
    open_from = models.DateTimeField()

    class Meta:
        db_table = "accounts_attempt"


class Invitation(models.Model):
    """A code handed over in person, once: it lets somebody choose a password and add a factor."""

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    code_hash = models.CharField(max_length=128)
    identity_checked = models.CharField(max_length=20)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    valid_to = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_invitation"


class Proposal(models.Model):
    """A lead proposes a clearance; the access officer decides."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    label = models.ForeignKey(Label, on_delete=models.PROTECT)
    role = models.CharField(max_length=20, choices=Role.choices)
    from_date = models.DateField()
    to_date = models.DateField()
    reason = models.TextField()
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    granted = models.BooleanField(null=True)

    class Meta:
        db_table = "accounts_proposal"


class Signature(models.Model):
    """Somebody named is asked to sign a clearance as the second person. They see the decision paper, nothing else."""

    clearance = models.ForeignKey(Clearance, on_delete=models.PROTECT, related_name="signatures")
    asked = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    signed = models.BooleanField(null=True)

    class Meta:
        db_table = "accounts_signature"


class Absence(models.Model):
    """Somebody is away, from a day to a day; `stand_in` holds their clearances of the board meanwhile."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="absences")
    board = models.ForeignKey(Board, on_delete=models.PROTECT)
    from_date = models.DateField()
    to_date = models.DateField()
    stand_in = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_absence"


class Glass(models.Model):
    """Danger to life: one item opened for one person for 24 hours, with a reason. Leads and DPO are told at once."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.PROTECT)
    item_id = models.UUIDField(db_index=True)
    reason = models.TextField()
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    class Meta:
        db_table = "accounts_glass"


class Notice(models.Model):
    """Something somebody must know at once: of which kind, about whom, at which board. Never content."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    about = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.PROTECT)
    item_id = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_notice"
