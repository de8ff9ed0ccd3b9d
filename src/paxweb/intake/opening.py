"""An item has been read blind: its question opens, and rows of a newer run that waited for it come into force."""

from paxweb.intake.carrying import Ids, Turn, carry
from paxweb.intake.models import Item, Question, Run, RunState


def open_question(item: Item) -> None:
    """Open the question of an item, inside the transaction that keeps the first answer. The item is brought up to date.

    Tells the later rooms when the facts have changed, or the question has vanished, while the item waited to be read.
    """
    mine = Item.objects.filter(pk=item.pk)
    mine.update(opened=True)
    before = _hash(item)
    if item.next_run_id:
        mine.update(run_id=item.next_run_id, next_run=None)
    item.refresh_from_db()
    force = Run.objects.filter(board=item.board_id, state=RunState.IN_FORCE).first()
    if before is None or force is None:
        return
    ids: Ids = mine.values_list("pk", flat=True)
    none: Ids = Item.objects.none().values_list("pk", flat=True)
    changed, vanished = _hash(item) != before, item.run_id != force.pk
    if changed or vanished:
        carry(Turn(force, ids if changed else none, ids if vanished else none))


def _hash(item: Item) -> str | None:
    """The facts a rule asked about, as a hash; None for what no rule asked."""
    return Question.objects.filter(item=item, run=item.run_id).values_list("facts_hash", flat=True).first()
