"""The blind answer. It opens the question, and is never changed."""

from django.db import transaction

from paxweb.accounts.access import Actor
from paxweb.frame.clock import now
from paxweb.intake import opening, reading
from paxweb.intake.models import Item
from paxweb.signals.actions.chance import read_again
from paxweb.signals.actions.moving import leave_line, move, must_may, record, second_is_open
from paxweb.signals.actions.refused import CHANGED, Refused
from paxweb.signals.models import FirstAnswer, SecondReading, Seen, State, StepKind, Work

DRAWN = "drawn"


def answer_blind(actor: Actor, item: Item, answer: Seen, why: str, version: int) -> None:
    """Say what one saw before knowing the question. A draw in which nothing was seen is closed at once.

    Raises:
        Refused: the item is not the actor's, or has changed.
    """
    must_may(actor, "item.answer", item)
    with transaction.atomic():
        if second_is_open(actor, item):
            _second(actor, item)
            _keep(actor, item, answer, why, again=True)
        else:
            move(actor, item, version, (State.TAKEN,), state=State.READ)
            _keep(actor, item, answer, why, again=False)
            opening.open_question(item)
            _close_if_nothing(actor, item, answer, version + 1)
        leave_line(actor, item, "item.answer")


def _second(actor: Actor, item: Item) -> None:
    mine = SecondReading.objects.visible_to(actor).filter(item_id=item.id, taken_by=actor.id, answered_at=None)
    if not mine.update(answered_at=now()):
        raise Refused(CHANGED)


def _keep(actor: Actor, item: Item, answer: Seen, why: str, *, again: bool) -> None:
    asked = Work.objects.visible_to(actor).values_list("round", flat=True).get(item_id=item.id)
    FirstAnswer.objects.create(
        item_id=item.id, round=asked, user_id=actor.id, again=again, answer=answer, why=why, answered_at=now()
    )


def _close_if_nothing(actor: Actor, item: Item, answer: Seen, version: int) -> None:
    if answer != Seen.NO or reading.question_of(actor, item) is not None:
        return
    move(actor, item, version, (State.READ,), state=State.CLEARED)
    record(actor, item, StepKind.CLEARED, explanation=DRAWN)
    read_again(actor, item)
