""" "May I share this?", asked for one letter: the statute it names, the facts the writer states, today's law."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings

from pax import content, gateways
from pax.gateways import (
    Channel,
    Fact,
    Headline,
    Item,
    Kind,
    Purpose,
    Question,
    Receiver,
    Sender,
    Verdict,
    answer,
    usual_provision,
)
from pax.vocabulary import Protection, Text
from paxweb.signals.actions.refused import Reason

ASKED: Final = (Fact.ENTRY_WRONG, Fact.SPECIAL_REASONS, Fact.WEIGHED)
"""What the writer answers for: assumed wrong, reasons against, and that those were weighed in writing."""

SAYS: Final = {
    Fact.ENTRY_WRONG: Text(
        "Kan det antas att uppgiften i folkbokföringen är fel?",
        "May the entry in the population register be assumed wrong?",
    ),
    Fact.SPECIAL_REASONS: Text(
        "Talar särskilda skäl mot att underrätta, till exempel hot eller våld?",
        "Do special reasons speak against notifying, such as threats or violence?",
    ),
    Fact.WEIGHED: Text("Har ni vägt det och skrivit ned det?", "Have you weighed that and written it down?"),
}
NOT_YES = Reason(
    "not_yes",
    Text(
        "Guiden svarar inte ja. Därför skrivs ingen underrättelse. Läs skälen nedan.",
        "The guide does not say yes. So no notice is written. Read the reasons below.",
    ),
)
_YES = (Headline.SHALL, Headline.MAY)


@dataclass(frozen=True, slots=True)
class Asked:
    """The verdict on one statute, in the page's language; `kept` is what a letter keeps of it."""

    yes: bool
    headline: str
    cited: str
    confirmed: bool
    because: tuple[str, ...]
    first: tuple[str, ...]
    instead: str
    kept: Mapping[str, object]


def senders() -> tuple[tuple[str, Text], ...]:
    """Who may be said to send, for a board whose id is none of the guide's words."""
    return tuple((one.value, gateways.label(one)) for one in Sender)


def sender_of(board_id: str) -> Sender | None:
    """The guide's word for a board, when its id is one."""
    return Sender(board_id) if board_id in {one.value for one in Sender} else None


def ask(gateway: str, sender: Sender, facts: Mapping[Fact, bool], on: date, *, protected: bool, language: str) -> Asked:
    """Judge the statute. The question is about an address, to Skatteverket, on the board's own initiative."""
    item = Item(sender, Kind.ADDRESS, usual_provision(sender), Protection.MARKED if protected else Protection.NONE)
    question = Question(
        items=(item,),
        sender=sender,
        receiver=Receiver.SKATTEVERKET,
        purpose=Purpose.WRONG_ENTRY,
        on=on,
        asked=False,
        channel=Channel.PROTECTED if protected else Channel.OPEN,
        true=frozenset(fact for fact, said in facts.items() if said),
        false=frozenset(fact for fact, said in facts.items() if not said),
    )
    (one,) = (each for each in gateways.load(content.find(settings.PAX_CONTENT)) if each.id == gateway)
    found = answer(question, (one,))
    return _told(found.headline, found.headline_text, found.verdicts[0], question, facts, language)


def _told(
    headline: Headline, says: Text, verdict: Verdict, question: Question, facts: Mapping[Fact, bool], language: str
) -> Asked:
    kept = {
        "gateway": verdict.gateway.id,
        "headline": headline.value,
        "on": question.on.isoformat(),
        "sender": question.sender.value,
        "facts": {fact.value: said for fact, said in facts.items()},
    }
    return Asked(
        yes=headline in _YES,
        headline=says.said(language),
        cited=verdict.gateway.cited(language),
        confirmed=verdict.gateway.confirmed is not None,
        because=tuple(reason.says.said(language) for reason in verdict.because),
        first=tuple(first.says.said(language) for first in verdict.first),
        instead=verdict.gateway.if_closed.said(language),
        kept=kept,
    )


def again(kept: Mapping[str, object], on: date, *, protected: bool, language: str) -> Asked:
    """The verdict a letter was drafted on, asked once more as the law and the case stand now."""
    said = kept["facts"]
    facts = {Fact(name): bool(value) for name, value in said.items()} if isinstance(said, dict) else {}
    sender = Sender(str(kept["sender"]))
    return ask(str(kept["gateway"]), sender, facts, on, protected=protected, language=language)
