"""Rows made into what the API answers with: never a name or a number, and words only for a token cleared for them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from uuid import UUID

from pax.casetypes import CaseType
from pax.vocabulary import Text
from paxweb.api import shapes
from paxweb.api.models import Token
from paxweb.cases.models import Case, Effect, Event, Outcome
from paxweb.intake.models import Item, Question
from paxweb.signals.models import Outcome as ItemOutcome
from paxweb.signals.models import Work
from paxweb.signals.rulebook import head_of

Works = Mapping[UUID, Work]
Questions = Mapping[UUID, Question]


def item(each: Item, work: Work, question: Question | None, token: Token, *, withheld: bool) -> shapes.Item:
    """An item that has been read, and its question."""
    return shapes.Item(
        id=each.pk,
        board=each.board_id,
        family=each.family,
        area=each.area,
        arrived_on=each.arrived_on,
        subject_kind=each.subject_kind,
        state=work.state,
        live=each.live,
        version=work.version,
        question=_question(question, token) if question is not None else None,
        withheld=withheld,
    )


def _question(asked: Question, token: Token) -> shapes.Question:
    words = token.texts and not asked.withheld
    return shapes.Question(
        rule_id=asked.rule_id,
        rule_version=asked.rule_version,
        title=_said(head_of(asked.run_id, asked.rule_id).title),
        text=shapes.Said(sv=asked.text_sv, en=asked.text_en) if words else None,
        from_date=asked.from_date,
        to_date=asked.to_date,
        amount=_money(asked.amount),
        in_favour=asked.in_favour,
        first_seen_on=asked.first_seen_on,
        withheld=asked.withheld,
    )


def case(each: Case, known: Mapping[str, CaseType], token: Token, *, item_seen: bool, withheld: bool) -> shapes.Case:
    """A case; the item it came from is named where the token sees it."""
    words = token.texts and not each.withheld
    return shapes.Case(
        id=each.pk,
        board=each.board_id,
        number=each.number,
        diary_number=each.diary_number,
        casetype=each.casetype,
        state=each.state,
        state_title=_state(known, each),
        trigger=each.trigger,
        purpose=each.purpose_id,
        opened_on=each.opened_on,
        entered_on=each.entered_on,
        deadline=each.deadline,
        ended_on=each.ended_on,
        item_id=each.item_id if item_seen else None,
        version=each.version,
        title=each.title if words else None,
        cause=each.cause if words else None,
        ground=each.ground if words else None,
        withheld=withheld or each.withheld,
    )


def _state(known: Mapping[str, CaseType], each: Case) -> shapes.Said:
    casetype = known.get(each.casetype)
    state = casetype.states.get(each.state) if casetype else None
    return _said(state.title) if state else shapes.Said(sv=each.state, en=each.state)


def event(done: Event, casetype: CaseType | None, token: Token) -> shapes.Event:
    """A step that was done; by whom is not told."""
    step = casetype.steps.get(done.step) if casetype else None
    words = token.texts and not done.withheld
    return shapes.Event(
        seq=done.seq,
        step=done.step,
        title=_said(step.title) if step else shapes.Said(sv=done.step, en=done.step),
        answer=done.answer,
        at=done.at,
        signed_by_two=done.second_id is not None,
        written=[str(line) for line in done.written] if words else None,
        withheld=done.withheld,
    )


def case_outcome(kept: Outcome, effects: Iterable[Effect]) -> shapes.Outcome:
    """What became of a case."""
    return shapes.Outcome(
        id=kept.pk,
        finding=kept.finding,
        cause=kept.cause or None,
        decided_on=kept.decided_on,
        minutes=None,
        diary_number="",
        effects=[_effect(each) for each in effects],
        by_machine=bool(kept.machine),
        at=kept.at,
    )


def _effect(each: Effect) -> shapes.Effect:
    return shapes.Effect(
        step=each.step, amount=_money(each.amount), monthly=_money(each.monthly), horizon=each.horizon, on=each.on
    )


def item_outcome(kept: ItemOutcome) -> shapes.Outcome:
    """What became of an item that was decided outside Pax."""
    return shapes.Outcome(
        id=kept.pk,
        finding=kept.finding,
        cause=kept.cause or None,
        decided_on=kept.decided_on,
        minutes=kept.minutes,
        diary_number=kept.diary_number,
        effects=[],
        by_machine=bool(kept.machine),
        at=kept.at,
    )


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def _said(text: Text) -> shapes.Said:
    return shapes.Said(sv=text.sv, en=text.en)
