"""The opened items a person or nobody holds, for the week's page: with what was asked, since they have been read."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from paxweb.accounts.access import Actor
from paxweb.intake import reading
from paxweb.intake.models import Question
from paxweb.signals import shown, wording
from paxweb.signals.models import OPEN, State, Work
from paxweb.signals.rulebook import head_of

MOST = 100


@dataclass(frozen=True, slots=True)
class Opened:
    """One opened item."""

    item_id: UUID
    area: str
    title: str
    amount: str
    state: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """What one has to go on with, what is put off, and what nobody holds."""

    mine: tuple[Opened, ...]
    later: tuple[Opened, ...]
    loose: tuple[Opened, ...]


def shelf(actor: Actor, board_id: str, language: str) -> Shelf:
    """The person's own opened items and those left by others. Two queries."""
    works = (
        Work.objects.visible_to(actor)
        .filter(item__board_id=board_id, state__in=(*OPEN, State.PUT_OFF))
        .select_related("item")
        .order_by("taken_at")
    )
    own = [*works.filter(taken_by=actor.id)[:MOST]]
    loose = [*works.filter(taken_by=None)[:MOST]]
    asked = reading.questions_of(actor, [each.item_id for each in (*own, *loose)])
    seen = {each.item_id: _opened(each, asked.get(each.item_id), language) for each in (*own, *loose)}
    later = [each for each in own if each.state == State.PUT_OFF and each.until and each.until > actor.today]
    away = {each.item_id for each in later}
    return Shelf(
        tuple(seen[each.item_id] for each in own if each.item_id not in away),
        tuple(seen[each.item_id] for each in later),
        tuple(seen[each.item_id] for each in loose),
    )


def _opened(work: Work, question: Question | None, language: str) -> Opened:
    title = head_of(question.run_id, question.rule_id).title if question else wording.DRAWN
    amount = shown.money(question.amount, language) if question and question.amount is not None else ""
    area = work.item.area or wording.NO_AREA.said(language)
    return Opened(work.item_id, area, title.said(language), amount, wording.state(work.state, language), work.until)
