"""Clear an item: there was an ordinary explanation, or the data are right."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from paxweb.accounts.access import Actor
from paxweb.intake import reading
from paxweb.intake.models import Item
from paxweb.signals.actions.chance import read_again
from paxweb.signals.actions.moving import leave_line, move, must_be_read, must_may, record
from paxweb.signals.models import OPEN, State, StepKind


@dataclass(frozen=True, slots=True)
class Clearing:
    """Why an item is cleared: the explanation's id, what was answered to each, the reason in words, the minutes."""

    reason: str
    explanation: str = ""
    checklist: Mapping[str, str] = field(default_factory=dict)
    minutes: int | None = None


def clear(actor: Actor, item: Item, clearing: Clearing, version: int) -> None:
    """Clear it; the same is not asked again while the facts are the same. One in ten is read again by another.

    Raises:
        Refused: not read yet, not the actor's, or changed by somebody.
    """
    must_may(actor, "item.clear", item)
    must_be_read(actor, item)
    question = reading.question_of(actor, item)
    facts = question.facts_hash if question else ""
    with transaction.atomic():
        move(
            actor, item, version, (*OPEN, State.PUT_OFF),
            state=State.CLEARED, until=None, asked_anew=False, facts_hash=facts,
        )  # fmt: skip
        record(
            actor, item, StepKind.CLEARED,
            explanation=clearing.explanation, checklist=dict(clearing.checklist), reason=clearing.reason,
            minutes=clearing.minutes, facts_hash=facts,
        )  # fmt: skip
        read_again(actor, item)
        leave_line(actor, item, "item.clear")
