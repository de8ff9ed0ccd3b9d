"""What the steps share: may they, is the item still as the person saw it, and the line they leave."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import F

from paxweb.accounts.access import Actor
from paxweb.frame.clock import now
from paxweb.intake import reading
from paxweb.intake.models import Item
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.signals.actions.refused import CHANGED, UNREAD, Refused
from paxweb.signals.models import OPEN, SecondReading, State, Step, StepKind, Work
from paxweb.signals.rooms import changed

READ = (*OPEN, State.PUT_OFF, State.CLEARED, State.IN_CASE)
"""States of an item whose question is open to whoever may see it."""


def must_may(actor: Actor, act: str, item: Item) -> None:
    """The door has asked already; an action asks once more, so that no other way in skips it."""
    if not actor.may(act, item):
        raise PermissionDenied


def move(actor: Actor, item: Item, version: int, states: Collection[State], **changes: object) -> None:
    """Change an item's work if it is the actor's, in one of the states, and unchanged since `version`."""
    moved = (
        Work.objects.visible_to(actor)
        .filter(item_id=item.id, version=version, taken_by_id=actor.id, state__in=states)
        .update(version=F("version") + 1, **changes)
    )
    if not moved:
        raise Refused(CHANGED)


def must_be_read(actor: Actor, item: Item) -> None:
    """Until the blind answer no outward step is taken; a second reader has their own answer to give first."""
    work = Work.objects.visible_to(actor).filter(item_id=item.id).values_list("state", flat=True).first()
    if not item.opened or work not in READ or second_is_open(actor, item):
        raise Refused(UNREAD)


def second_is_open(actor: Actor, item: Item) -> bool:
    """Whether the item waits for a second answer that this person may give or is giving."""
    waiting = SecondReading.objects.visible_to(actor).filter(item_id=item.id, answered_at=None)
    return waiting.exclude(first_user=actor.id).exists()


def leave_line(actor: Actor, item: Item, act: str, **detail: object) -> None:
    """The one line of a step: who, what, which item, about whom. Before the answer it looks the same for every item."""
    subject = reading.subject_of(actor, item)
    about = (subject.subject_key,) if subject and subject.subject_key else ()
    write_change(
        Line(
            kind=Kind.CHANGE,
            act=act,
            user_id=None if actor.machine else actor.id,
            machine=actor.machine,
            board=item.board_id,
            purpose=actor.purpose.id if actor.purpose else "",
            items=(item.id,),
            about=about,
            detail=detail,
        )
    )
    changed(act, (item.id,))


def record(actor: Actor, item: Item, kind: StepKind, at: datetime | None = None, **values: object) -> Step:
    """Keep what was done, and why."""
    return Step.objects.create(item_id=item.id, user_id=actor.id, kind=kind, done_at=at or now(), **values)
