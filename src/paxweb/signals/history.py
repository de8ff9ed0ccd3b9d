"""What was said and done about an item, and how earlier questions about the same subject ended."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.frame.templatetags.pax import day
from paxweb.intake import reading
from paxweb.intake.models import Item, Question, Subject
from paxweb.signals import wording
from paxweb.signals.models import FirstAnswer, Step, Work
from paxweb.signals.rulebook import head_of

MOST = 20


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


def said_of(actor: Actor, item: Item, language: str) -> list[Said]:
    """The blind answers, the first first."""
    answers = (
        FirstAnswer.objects.visible_to(actor).filter(item_id=item.pk).select_related("user").order_by("-round", "again")
    )
    you = Text("Du", "You").said(language)
    return [
        Said(
            you if each.user_id == actor.id else each.user.name,
            each.answer,
            wording.seen(each.answer, language),
            each.why,
            each.answered_at.date(),
        )
        for each in answers
    ]


def steps_of(actor: Actor, item: Item, language: str) -> list[StepLine]:
    """Everything done since it was read, oldest first."""
    steps = Step.objects.visible_to(actor).filter(item_id=item.pk).select_related("user", "to_user").order_by("done_at")
    return [_line(actor, step, language) for step in steps[: MOST * 2]]


def _line(actor: Actor, step: Step, language: str) -> StepLine:
    what = wording.STEPS[step.kind].said(language)
    if step.to_user is not None:
        what = f"{what} {Text('till', 'to').said(language)} {step.to_user.name}"
    if step.until is not None:
        what = f"{what} {Text('till', 'until').said(language)} {day(step.until, language)}"
    why = step.reason
    if step.ground:
        why = f"{why} ({Text('egen grund', 'own ground').said(language)}: {step.ground})"
    who = step.user.name if step.user else "Pax"
    who = Text("Du", "You").said(language) if step.user_id == actor.id else who
    return StepLine(who, what, why, step.done_at.date(), step.withheld)


def earlier_about(actor: Actor, item: Item, subject: Subject | None, language: str) -> list[Earlier]:
    """Other questions about the same subject that somebody has read, newest first, and where they stand."""
    if subject is None or not subject.subject_key:
        return []
    same = reading.items_about(actor, subject.subject_key).exclude(pk=item.pk)
    works = Work.objects.visible_to(actor).filter(item__in=same.values("pk")).order_by("-taken_at")
    states = dict(works.values_list("item_id", "state")[:MOST])
    questions = reading.questions_of(actor, list(states))
    return [
        Earlier(key, _title(questions.get(key), language), wording.state(state, language))
        for key, state in states.items()
    ]


def _title(question: Question | None, language: str) -> str:
    if question is None:
        return wording.DRAWN.said(language)
    return head_of(question.run_id, question.rule_id).title.said(language)
