"""Keep what became of a case after it ended: a court changed it, money came back, a register was put right."""

from datetime import date

from django.db import transaction

from paxweb.accounts.access import Actor
from paxweb.cases.actions.do_step import stopped
from paxweb.cases.actions.doing import Ending
from paxweb.cases.actions.judging import fits
from paxweb.cases.actions.reasons import NOT_ENDED, NOT_THE_OUTCOME
from paxweb.cases.actions.shared import change, leave_line, must_may
from paxweb.cases.models import Case, Effect, Ladder, Outcome
from paxweb.cases.types import events_of, place_of, type_of
from paxweb.frame.clock import now
from paxweb.signals.actions.refused import Refused


def report_outcome(actor: Actor, case: Case, ending: Ending, decided_on: date, version: int) -> Outcome:
    """Keep it as the outcome that counts from now on. The case does not move, and no step is skipped: it has ended.

    Raises:
        Refused: the case has not ended, the outcome does not agree with what is signed in it, or somebody changed it.
    """
    must_may(actor, "outcome.post", case)
    if case.ended_on is None:
        raise Refused(NOT_ENDED)
    if not fits(type_of(case), ending, place_of(case, events_of(actor, case)), decided_on):
        raise Refused(NOT_THE_OUTCOME)
    with transaction.atomic():
        change(actor, case, version)
        kept = Outcome.objects.create(
            case=case, finding=ending.finding, cause=ending.cause or "", by_id=actor.id, at=now(),
            machine=actor.machine, decided_on=decided_on,
        )  # fmt: skip
        Effect.objects.bulk_create(
            Effect(
                case=case, outcome=kept, step=each.step, monthly=each.monthly, horizon=each.horizon,
                amount=stopped(each.monthly, decided_on, each.horizon) if each.step == Ladder.STOPPED else each.amount,
                on=decided_on, by_id=actor.id,
            )
            for each in ending.gains
        )  # fmt: skip
        leave_line(actor, case, "outcome.post", outcome=kept.pk, finding=str(ending.finding))
    return kept
