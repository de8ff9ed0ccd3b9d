"""What was said and done about an item, and how earlier questions about the same subject ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import DateField, Exists, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Cast

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.frame.clock import day_of
from paxweb.frame.templatetags.pax import day
from paxweb.intake.models import Item, Question
from paxweb.signals import wording
from paxweb.signals.models import FirstAnswer, Outcome, SecondReading, Step, Work
from paxweb.signals.rooms import Came
from paxweb.signals.rulebook import head_of

MOST = 20
_CAME = "came"


@dataclass(frozen=True, slots=True)
class Said:
    """A blind answer: who gave it, when, and what they saw."""

    who: str
    word: str
    answer: str
    why: str
    on: date


@dataclass(frozen=True, slots=True)
class StepLine:
    """Something done with the item."""

    who: str
    what: str
    why: str
    on: date
    withheld: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """Another question about the same subject, and where it stands."""

    item_id: UUID
    title: str
    ended: str


@dataclass(frozen=True, slots=True)
class _Told:
    """A row of one of the tables. `what`: the step's kind, nothing for a blind answer, whose word stands in `word`, or
    what stands for an outcome."""

    what: str
    user_id: int | None
    who: str | None
    to: str | None
    word: str
    why: str
    ground: str
    until: date | None
    withheld: bool
    at: datetime
    round: int
    again: bool


def said_and_done(actor: Actor, item: Item, language: str) -> tuple[list[Said], list[StepLine], list[Came]]:
    """The blind answers, the newest round's first; everything done since, oldest first; what other systems told that
    it ended with, newest first. One query."""
    text, no_day = Cast(Value(""), TextField()), Cast(Value(None), DateField())
    said = FirstAnswer.objects.visible_to(actor).filter(item_id=item.pk).values_list(
        text, "user_id", "user__name", text, "answer", "why", text, no_day, "withheld", "answered_at", "round", "again"
    )  # fmt: skip
    done = Step.objects.visible_to(actor).filter(item_id=item.pk).values_list(
        "kind", "user_id", "user__name", "to_user__name", text, "reason", "ground", "until", "withheld", "done_at",
        Value(0), Value(False),
    )  # fmt: skip
    came = Outcome.objects.visible_to(actor).filter(item_id=item.pk).values_list(
        Cast(Value(_CAME), TextField()), "user_id", "user__name", "machine", "finding", "cause", "diary_number",
        "decided_on", Value(False), "at", Value(0), Value(False),
    )  # fmt: skip
    told = [_Told(*row) for row in said.union(done, came, all=True)]
    answers = sorted((each for each in told if not each.what), key=lambda each: (-each.round, each.again))
    steps = sorted((each for each in told if each.what not in ("", _CAME)), key=lambda each: each.at)
    ends = sorted((each for each in told if each.what == _CAME), key=lambda each: each.at, reverse=True)
    return (
        [_said(actor, each, language) for each in answers],
        [_line(actor, each, language) for each in steps[: MOST * 2]],
        [_came(actor, each, language) for each in ends[:MOST]],
    )


def _said(actor: Actor, told: _Told, language: str) -> Said:
    return Said(_who(actor, told, language), told.word, wording.seen(told.word, language), told.why, day_of(told.at))


def _came(actor: Actor, told: _Told, language: str) -> Came:
    """`word` and `why` hold finding and cause, `to` the system, `ground` its own number, `until` the day."""
    says = wording.came_to(told.word, told.why, language)
    return Came(says, told.until or day_of(told.at), told.to or "", _who(actor, told, language), told.ground)


def _who(actor: Actor, told: _Told, language: str) -> str:
    return Text("Du", "You").said(language) if told.user_id == actor.id else told.who or "Pax"


def _line(actor: Actor, step: _Told, language: str) -> StepLine:
    what = wording.STEPS[step.what].said(language)
    if step.to is not None:
        what = f"{what} {Text('till', 'to').said(language)} {step.to}"
    if step.until is not None:
        what = f"{what} {Text('till', 'until').said(language)} {day(step.until, language)}"
    why = step.why
    if step.ground:
        why = f"{why} ({Text('egen grund', 'own ground').said(language)}: {step.ground})"
    return StepLine(_who(actor, step, language), what, why, day_of(step.at), step.withheld)


def earlier_about(actor: Actor, items: Sequence[UUID], language: str) -> list[Earlier]:
    """Those of these items that somebody has read, newest first, and where they stand. One query, or none.

    One that somebody else has cleared and that is to be read again is left out: this person may be who reads it.
    """
    if not items:
        return []
    waiting = SecondReading.objects.visible_to(actor).filter(item_id=OuterRef("item_id"), answered_at=None)
    again = waiting.exclude(first_user=actor.id)
    asked = Question.objects.visible_to(actor).filter(item_id=OuterRef("item_id")).values("rule_id")[:1]
    works = Work.objects.visible_to(actor).filter(~Exists(again), item_id__in=items, item__opened=True)
    found = works.order_by("-taken_at").values_list("item_id", "state", "item__run_id", Subquery(asked))[:MOST]
    return [
        Earlier(key, _title(run_id, rule_id, language), wording.state(state, language))
        for key, state, run_id, rule_id in found
    ]


def _title(run_id: UUID, rule_id: str | None, language: str) -> str:
    if rule_id is None:
        return wording.DRAWN.said(language)
    return head_of(run_id, rule_id).title.said(language)
