"""What waits for one person: theirs by day, overdue first; what they are to sign; what they wait for; a lead's unit.

Nobody is told that an item is to be read a second time: whoever has taken one finds it among what they are to read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q
from django.urls import reverse

from pax.casetypes import CaseType, Step
from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.cases.models import Case, Task
from paxweb.cases.types import all_types, days_of_steps
from paxweb.cases.words import PROTECTED
from paxweb.desk.errands import Errand, errands_of
from paxweb.desk.load import Load, load_of
from paxweb.desk.rooms import Due, Row, brought
from paxweb.desk.showing import state_of
from paxweb.desk.signing import Unsigned, unsigned
from paxweb.intake import reading
from paxweb.intake.models import Question
from paxweb.signals import wording, words
from paxweb.signals.models import OPEN, State, Work
from paxweb.signals.rulebook import head_of
from paxweb.signals.weeks import Stage, stage

MOST = 100
"""Of each kind; beyond it the page says that there are more."""

MINE = (State.TAKEN, *OPEN, State.PUT_OFF)
_DEADLINE = Text("Ärendet ska vara klart", "The case is due")
_TASK = Text("Att göra i ärendet", "To do in the case")
_BY_DAY = Text("senast", "by this day")
_PUT_OFF = Text("Uppskjuten hit", "Put off until")


@dataclass(frozen=True, slots=True)
class Home:
    """All of it. `shown`: the items and cases it shows; `more`: there is more of something than is shown."""

    due: tuple[Due, ...]
    unread: tuple[Row, ...]
    items: tuple[Row, ...]
    cases: tuple[Row, ...]
    to_sign: tuple[Row, ...]
    errands: tuple[Errand, ...]
    awaited: tuple[Row, ...]
    load: tuple[Load, ...]
    works: bool
    leads: bool
    more: bool
    shown: tuple[UUID, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing of one's own lies here."""
        return not (self.due or self.unread or self.items or self.cases)


@dataclass(frozen=True, slots=True)
class _Lying:
    """The rows a home is made of."""

    works: list[Work]
    asked: Mapping[UUID, Question]
    cases: list[Case]
    steps: list[tuple[Case, Step, date]]
    tasks: list[Task]
    awaiting: list[Case]
    unsigned: list[Unsigned]


def home_of(actor: Actor, language: str) -> Home:
    """The page of one person. At most nine queries."""
    lying = _lying(actor)
    types = all_types() if lying.cases or lying.awaiting else {}
    unread = [work for work in lying.works if _stage(actor, work) is Stage.MINE]
    opened = [work for work in lying.works if _stage(actor, work) is Stage.OPEN]
    due = [*_put_off(actor, opened, lying, language), *_deadlines(actor, lying, types, language)]
    signs = [each for each in lying.unsigned if each.waits_for(actor)]
    waits = [each for each in lying.unsigned if each.by_id == actor.id]
    asked_more = [work for work in opened if work.state == State.MORE]
    related = (*(task.case_id for task in lying.tasks), *(each.id for each in (*signs, *waits)))
    cases = dict.fromkeys([*(case.pk for case in (*lying.cases, *lying.awaiting)), *related])
    above = list(brought(actor, language))
    due += [each for room in above for each in room.due]
    return Home(
        due=tuple(sorted(due, key=lambda each: (each.day, each.title))),
        unread=tuple(_unread(work, language) for work in unread),
        items=tuple(_item(work, lying.asked.get(work.item_id), language) for work in opened),
        cases=tuple(_case(case, types.get(case.casetype), language) for case in lying.cases),
        to_sign=(*(_unsigned(each, language) for each in signs), *(row for room in above for row in room.to_sign)),
        errands=errands_of(actor, language),
        awaited=(
            *(_unsigned(each, language) for each in waits),
            *(_item(work, lying.asked.get(work.item_id), language) for work in asked_more),
            *(row for room in above for row in room.awaited),
        ),
        load=load_of(actor),
        works=actor.may_anywhere("week.list"),
        leads=actor.may_anywhere("lead.figures"),
        more=any(len(rows) >= MOST for rows in (lying.works, lying.cases, lying.tasks, lying.awaiting))
        or any(room.more for room in above),
        shown=(*(work.item_id for work in (*unread, *opened)), *cases, *(pk for room in above for pk in room.shown)),
    )


