"""What became of a board's signals and draws, as rows for `outcomes.csv`. No name, no number, nothing unread."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Sum

from paxweb.accounts.access import Actor, machine
from paxweb.frame.clock import day_of
from paxweb.intake.models import Item, Origin, Question, Subject
from paxweb.intake.outcomes import Outcome
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.signals.endings import Ending, endings_of
from paxweb.signals.models import FirstAnswer, SecondReading, State, Step, StepKind, Work

MACHINE: Final = "machine:intake"
RIGHT = "right"


def send_outcomes(board_id: str, actor: Actor | None = None) -> list[Outcome]:
    """One row for each item of the board that has been read; `finding` is `right` where it was cleared.

    Where a room above says what the item ended with, such as a case, that counts. A person gets rows of what they may
    see alone, and none of what they may be the one to read again; a machine, which feeds the engine, gets them all.

    Raises:
        PermissionDenied: the person is no lead of the board. Without a person a machine sends them.
    """
    if actor is not None and not actor.may_at(board_id, "lead.figures"):
        raise PermissionDenied
    seen = _seen(actor, board_id) if actor is not None else None
    with machine(MACHINE), transaction.atomic():
        said = FirstAnswer.objects.filter(again=False, item__board_id=board_id).order_by("round")
        answers = {
            item: answer for item, answer in said.values_list("item_id", "answer") if seen is None or item in seen
        }
        read = _Read.of(list(answers))
        ends = endings_of(list(answers))
        origins = Origin.objects.filter(item_id__in=answers)
        rows = [read.outcome(each, answers[each.item_id], ends.get(each.item_id)) for each in origins]
        write_change(
            Line(
                kind=Kind.CHANGE if actor else Kind.MACHINE,
                act="outcomes.send",
                user_id=actor.id if actor else None,
                machine="" if actor else MACHINE,
                board=board_id,
                items=tuple(sorted(answers)) if actor else (),
                detail={"rows": len(rows)},
            )
        )
    return rows


def _seen(actor: Actor, board_id: str) -> set[UUID]:
    again = SecondReading.objects.visible_to(actor).filter(item_id=OuterRef("pk"), answered_at=None)
    found = Item.objects.visible_to(actor).filter(~Exists(again.exclude(first_user=actor.id)), board_id=board_id)
    return set(found.filter(opened=True).values_list("pk", flat=True))


class _Read:
    """What is known of the items that have been read, by item."""

    def __init__(
        self,
        questions: Mapping[UUID, Question],
        subjects: Mapping[UUID, str],
        cleared: Mapping[UUID, Step],
        minutes: Mapping[UUID, int],
        states: Mapping[UUID, str],
    ) -> None:
        self.questions, self.subjects, self.cleared = questions, subjects, cleared
        self.minutes, self.states = minutes, states

    @classmethod
    def of(cls, items: list[UUID]) -> "_Read":
        """Read it in five queries."""
        runs = dict(Item.objects.filter(pk__in=items).values_list("pk", "run_id"))
        questions = Question.objects.filter(item_id__in=items)
        subjects = Subject.objects.filter(item_id__in=items, main=True, withheld=False)
        steps = Step.objects.filter(item_id__in=items, kind=StepKind.CLEARED).order_by("done_at")
        spent = Step.objects.filter(item_id__in=items).values_list("item_id").annotate(Sum("minutes"))
        return cls(
            {row.item_id: row for row in questions if row.run_id == runs[row.item_id]},
            {row.item_id: row.entity_id for row in subjects if row.run_id == runs[row.item_id]},
            {step.item_id: step for step in steps},
            {item: minutes or 0 for item, minutes in spent},
            dict(Work.objects.filter(item_id__in=items).values_list("item_id", "state")),
        )

    def outcome(self, origin: Origin, answer: str, ending: Ending | None = None) -> Outcome:
        """One item's row. Time spent in a case is added to what was spent before it."""
        item = origin.item_id
        question = self.questions.get(item)
        done = self.cleared.get(item) if self.states.get(item) == State.CLEARED else None
        spent = self.minutes.get(item, 0) + (ending.minutes if ending else 0)
        cleared = Ending(RIGHT, "", day_of(done.done_at)) if done else Ending("", "", None)
        end = ending or cleared
        return Outcome(
            signal_id="" if origin.drawn else origin.engine_id,
            draw_id=origin.engine_id if origin.drawn else "",
            rule_id=origin.rule_id,
            rule_version=question.rule_version if question else None,
            subject_id=self.subjects.get(item, ""),
            first_answer=answer,
            finding=end.finding,
            cause=end.cause,
            decided_on=end.decided_on,
            hours=(Decimal(spent) / 60).quantize(Decimal("0.01")) if spent else None,
        )
