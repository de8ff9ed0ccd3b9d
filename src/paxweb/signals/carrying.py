"""What a new run means for work under way: same facts, same state; new facts, asked anew; gone but open, marked."""

from django.db.models import F

from paxweb.intake.carrying import Follower, Ids, Turn, follow
from paxweb.intake.rooms import register
from paxweb.signals.models import FirstAnswer, Place, State, Step, Work

OPEN = (State.IN_WEEK, State.TAKEN, State.READ, State.PUT_OFF, State.MORE, State.HANDED_OVER, State.IN_CASE)
"""Somebody works on it, or it stands in a list: it stays when a run no longer asks."""

ENDED = (State.CLEARED,)
"""Ended for the facts it was asked about: other facts are another question."""


def open_items(board_id: str) -> Ids:
    """Items of a board somebody works on, and those that stand in a list."""
    return Work.objects.filter(item__board=board_id, state__in=OPEN).values_list("item_id", flat=True)


def unread(board_id: str) -> Ids:
    """Items of a board that stand in a list and have no first answer. Their rows stay as they were listed."""
    listed = Place.objects.filter(item__board=board_id, item__opened=False)
    open_work = Work.objects.filter(state__in=(State.IN_WEEK, State.TAKEN)).values("item_id")
    answered = FirstAnswer.objects.filter(item__board=board_id).values("item_id")
    found: Ids = listed.filter(item__in=open_work).exclude(item__in=answered).values_list("item_id", flat=True)
    return found


def carry(turn: Turn) -> None:
    """Mark what changed and what vanished. What was cleared waits again; open work only gets the mark.

    Runs inside the turn's transaction, whose line in the ledger names the run.
    """
    changed = Work.objects.filter(item__in=turn.changed)
    changed.filter(state__in=ENDED).update(
        state=State.WAITING, asked_anew=True, taken_by=None, taken_at=None, until=None, vanished=False,
        version=F("version") + 1,
    )  # fmt: skip
    changed.filter(state__in=OPEN).update(asked_anew=True, vanished=False, version=F("version") + 1)
    Work.objects.filter(item__in=turn.vanished, vanished=False).update(vanished=True, version=F("version") + 1)
    back = Work.objects.filter(item__run=turn.run, vanished=True)
    back.update(vanished=False, version=F("version") + 1)


def make_ready() -> None:
    """Register with intake: the turns, and the words that are withheld when somebody in an item becomes protected."""
    follow(Follower(open_items=open_items, unread=unread, carry=carry))
    register(FirstAnswer, fields=("why",))
    register(Step, fields=("reason", "ground", "checklist"))
