"""Do a step of a case's type: the engine says whether it is open; where two must sign, it waits for the second."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import transaction

from pax import casetypes
from pax.casetypes import CaseType, Done, NotOpen, Place, Standing
from paxweb.accounts.access import Actor
from paxweb.accounts.binding import same_person
from paxweb.cases import rooms
from paxweb.cases.actions.consenting import still_no
from paxweb.cases.actions.doing import Doing, Ending, of_kept
from paxweb.cases.actions.judging import missing
from paxweb.cases.actions.reasons import NOT_OPEN, NOT_YOU
from paxweb.cases.actions.shared import change, leave_line, must_may
from paxweb.cases.actions.telling import tell_signers
from paxweb.cases.keeping_item import follow_item
from paxweb.cases.models import Case, Consent, Effect, Event, Hours, Ladder, Outcome, Proposal
from paxweb.cases.types import awaited_in, events_of, may_do, place_of, type_of
from paxweb.frame.clock import now
from paxweb.signals.actions.refused import CHANGED, Refused


@dataclass(frozen=True, slots=True)
class _Ready:
    """A step that may be done, and what the case is before it."""

    casetype: CaseType
    standing: Standing
    events: Sequence[Event]


def do_step(actor: Actor, case: Case, doing: Doing, version: int) -> Event | Proposal:
    """Do the step, or propose it where two must sign.

    Raises:
        Refused: the step is not open now or not whole, a room above has a reason, or somebody has changed the case.
    """
    ready = _ready(actor, case, doing)
    if not may_do(actor, case, ready.standing):
        raise PermissionDenied
    with transaction.atomic():
        if ready.standing.step.signs > 1:
            return _propose(actor, case, ready, doing, version)
        return _record(actor, case, ready, doing, version)


def sign(actor: Actor, case: Case, proposal_id: int, digest: str) -> Event:
    """Sign a proposed step as the second person: exactly its words, its documents, and the case exactly as it was.

    Raises:
        Refused: it is one's own, anything has changed since, or the step is not open any more.
    """
    must_may(actor, "case.sign", case)
    proposal = waiting(actor, case, proposal_id)
    if same_person(actor.id, proposal.by_id):
        raise Refused(NOT_YOU)
    doing = of_kept(proposal.step, proposal.answer, proposal.written, proposal.day, proposal.extra)
    if proposal.withheld or proposal.case_version != case.version:
        raise Refused(CHANGED)
    ready = _ready(actor, case, doing)
    covers = rooms.digests_of(actor, case, ready.standing.step)
    signed = digest_of(case, doing, proposal.by_id, case.version, covers)
    if not digest == proposal.digest == signed or list(covers) != proposal.covers:
        raise Refused(CHANGED)
    with transaction.atomic():
        unsigned = Proposal.objects.visible_to(actor).filter(pk=proposal.pk, signed_at=None, withdrawn_at=None)
        if not unsigned.update(signed_at=now()):
            raise Refused(CHANGED)
        return _record(actor, case, ready, doing, case.version, proposal)


def take_back(actor: Actor, case: Case, proposal_id: int) -> None:
    """Take back one's own proposal, or another's as the lead."""
    proposal = waiting(actor, case, proposal_id)
    if proposal.by_id != actor.id and not actor.may("case.lead", case):
        raise PermissionDenied
    with transaction.atomic():
        unsigned = Proposal.objects.visible_to(actor).filter(pk=proposal.pk, signed_at=None, withdrawn_at=None)
        if not unsigned.update(withdrawn_at=now()):
            raise Refused(CHANGED)
        leave_line(actor, case, "case.take_back", step=proposal.step)


def digest_of(case: Case, doing: Doing, by: int, version: int, covers: Sequence[str]) -> str:
    """SHA-256 over everything a second person signs."""
    words = [
        str(case.pk), case.number, doing.step, doing.answer, list(doing.written),
        doing.day.isoformat() if doing.day else None, doing.extra(), list(covers), by, version,
    ]  # fmt: skip
    return sha256(json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def waiting(actor: Actor, case: Case, proposal_id: int) -> Proposal:
    """A proposal that waits for its second person; refused when it does not any more."""
    found = Proposal.objects.visible_to(actor).filter(case=case, signed_at=None, withdrawn_at=None, pk=proposal_id)
    proposal: Proposal | None = found.first()
    if proposal is None:
        raise Refused(CHANGED)
    return proposal


def _ready(actor: Actor, case: Case, doing: Doing) -> _Ready:
    """The step as it stands; refused when it is not open, not whole, or a room above has a reason against it."""
    casetype, events = type_of(case), events_of(actor, case)
    place: Place = place_of(case, events)
    try:
        casetypes.done(casetype, place, Done(doing.step, doing.answer))
    except (NotOpen, KeyError):
        raise Refused(NOT_OPEN) from None
    standing = next(each for each in casetypes.standings(casetype, place) if each.step.id == doing.step)
    reason = missing(case, casetype, standing.step, doing, place, events, actor.today)
    reason = reason or still_no(actor, case, casetype, doing, events)
    reason = reason or rooms.refused_by(actor, case, standing.step, doing.answer)
    if reason is not None:
        raise Refused(reason)
    return _Ready(casetype, standing, events)


def _propose(actor: Actor, case: Case, ready: _Ready, doing: Doing, version: int) -> Proposal:
    change(actor, case, version)
    covers = rooms.digests_of(actor, case, ready.standing.step)
    proposal = Proposal.objects.create(
        case=case, step=doing.step, answer=doing.answer, written=list(doing.written), day=doing.day,
        extra=doing.extra(), covers=list(covers), digest=digest_of(case, doing, actor.id, case.version, covers),
        case_version=case.version, by_id=actor.id, at=now(),
    )  # fmt: skip
    _spend(actor, case, doing)
    tell_signers(actor, case)
    leave_line(actor, case, "case.propose", step=doing.step)
    return proposal


def _record(
    actor: Actor, case: Case, ready: _Ready, doing: Doing, version: int, proposal: Proposal | None = None
) -> Event:
    at, state = now(), ready.standing.step.next(doing.answer) or case.state
    ended = ready.casetype.states[state].ended
    moved = {"entered_on": actor.today} if state != case.state else {}
    covers = rooms.digests_of(actor, case, ready.standing.step)
    digest = proposal.digest if proposal else digest_of(case, doing, actor.id, version, covers)
    event = Event(
        case=case, seq=max((one.seq for one in ready.events), default=0) + 1, step=doing.step, answer=doing.answer,
        written=list(doing.written), day=doing.day, by_id=proposal.by_id if proposal else actor.id,
        at=proposal.at if proposal else at, second_id=actor.id if proposal else None,
        second_at=at if proposal else None, digest=digest,
    )  # fmt: skip
    waits = next(iter(awaited_in(ready.casetype, [*ready.events, event])), None)
    change(
        actor, case, version, state=state, ended_on=(case.ended_on or actor.today) if ended else None,
        waits_until=waits.day if waits else None, waits_for=waits.step.id if waits else "", **moved,
    )  # fmt: skip
    event.save(force_insert=True)
    _keep_consents(case, event, doing, at)
    if doing.ending is not None:
        _keep_ending(actor, case, doing.ending, at)
    _spend(actor, case, doing)
    follow_item(actor, case)
    leave_line(actor, case, "case.sign" if proposal else "case.step", step=doing.step, answer=doing.answer)
    return event


def _keep_consents(case: Case, event: Event, doing: Doing, at: datetime) -> None:
    Consent.objects.bulk_create(
        Consent(
            case=case, event_seq=event.seq, name=each.name, purpose=doing.visit_for, given=each.given,
            told_may_refuse=each.told, child_present=each.child, interpreter=each.interpreter, at=at,
        )
        for each in doing.residents
    )  # fmt: skip


def _keep_ending(actor: Actor, case: Case, ending: Ending, at: datetime) -> None:
    outcome = Outcome.objects.create(
        case=case, finding=ending.finding, cause=ending.cause or "", by_id=actor.id, at=at, decided_on=actor.today
    )
    Effect.objects.bulk_create(
        Effect(
            case=case, outcome=outcome, step=each.step, monthly=each.monthly, horizon=each.horizon,
            amount=stopped(each.monthly, actor.today, each.horizon) if each.step == Ladder.STOPPED else each.amount,
            on=actor.today, by_id=actor.id,
        )
        for each in ending.gains
    )  # fmt: skip


def stopped(monthly: Decimal | None, today: date, horizon: date | None) -> Decimal | None:
    """What is counted of a stopped payment: the amount a month times the months until the declared day, one or more."""
    if monthly is None or horizon is None:
        return None
    return monthly * max(1, (horizon.year - today.year) * 12 + horizon.month - today.month)


def _spend(actor: Actor, case: Case, doing: Doing) -> None:
    if doing.minutes:
        Hours.objects.create(case=case, who_id=actor.id, day=actor.today, minutes=doing.minutes)
