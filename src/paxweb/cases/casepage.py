"""What the page of a case shows, made once for one person: where it stands, what can be done, what was done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pax import casetypes
from pax.casetypes import CaseType, Place, Standing
from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.accounts.models import User
from paxweb.cases.models import (
    Case,
    Cause,
    Consent,
    Effect,
    Event,
    Finding,
    Note,
    Outcome,
    Party,
    Proposal,
    Task,
    Trigger,
)
from paxweb.cases.purposes import purposes_of
from paxweb.cases.types import awaited_in, due, events_of, may_do, place_of, type_of
from paxweb.cases.words import CAUSES, CONTACTS, FINDINGS, LADDER, PROTECTED, TRIGGERS


@dataclass(frozen=True, slots=True)
class Choice:
    """A step as the page offers it: open to this person, or what is missing first."""

    id: str
    title: str
    says: str
    open: bool
    missing: tuple[str, ...]
    by: str
    due: date | None
    law: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing in the case's life, newest last. `place`: the model and id of its row."""

    at: datetime
    who: str
    second: str
    title: str
    answer: str
    day: date | None
    written: tuple[tuple[str, str], ...]
    withheld: bool
    place: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A step that waits for a second person."""

    id: int
    title: str
    who: str
    at: datetime
    own: bool


@dataclass(frozen=True, slots=True)
class Reminder:
    """A day the case waits for, what it is, and the steps that settle it: those open to this person lead there."""

    says: str
    day: date
    late: bool
    steps: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Came:
    """What the case came to, as the newest outcome says; `stands` is False while the case goes again."""

    finding: str
    cause: str
    on: date | None
    stands: bool
    effects: tuple[tuple[str, Effect], ...]


@dataclass(frozen=True, slots=True)
class CasePage:
    """All of it."""

    case: Case
    casetype: CaseType
    place: Place
    events: Sequence[Event]
    name: str
    title: str
    state: str
    ended: bool
    purpose: str
    trigger: str
    contact: str
    owner: str
    opener: str
    parties: tuple[Party, ...]
    choices: tuple[Choice, ...]
    closed: tuple[Choice, ...]
    waiting: tuple[Waiting, ...]
    reminders: tuple[Reminder, ...]
    happenings: tuple[Happening, ...]
    tasks: tuple[tuple[Task, str], ...]
    consents: tuple[Consent, ...]
    minutes: int
    came: Came | None
    about: tuple[str, ...]


def page_of(actor: Actor, case: Case, language: str) -> CasePage:
    """The page of a case for one person. Eleven queries, however much was done."""
    casetype, events = type_of(case), events_of(actor, case)
    place = place_of(case, events)
    parties = tuple(case.parties.visible_to(actor).order_by("-main", "id"))
    notes = list(case.notes.visible_to(actor).order_by("id"))
    tasks = list(case.tasks.visible_to(actor).order_by("done_at", "due", "id"))
    proposals = list(Proposal.objects.visible_to(actor).filter(case=case, signed_at=None, withdrawn_at=None))
    names = _names(case, events, notes, tasks, proposals)
    choices = [_choice(actor, case, casetype, each, language) for each in casetypes.standings(casetype, place)]
    purpose = purposes_of(case.board_id).get(case.purpose_id)
    return CasePage(
        case=case, casetype=casetype, place=place, events=events,
        name=PROTECTED.said(language) if case.withheld else case.title,
        title=casetype.title.said(language), state=casetype.states[place.state].title.said(language),
        ended=casetype.states[place.state].ended, purpose=purpose.said(language) if purpose else case.purpose_id,
        trigger=TRIGGERS[Trigger(case.trigger)].said(language),
        contact=CONTACTS[case.first_contact].said(language) if case.first_contact in CONTACTS else "",
        owner=names.get(case.owner_id, ""), opener=names.get(case.opened_by_id, ""), parties=parties,
        choices=tuple(each for each in choices if each.open), closed=tuple(each for each in choices if not each.open),
        waiting=tuple(_waiting(actor, casetype, each, names, language) for each in proposals),
        reminders=_reminders(actor, casetype, events, choices, language),
        happenings=tuple(sorted(_happenings(casetype, events, notes, names, language), key=lambda each: each.at)),
        tasks=tuple((task, names.get(task.whose_id, "")) for task in tasks),
        consents=tuple(case.consents.visible_to(actor).order_by("id")),
        minutes=sum(case.hours.visible_to(actor).values_list("minutes", flat=True)),
        came=_came(actor, case, language),
        about=tuple(sorted({party.subject_key for party in parties if party.subject_key})),
    )  # fmt: skip


def _names(
    case: Case, events: Iterable[Event], notes: Iterable[Note], tasks: Iterable[Task], proposals: Iterable[Proposal]
) -> dict[int, str]:
    """Everybody who did something here, in one query."""
    ids = {case.owner_id, case.opened_by_id, *(each.by_id for each in events), *(each.second_id for each in events)}
    ids |= {each.by_id for each in notes} | {each.whose_id for each in tasks} | {each.by_id for each in proposals}
    return dict(User.objects.filter(pk__in=[each for each in ids if each]).values_list("id", "name"))


def _choice(actor: Actor, case: Case, casetype: CaseType, standing: Standing, language: str) -> Choice:
    step = standing.step
    return Choice(
        id=step.id,
        title=step.title.said(language),
        says=step.says.said(language),
        open=standing.open and may_do(actor, case, standing),
        missing=tuple(casetypes.spoken(casetype, each).said(language) for each in standing.missing),
        by=casetypes.by(step).said(language),
        due=due(case, standing),
        law=tuple(_law(law.act, law.section, language, confirmed=law.confirmed) for law in step.law),
    )


def _law(act: str, section: str, language: str, *, confirmed: bool) -> str:
    unconfirmed = Text("ska bekräftas av jurist", "to be confirmed by a lawyer").said(language)
    return f"{act} {section}" if confirmed else f"{act} {section} ({unconfirmed})"


def _waiting(actor: Actor, casetype: CaseType, proposal: Proposal, names: dict[int, str], language: str) -> Waiting:
    step = casetype.steps.get(proposal.step)
    title = step.title.said(language) if step else proposal.step
    return Waiting(proposal.pk, title, names.get(proposal.by_id, ""), proposal.at, proposal.by_id == actor.id)


def _reminders(
    actor: Actor, casetype: CaseType, events: Iterable[Event], choices: Iterable[Choice], language: str
) -> tuple[Reminder, ...]:
    may = {each.id for each in choices if each.open}
    return tuple(
        Reminder(
            says=each.step.day.said(language) if each.step.day else each.step.title.said(language),
            day=each.day,
            late=each.day < actor.today,
            steps=tuple(
                (name, casetype.steps[name].title.said(language), name in may)
                for name in (*each.step.settled_by, *([each.step.id] if each.step.again else []))
            ),
        )
        for each in awaited_in(casetype, events)
    )


def written_of(casetype: CaseType, step: str, written: Iterable[str], language: str) -> tuple[tuple[str, str], ...]:
    """What was written in a step, each beside what the step asks for."""
    found = casetype.steps.get(step)
    asked = [text.said(language) for text in found.write] if found else []
    texts = list(written)
    return tuple(zip([*asked, *[""] * len(texts)], texts, strict=False))


def _happenings(
    casetype: CaseType, events: Iterable[Event], notes: Iterable[Note], names: dict[int, str], language: str
) -> Iterable[Happening]:
    for event in events:
        step = casetype.steps.get(event.step)
        answers = step.answers if step else {}
        yield Happening(
            at=event.second_at or event.at,
            who=names.get(event.by_id, ""),
            second=names.get(event.second_id or 0, ""),
            title=step.title.said(language) if step else event.step,
            answer=answers[event.answer].said(language) if event.answer in answers else "",
            day=event.day,
            written=written_of(casetype, event.step, event.written, language),
            withheld=event.withheld,
            place=("cases.Event", str(event.pk)),
        )
    title = Text("Anteckning", "Note").said(language)
    for note in notes:
        yield Happening(
            note.at, names.get(note.by_id, ""), "", title, "", None, (("", note.text),), note.withheld,
            ("cases.Note", str(note.pk)),
        )  # fmt: skip


def _came(actor: Actor, case: Case, language: str) -> Came | None:
    """The newest outcome and its own effects; those of an outcome it replaced count no more."""
    outcome: Outcome | None = case.outcomes.visible_to(actor).order_by("-id").first()
    if outcome is None:
        return None
    effects = case.effects.visible_to(actor).filter(outcome_id=outcome.pk).order_by("id")
    return Came(
        finding=FINDINGS[Finding(outcome.finding)].said(language),
        cause=CAUSES[Cause(outcome.cause)].said(language) if outcome.cause else "",
        on=outcome.decided_on,
        stands=case.ended_on is not None,
        effects=tuple((LADDER[each.step].said(language), each) for each in effects),
    )
