"""The words things are found by. A word belongs to a thing and is seen by whoever sees the thing, and no one else.

Words are made from what stands in the thing and never changed: they are taken away and made anew. Identity numbers are
not among them, only keyed hashes.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Exists, OuterRef, Q

from paxweb.accounts.models import ChildQuerySet, Wall
from paxweb.cases.models import Case
from paxweb.desk.words import LONGEST
from paxweb.intake.models import Item
from paxweb.signals.models import SecondReading

if TYPE_CHECKING:
    from paxweb.accounts.access import Actor


class InByteOrder(models.CharField[Any, Any]):
    """A text in the order of its code points, so that an index finds what begins with something."""

    _COLLATIONS: ClassVar[Mapping[str, str]] = {"postgresql": "C", "sqlite": "BINARY"}

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:  # noqa: ANN401  Django's own shape
        """The column, with the collation each database has for it."""
        found = super().db_parameters(connection)
        return {**found, "collation": self._COLLATIONS[connection.vendor]}


class Where(models.IntegerChoices):
    """What a word stands in, what weighs most first."""

    NUMBER = 0
    REFERENCE = 1
    TITLE = 2
    NAME = 3
    PLACE = 4
    TEXT = 5
    NOTE = 6


class Level(models.IntegerChoices):
    """When a word of an item may be met: once it stands in a list, or once it has been read."""

    LISTED = 0
    READ = 1


class ItemWordQuerySet(ChildQuerySet):
    """Words of items: those of the run in force, and never more than the item's own page would show this person.

    Rows are there only as far as the item has come (`desk.laying`): none before it is listed, its area alone before it
    has been read. What differs from person to person is asked here.
    """

    def visible_to(self, actor: "Actor") -> Self:
        """Words of items the actor may see. Whoever may be the second to read one meets it as if nobody had read it."""
        seen = Item.objects.visible_to(actor).filter(pk=OuterRef("item_id"), run_id=OuterRef("run_id"))
        return self.filter(Exists(seen), self.known(actor), wall_id__in=sorted(actor.walls))

    @staticmethod
    def known(actor: "Actor") -> Q:
        """Rows that whoever sees the item may know: not what is still to be read anew by another than the first."""
        again = SecondReading.objects.filter(item_id=OuterRef("item_id"), answered_at=None).exclude(first_user=actor.id)
        return Q(level=Level.LISTED) | Q(~Exists(again))


class CaseWordQuerySet(ChildQuerySet):
    """Words of cases: they follow the case."""

    parent: ClassVar[str] = "case"

    def visible_to(self, actor: "Actor") -> Self:
        """Words of cases the actor may see."""
        seen = Case.objects.visible_to(actor).filter(pk=OuterRef("case_id"))
        return self.filter(Exists(seen), wall_id__in=sorted(actor.walls))

    @staticmethod
    def known(actor: "Actor") -> Q:
        """Whoever sees the case may know all its rows."""
        return Q()


class ItemWord(models.Model):
    """A word of an item, as the run `run_id` told it."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+", db_index=False)
    run_id = models.UUIDField()
    wall = models.ForeignKey(Wall, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    level = models.SmallIntegerField(choices=Level.choices)
    word = InByteOrder(max_length=LONGEST)
    place = models.SmallIntegerField(choices=Where.choices)

    objects = ItemWordQuerySet.as_manager()

    class Meta:
        db_table = "desk_item_word"
        indexes = [
            models.Index(fields=["wall", "word", "place", "item"], name="item_word_found"),
            models.Index(fields=["item", "word"], name="item_word_item"),
        ]


class Kind(models.TextChoices):
    """What of a case is found."""

    CASE = "case"
    DOCUMENT = "document"
    LETTER = "letter"


class CaseWord(models.Model):
    """A word of a case, or of a document or letter (`thing`) in it. `newest`: days before the year 10,000."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+", db_index=False)
    wall = models.ForeignKey(Wall, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.CASE)
    thing = models.CharField(max_length=40, default="", blank=True)
    word = InByteOrder(max_length=LONGEST)
    place = models.SmallIntegerField(choices=Where.choices)
    newest = models.IntegerField()

    objects = CaseWordQuerySet.as_manager()

    class Meta:
        db_table = "desk_case_word"
        indexes = [
            models.Index(fields=["wall", "kind", "word", "place", "newest", "case", "thing"], name="case_word_found"),
            models.Index(fields=["case", "word"], name="case_word_case"),
        ]
