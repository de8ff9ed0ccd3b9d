"""The item a case was opened from stands as the case does: in a case while it goes, cleared once it has ended."""

from django.db.models import F

from paxweb.accounts.access import Actor
from paxweb.cases.models import Case
from paxweb.intake import reading
from paxweb.signals.models import State, Work


def follow_item(actor: Actor, case: Case) -> None:
    """Move the item when the case has ended or was opened again. What is asked again is asked with other facts."""
    if case.item_id is None:
        return
    mine = Work.objects.visible_to(actor).filter(item_id=case.item_id)
    if case.ended_on is None:
        mine.filter(state=State.CLEARED).update(state=State.IN_CASE, version=F("version") + 1)
        return
    assert case.item is not None  # noqa: S101  it has an id
    question = reading.question_of(actor, case.item)
    mine.filter(state=State.IN_CASE).update(
        state=State.CLEARED,
        facts_hash=question.facts_hash if question else "",
        asked_anew=False,
        version=F("version") + 1,
    )
