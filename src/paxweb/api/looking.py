"""What a token may look at: items that have been read blind, and cases. What is still to be read is closed to it."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from paxweb.accounts.access import Actor
from paxweb.cases.models import Case, Party, Shielded
from paxweb.intake.models import Item, Subject, Withheld
from paxweb.signals.actions.moving import READ
from paxweb.signals.models import SecondReading, Work

MOST = 100
"""Rows of a page."""


def items(actor: Actor) -> QuerySet[Item]:
    """Items that have been read, and are not to be read again by somebody who shall know nothing of them."""
    again = SecondReading.objects.visible_to(actor).filter(item_id=OuterRef("pk"), answered_at=None)
    read = Work.objects.visible_to(actor).filter(item_id=OuterRef("pk"), state__in=READ)
    found: QuerySet[Item] = Item.objects.visible_to(actor).filter(Exists(read), ~Exists(again), opened=True)
    return found.order_by("pk")


def cases(actor: Actor) -> QuerySet[Case]:
    """Cases the token sees."""
    found: QuerySet[Case] = Case.objects.visible_to(actor)
    return found.order_by("pk")


def works(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, Work]:
    """How items stand, by item."""
    found: QuerySet[Work] = Work.objects.visible_to(actor).filter(item_id__in=list(ids))
    return {each.item_id: each for each in found}


def subjects(actor: Actor, ids: Iterable[UUID]) -> set[str]:
    """Keys of whom items are about, for the log."""
    found = Subject.objects.visible_to(actor).filter(item_id__in=list(ids), main=True)
    return set(found.values_list("subject_key", flat=True)) - {""}


def parties(actor: Actor, ids: Iterable[UUID]) -> set[str]:
    """Keys of whom cases are about, for the log."""
    found = Party.objects.visible_to(actor).filter(case_id__in=list(ids), main=True)
    return set(found.values_list("subject_key", flat=True)) - {""}


def withheld_items(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
    """Items in which somebody is protected."""
    found = Withheld.objects.visible_to(actor).filter(item_id__in=list(ids), lifted_at=None)
    return set(found.values_list("item_id", flat=True))


def withheld_cases(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
    """Cases in which somebody is protected."""
    found = Shielded.objects.visible_to(actor).filter(case_id__in=list(ids), lifted_at=None)
    return set(found.values_list("case_id", flat=True))


def seen_items(actor: Actor, ids: Iterable[UUID | None]) -> set[UUID]:
    """Those of these items that the token may look at."""
    wanted = [each for each in ids if each is not None]
    return set(items(actor).filter(pk__in=wanted).values_list("pk", flat=True))
