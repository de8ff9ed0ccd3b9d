"""The verdict: for every gateway, open, open after something, or closed because of something."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pax.gateways import reasons
from pax.gateways.gateway import Gateway, ProtectedPersons, TestKind
from pax.gateways.question import Channel, Question
from pax.gateways.reasons import NEVER, Reason
from pax.gateways.words import Fact, Kind, Purpose, Receiver, Sender, label
from pax.vocabulary import Text


class State(StrEnum):
    """How a gateway stands to a question."""

    OPEN = "open"
    OPEN_AFTER = "open_after"
    CLOSED = "closed"


class Step(StrEnum):
    """What must be done before an open gateway is used."""

    ESTABLISH = "establish"
    WEIGH = "weigh"
    LAWYER = "lawyer"
    PROTECTED = "protected"


@dataclass(frozen=True, slots=True)
class First:
    """One thing to do first: establish a fact, write a weighing, ask a lawyer, or mind a protected person."""

    step: Step
    says: Text
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """One gateway's answer. Closed: `because` says why. Otherwise `first` says what must be done before."""

    gateway: Gateway
    because: tuple[Reason, ...]
    first: tuple[First, ...]

    @property
    def state(self) -> State:
        """Open, open after, or closed."""
        if self.because:
            return State.CLOSED
        return State.OPEN_AFTER if self.first else State.OPEN

    @property
    def missing(self) -> tuple[Fact, ...]:
        """The facts nobody has answered for yet."""
        return tuple(first.fact for first in self.first if first.fact is not None)

    @property
    def ready(self) -> bool:
        """True when every fact is there; what is left is to weigh, or to ask."""
        return not self.because and not self.missing

    @property
    def may_send(self) -> bool:
        """True only when nothing is left to do and a named lawyer has confirmed the ground; else guide and draft."""
        return self.state is State.OPEN and self.gateway.confirmed is not None

    @property
    def near(self) -> bool:
        """True unless the gateway is about other receivers or purposes than the question."""
        return not any(reason.because in reasons.FAR for reason in self.because)


def judge(question: Question, gateways: Sequence[Gateway]) -> tuple[Verdict, ...]:
    """Every gateway's verdict, in the order of the gateways. Obstacles only add up: an item more never opens one."""
    everywhere = tuple(_everywhere(question))
    return tuple(_verdict(question, gateway, everywhere) for gateway in gateways)


def _verdict(question: Question, gateway: Gateway, everywhere: tuple[Reason, ...]) -> Verdict:
    because = everywhere + tuple(_obstacles(question, gateway))
    return Verdict(gateway, because, () if because else tuple(_firsts(question, gateway)))


def _everywhere(question: Question) -> Iterator[Reason]:
    """What closes every gateway at once: the doors no input opens, and what is not the sender's to give."""
    if question.purpose is Purpose.MIGRATION_CONTROL:
        yield reasons.migration_control()
    if any(item.kind is Kind.WHOLE_LIST for item in question.items):
        yield reasons.whole_list()
    if question.protected and question.channel is not Channel.PROTECTED:
        yield reasons.unprotected_channel()
    if question.sender is Sender.SOCIAL_SERVICES and question.receiver is Receiver.OWN_SOCIAL:
        yield reasons.same_board()
    if any(item.board is not question.sender for item in question.items):
        yield reasons.not_ours(question)


def _obstacles(question: Question, gateway: Gateway) -> Iterator[Reason]:
    for obstacle in (_dates, _parties, _contents, _exclusions, _facts, _protection):
        yield from obstacle(question, gateway)


def _dates(question: Question, gateway: Gateway) -> Iterator[Reason]:
    if question.on < gateway.in_force.start:
        yield reasons.not_yet(gateway)
    elif not gateway.in_force.covers(question.on):
        yield reasons.no_longer(gateway)


def _parties(question: Question, gateway: Gateway) -> Iterator[Reason]:
    if question.sender not in gateway.senders:
        yield reasons.sender(gateway, question)
    if question.receiver not in gateway.receivers:
        yield reasons.receiver(gateway, question)
    elif question.receiver not in gateway.reaches(question.asked):
        yield reasons.initiative(question)


def _contents(question: Question, gateway: Gateway) -> Iterator[Reason]:
    if question.purpose not in gateway.purposes:
        yield reasons.purpose(gateway, question)
    if any(item.kind not in gateway.kinds for item in question.items):
        yield reasons.kind(gateway, question)


def _exclusions(question: Question, gateway: Gateway) -> Iterator[Reason]:
    for provision in dict.fromkeys(item.provision for item in question.items):
        by = next((span for span in gateway.excluded if span.overlaps(provision)), None)
        if by is not None:
            yield reasons.excluded(gateway, provision, by)


def _facts(question: Question, gateway: Gateway) -> Iterator[Reason]:
    for fact in gateway.requires:
        if fact in question.false:
            yield reasons.fact_denied(gateway, fact)
    for fact in gateway.forbids:
        if fact in question.true:
            yield reasons.fact_forbids(gateway, fact)
    if _weighs(question, gateway) and Fact.WEIGHED in question.false:
        yield reasons.weighed_against(gateway)


def _protection(question: Question, gateway: Gateway) -> Iterator[Reason]:
    if question.protected and gateway.protected_persons is ProtectedPersons.NEVER:
        yield reasons.protected_never()


def _weighs(question: Question, gateway: Gateway) -> bool:
    return gateway.test.kind is not TestKind.NONE and (question.secret or gateway.test.public_too)


def _firsts(question: Question, gateway: Gateway) -> Iterator[First]:
    for fact in gateway.requires:
        if fact not in question.true:
            yield First(Step.ESTABLISH, label(fact), fact)
    for unsure in gateway.unsure:
        if unsure.concerns(question.sender, question.receiver):
            yield First(Step.LAWYER, unsure.says)
    if question.protected:
        yield First(Step.PROTECTED, _PROTECTED)
    if _weighs(question, gateway) and Fact.WEIGHED not in question.true:
        yield First(Step.WEIGH, gateway.test.says)


_PROTECTED = Text(
    "Personen har skyddade personuppgifter: låt den som handlägger sådana ta bort allt som inte behövs.",
    "The person's data are protected: let the one who handles such persons take out all that is not needed.",
)


def never_opens(verdict: Verdict) -> bool:
    """True when one of the doors that no input opens stands in the way."""
    return any(reason.because in NEVER for reason in verdict.because)
