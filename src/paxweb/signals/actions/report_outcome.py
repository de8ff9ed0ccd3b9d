"""Keep what became of an item that was decided outside Pax."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F

from paxweb.accounts.access import Actor
from paxweb.frame.clock import now
from paxweb.intake import reading
from paxweb.intake.models import Item
from paxweb.signals.actions.moving import leave_line, must_be_read, must_may
from paxweb.signals.actions.refused import CHANGED, NO_GROUND, Refused
from paxweb.signals.models import Outcome, Work

NEEDS_GROUND = frozenset({"wrong_in_favour", "wrong_to_disadvantage"})
"""Findings that somebody must have looked for: on a draw they need a decision of the board's own."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What became of it: finding and cause in the words of `outcomes.csv`, the day, minutes, the board's number."""

    finding: str
    cause: str
    decided_on: date
    minutes: int | None = None
    diary_number: str = ""


def report_outcome(actor: Actor, item: Item, said: Reported, version: int) -> Outcome:
    """Keep it; where the item stands does not change, but its version does: nobody overwrites what they have not seen.

    Raises:
        Refused: not read yet, a draw without a ground of its own, or changed by somebody.
    """
    must_may(actor, "outcome.post", item)
    must_be_read(actor, item)
    if said.finding in NEEDS_GROUND and not said.diary_number and reading.question_of(actor, item) is None:
        raise Refused(NO_GROUND)
    with transaction.atomic():
        same = Work.objects.visible_to(actor).filter(item_id=item.id, version=version)
        if not same.update(version=F("version") + 1):
            raise Refused(CHANGED)
        kept = Outcome.objects.create(
            item_id=item.id, user_id=actor.id, machine=actor.machine, finding=said.finding, cause=said.cause,
            decided_on=said.decided_on, minutes=said.minutes, diary_number=said.diary_number, at=now(),
        )  # fmt: skip
        leave_line(actor, item, "outcome.post", outcome=kept.pk, finding=said.finding)
    return kept
