"""The whole answer to a question: one headline, the open gateways in a lawyer's order, the closed ones with reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pax.gateways.gateway import Gateway
from pax.gateways.judging import State, Verdict, judge, never_opens
from pax.gateways.question import Question
from pax.gateways.reasons import Because, Reason
from pax.gateways.words import Fact, label
from pax.vocabulary import Text


class Headline(StrEnum):
    """The answer in one word."""

    SHALL = "shall"  # a duty, and nothing left to do
    MAY = "may"
    AFTER = "after"  # once a weighing is written or a lawyer has answered
    IF = "if"  # only if a fact that nobody has answered for is true
    NO = "no"  # nothing but consent or a statute that names it
    NEVER = "never"


_HEADLINES = {
    Headline.SHALL: Text("Ja, ni ska lämna uppgiften", "Yes, you shall give it"),
    Headline.MAY: Text("Ja, ni får lämna uppgiften", "Yes, you may give it"),
    Headline.AFTER: Text("Ja, när detta är skrivet och avgjort", "Yes, once this is written and settled"),
    Headline.IF: Text("Bara om något mer är sant", "Only if something more is true"),
    Headline.NO: Text("Nej, inte som frågan står", "No, not as the question stands"),
    Headline.NEVER: Text("Nej, aldrig", "No, never"),
}


_OTHER_CHANNEL = Text("Nej, inte genom den kanalen", "No, not through that channel")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that would change the answer, and what it would open; `fact` when it is a fact to answer for."""

    says: Text
    opens: tuple[Gateway, ...]
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Every verdict: `usable` in the order a lawyer would try them, then `closed` in the order of the grounds."""

    question: Question
    usable: tuple[Verdict, ...]
    closed: tuple[Verdict, ...]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """All of them, the usable first."""
        return self.usable + self.closed

    @property
    def best(self) -> Verdict | None:
        """The one to try first, or None."""
        return self.usable[0] if self.usable else None

    @property
    def headline(self) -> Headline:
        """The answer in one word; last resorts (consent, a statute to be named) that lack their fact are a no."""
        if self.closed and never_opens(self.closed[0]):
            return Headline.NEVER
        ready = [verdict for verdict in self.usable if verdict.ready]
        if ready:
            first = ready[0]
            if first.state is State.OPEN_AFTER:
                return Headline.AFTER
            return Headline.SHALL if first.gateway.shall else Headline.MAY
        return Headline.IF if any(not verdict.gateway.last_resort for verdict in self.usable) else Headline.NO

    @property
    def headline_text(self) -> Text:
        """The headline in both languages; a protected person's no is about the channel, not about the matter."""
        if {reason.because for reason in self.because} == {Because.UNPROTECTED_CHANNEL}:
            return _OTHER_CHANNEL
        return _HEADLINES[self.headline]

    @property
    def because(self) -> tuple[Reason, ...]:
        """What closes every gateway at once (a door that no input opens, or something not the sender's to give)."""
        if self.usable or not self.closed:
            return ()
        common = set.intersection(*({reason for reason in verdict.because} for verdict in self.closed))
        return tuple(reason for reason in self.closed[0].because if reason in common)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What would change the answer: facts nobody has answered for, then what alone keeps a gateway closed."""
        opens: dict[tuple[Text, Fact | None], list[Gateway]] = {}
        for verdict in self.usable:
            for fact in verdict.missing:
                opens.setdefault((_if_true(fact), fact), []).append(verdict.gateway)
        for verdict in self.near:
            if len(verdict.because) == 1 and not never_opens(verdict):
                opens.setdefault((verdict.because[0].change, None), []).append(verdict.gateway)
        return tuple(Change(says, tuple(gateways), fact) for (says, fact), gateways in opens.items())

    @property
    def near(self) -> tuple[Verdict, ...]:
        """The closed ones that are about such a question at all."""
        return tuple(verdict for verdict in self.closed if verdict.near)

    @property
    def nothing_secret(self) -> bool:
        """True when no item lies under secrecy: then no gateway is needed against secrecy, only a lawful purpose."""
        return not self.question.secret


def _if_true(fact: Fact) -> Text:
    named = label(fact)
    return Text(f"Om detta är sant: {named.sv}", f"If this is true: {named.en}")


def answer(question: Question, gateways: Sequence[Gateway]) -> Answer:
    """Judge every gateway and put the usable ones in order: those with all facts first, then as the files say."""
    verdicts = judge(question, gateways)
    usable = [verdict for verdict in verdicts if verdict.state is not State.CLOSED]
    closed = tuple(verdict for verdict in verdicts if verdict.state is State.CLOSED)
    return Answer(
        question, tuple(sorted(usable, key=lambda verdict: (not verdict.ready, verdict.gateway.order))), closed
    )