def _lying(actor: Actor) -> _Lying:
    """Six queries; none of cases or items for somebody who is behind no wall."""
    if not actor.walls:
        return _Lying([], {}, [], [], [], [], [])
    second = Q(item__second__taken_by=actor.id, item__second__answered_at=None)
    held = Q(taken_by=actor.id, state__in=MINE) | second
    works = Work.objects.visible_to(actor).filter(held).select_related("item__second", "item__board")
    mine = list(works.order_by("taken_at")[:MOST])
    opened = [work.item_id for work in mine if _stage(actor, work) is Stage.OPEN]
    own, awaiting = _cases(actor)
    tasks = Task.objects.visible_to(actor).filter(whose=actor.id, done_at=None).select_related("case")
    return _Lying(
        mine,
        reading.questions_of(actor, opened),
        own,
        days_of_steps(actor, own),
        list(tasks.order_by("due", "pk")[:MOST]),
        awaiting,
        unsigned(actor),
    )


def _cases(actor: Actor) -> tuple[list[Case], list[Case]]:
    """One's own open cases, the first due first; and those that wait for a day: one's own, ended ones too, and once the
    day has passed those of the walls one leads. One query."""
    leads = [wall for wall in actor.walls if "case.lead" in actor.acts.get(wall, ())]
    waits = Q(owner=actor.id) | Q(waits_until__lt=actor.today, wall__in=leads)
    asked = Q(owner=actor.id, ended_on=None) | (waits & Q(waits_until__isnull=False))
    order = (F("waits_until").asc(nulls_last=True), F("deadline").asc(nulls_last=True), "opened_on", "pk")
    found = list(Case.objects.visible_to(actor).filter(asked).select_related("board").order_by(*order)[: 2 * MOST])
    own = [case for case in found if case.owner_id == actor.id and case.ended_on is None]
    own.sort(key=lambda case: (case.deadline or date.max, case.opened_on, case.pk))
    return own[:MOST], [case for case in found if case.waits_until is not None][:MOST]


def _stage(actor: Actor, work: Work) -> Stage:
    return stage(actor, work, getattr(work.item, "second", None))


def _put_off(actor: Actor, opened: Iterable[Work], lying: _Lying, language: str) -> Iterable[Due]:
    for work in opened:
        if work.state == State.PUT_OFF and work.until is not None:
            row = _item(work, lying.asked.get(work.item_id), language)
            kind = _PUT_OFF.said(language)
            yield Due(work.until, work.until < actor.today, f"{row.title}, {row.facts[0]}", kind, row.href)


def _deadlines(actor: Actor, lying: _Lying, types: Mapping[str, CaseType], language: str) -> Iterable[Due]:
    for case in lying.cases:
        if case.deadline is not None:
            row = _case(case, None, language)
            yield Due(case.deadline, case.deadline < actor.today, row.title, _DEADLINE.said(language), row.href)
    for case, step, day in lying.steps:
        row, kind = _case(case, None, language), f"{step.title.said(language)}, {_BY_DAY.said(language)}"
        yield Due(day, day < actor.today, row.title, kind, row.href)
    for case in lying.awaiting:
        yield _awaited(actor, case, types, language)
    for task in lying.tasks:
        title = PROTECTED.said(language) if task.withheld else task.text
        kind = f"{_TASK.said(language)} {task.case.number}"
        yield Due(task.due, task.due < actor.today, title, kind, reverse("cases:case", args=[language, task.case_id]))


def _awaited(actor: Actor, case: Case, types: Mapping[str, CaseType], language: str) -> Due:
    """A day a step was given; the kind says what it is, and what settles it."""
    casetype = types.get(case.casetype)
    step = casetype.steps.get(case.waits_for) if casetype else None
    said = [step.day.said(language)] if step and step.day else []
    said += [casetype.steps[name].title.said(language) for name in step.settled_by] if casetype and step else []
    day, row = case.waits_until or actor.today, _case(case, None, language)
    return Due(day, day < actor.today, row.title, f"{said[0]}: {' / '.join(said[1:])}" if said else "", row.href)


def _unread(work: Work, language: str) -> Row:
    area = work.item.area or wording.NO_AREA.said(language)
    family = words.family(work.item.family).said(language)
    return Row(area, reverse("signals:item", args=[language, work.item_id]), (family, work.item.board.name))


def _item(work: Work, asked: Question | None, language: str) -> Row:
    area = work.item.area or wording.NO_AREA.said(language)
    title = head_of(asked.run_id, asked.rule_id).title if asked else wording.DRAWN
    facts = (area, wording.state(work.state, language), work.item.board.name)
    return Row(title.said(language), reverse("signals:item", args=[language, work.item_id]), facts)


def _case(case: Case, casetype: CaseType | None, language: str) -> Row:
    title = PROTECTED.said(language) if case.withheld else case.title
    facts = (*state_of(case, casetype, language), case.board.name)
    return Row(f"{case.number} {title}", reverse("cases:case", args=[language, case.pk]), facts)


def _unsigned(waits: Unsigned, language: str) -> Row:
    return Row(waits.title(language), waits.href(language), (waits.what(language), waits.by))
