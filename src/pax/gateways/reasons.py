"""Why a gateway is closed: what stands in the way, the next step, and what would change the answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pax.gateways.gateway import Gateway
from pax.gateways.provisions import Provision
from pax.gateways.question import Question
from pax.gateways.words import Fact, Word, label
from pax.vocabulary import Text


class Because(StrEnum):
    """The kinds of reason. The first four hold for every gateway at once: no input opens them."""

    MIGRATION_CONTROL = "migration_control"
    WHOLE_LIST = "whole_list"
    UNPROTECTED_CHANNEL = "unprotected_channel"
    SAME_BOARD = "same_board"
    NOT_OURS = "not_ours"
    NOT_YET = "not_yet"
    NO_LONGER = "no_longer"
    SENDER = "sender"
    RECEIVER = "receiver"
    PURPOSE = "purpose"
    INITIATIVE = "initiative"
    KIND = "kind"
    EXCLUDED = "excluded"
    FACT_DENIED = "fact_denied"
    FACT_FORBIDS = "fact_forbids"
    WEIGHED_AGAINST = "weighed_against"
    PROTECTED_NEVER = "protected_never"


NEVER = frozenset({Because.MIGRATION_CONTROL, Because.WHOLE_LIST, Because.UNPROTECTED_CHANNEL})
"""The doors that no input opens."""

FAR = frozenset({Because.RECEIVER, Because.PURPOSE})
"""A gateway closed for one of these is about something else; nobody is advised to change the purpose."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One obstacle: what stands in the way, what to do next, what would change the answer."""

    because: Because
    says: Text
    next_step: Text
    change: Text


def _names(words: Iterable[Word]) -> Text:
    listed = sorted(words)
    return Text("; ".join(label(word).sv for word in listed), "; ".join(label(word).en for word in listed))


def migration_control() -> Reason:
    """Control of who may stay in the country: never."""
    return Reason(
        Because.MIGRATION_CONTROL,
        Text(
            "Den här guiden öppnar aldrig en väg för kontroll av vem som får vistas i landet.",
            "This guide never opens a way for the control of who may stay in the country.",
        ),
        Text(
            "Lämna inget. Begär mottagaren uppgiften med stöd av lag: låt kommunens jurist svara.",
            "Give nothing. If the receiver asks on the strength of a statute: let the municipality's lawyer answer.",
        ),
        Text("Inget i frågan kan ändra svaret.", "Nothing in the question can change the answer."),
    )


def whole_list() -> Reason:
    """Everybody in a register at once: never."""
    return Reason(
        Because.WHOLE_LIST,
        Text(
            "En lista över alla personer i ett register lämnas aldrig. Det vore att kartlägga utan orsak "
            "(regeringsformen 2 kap. 6 §).",
            "A list of every person in a register is never given. It would be mapping without cause "
            "(Instrument of Government 2:6).",
        ),
        Text(
            "Be mottagaren säga vilken person eller bostad saken gäller, och pröva den uppgiften för sig.",
            "Ask the receiver which person or dwelling it concerns, and try that item by itself.",
        ),
        Text("Om frågan gällde namngivna ärenden, ett i taget.", "If the question were about named cases, one by one."),
    )


def unprotected_channel() -> Reason:
    """A protected person through a channel anyone may read: never."""
    return Reason(
        Because.UNPROTECTED_CHANNEL,
        Text(
            "Personen har skyddade personuppgifter, och kanalen är inte skyddad.",
            "The person's data are protected, and the channel is not.",
        ),
        Text(
            "Stanna. Tala med den som handlägger skyddade personuppgifter, och använd en skyddad kanal.",
            "Stop. Speak with the one who handles protected persons, and use a protected channel.",
        ),
        Text("Om en skyddad kanal användes.", "If a protected channel were used."),
    )


def same_board() -> Reason:
    """The receiver is the sender's own board."""
    return Reason(
        Because.SAME_BOARD,
        Text(
            "Mottagaren är er egen nämnd: det är inget utlämnande.", "The receiver is your own board: nothing leaves."
        ),
        Text(
            "Låt bara den som behöver uppgiften för sitt arbete ta del av den.",
            "Let only those who need the item for their work see it.",
        ),
        Text("Om mottagaren vore en annan nämnd.", "If the receiver were another board."),
    )


def not_ours(question: Question) -> Reason:
    """An item is another board's."""
    held = _names({item.board for item in question.items if item.board is not question.sender})
    return Reason(
        Because.NOT_OURS,
        Text(f"Uppgiften hör till en annan verksamhet: {held.sv}.", f"The item is another operation's: {held.en}."),
        Text("Låt den verksamheten pröva frågan.", "Let that operation try the question."),
        Text(f"Om den lämnades av: {held.sv}.", f"If it were given by: {held.en}."),
    )


def not_yet(gateway: Gateway) -> Reason:
    """Before the ground's first day."""
    day = gateway.in_force.start.isoformat()
    return Reason(
        Because.NOT_YET,
        Text(f"Gäller först från {day}.", f"In force only from {day}."),
        Text("Pröva nästa grund, eller vänta.", "Try the next ground, or wait."),
        Text(f"Om det skedde {day} eller senare.", f"If it were done on {day} or later."),
    )


def no_longer(gateway: Gateway) -> Reason:
    """After the ground's last day."""
    day = gateway.in_force.end.isoformat() if gateway.in_force.end else ""
    return Reason(
        Because.NO_LONGER,
        Text(f"Gällde till och med {day}.", f"In force up to and including {day}."),
        Text("Ta reda på vad som gäller i stället.", "Find out what applies instead."),
        Text(f"Om det hade skett senast {day}.", f"If it had been done by {day}."),
    )


def _mismatch(because: Because, word: Word, covered: Iterable[Word], gateway: Gateway, sv: str, en: str) -> Reason:
    named, listed = label(word), _names(covered)
    return Reason(
        because,
        Text(f"{sv}: {named.sv}.", f"{en}: {named.en}."),
        gateway.if_closed,
        Text(f"Om det i stället vore: {listed.sv}.", f"If it were instead: {listed.en}."),
    )


def sender(gateway: Gateway, question: Question) -> Reason:
    """The ground is not for this sender."""
    return _mismatch(
        Because.SENDER, question.sender, gateway.senders, gateway, "Gäller inte för avsändaren", "Not for this sender"
    )


def receiver(gateway: Gateway, question: Question) -> Reason:
    """The ground does not reach this receiver."""
    sv, en = "Gäller inte mot mottagaren", "Does not reach this receiver"
    return _mismatch(Because.RECEIVER, question.receiver, gateway.receivers, gateway, sv, en)


def purpose(gateway: Gateway, question: Question) -> Reason:
    """The ground serves another purpose."""
    sv, en = "Är till för något annat än", "Serves something else than"
    return _mismatch(Because.PURPOSE, question.purpose, gateway.purposes, gateway, sv, en)


def kind(gateway: Gateway, question: Question) -> Reason:
    """The ground does not cover such information."""
    outside = min(item.kind for item in question.items if item.kind not in gateway.kinds)
    sv, en = "Omfattar inte", "Does not cover"
    return _mismatch(Because.KIND, outside, gateway.kinds, gateway, sv, en)


def initiative(question: Question) -> Reason:
    """Only on request, or only unasked."""
    if question.asked:
        return Reason(
            Because.INITIATIVE,
            Text(
                "Gäller när ni själva upptäcker något, inte som svar på en begäran.",
                "Holds when you yourselves find something, not as the answer to a request.",
            ),
            Text("Pröva en grund som gäller på begäran.", "Try a ground that answers a request."),
            Text("Om ni själva hade upptäckt det.", "If you yourselves had found it."),
        )
    return Reason(
        Because.INITIATIVE,
        Text("Gäller bara på begäran av mottagaren.", "Holds only when the receiver asks."),
        Text(
            "Lämna inget på eget initiativ. Invänta en skriftlig begäran.",
            "Give nothing unasked. Await a written request.",
        ),
        Text("Om mottagaren begärde uppgiften.", "If the receiver asked for it."),
    )


def excluded(gateway: Gateway, provision: Provision, by: Provision) -> Reason:
    """The item lies, or may lie, under secrecy that the statute leaves out."""
    held = Text(provision.said("sv"), provision.said("en"))
    return Reason(
        Because.EXCLUDED,
        Text(
            f"Uppgifter som omfattas av {held.sv} är undantagna ({by.said('sv')}).",
            f"Information under {held.en} is excluded ({by.said('en')}).",
        )
        if not by.everything
        else Text("Gäller bara uppgifter utan sekretess.", "Holds only for what is not secret."),
        gateway.if_closed,
        Text(
            f"Om uppgiften inte omfattades av {held.sv}.",
            f"If the item did not lie under {held.en}.",
        ),
    )


def fact_denied(gateway: Gateway, fact: Fact) -> Reason:
    """A fact the ground needs has been answered with no."""
    named = label(fact)
    return Reason(
        Because.FACT_DENIED,
        Text(f"Ni har svarat nej på: {named.sv}", f"You have answered no to: {named.en}"),
        gateway.if_closed,
        Text(f"Om detta vore sant: {named.sv}", f"If this were true: {named.en}"),
    )


def fact_forbids(gateway: Gateway, fact: Fact) -> Reason:
    """A fact that closes the ground is true."""
    named = label(fact)
    return Reason(
        Because.FACT_FORBIDS,
        Text(f"Det som stänger grunden: {named.sv}", f"What closes the ground: {named.en}"),
        gateway.if_closed,
        Text(f"Om detta inte vore sant: {named.sv}", f"If this were not true: {named.en}"),
    )


def weighed_against(gateway: Gateway) -> Reason:
    """The weighing came out for secrecy."""
    return Reason(
        Because.WEIGHED_AGAINST,
        Text("Avvägningen utföll till förmån för sekretessen.", "The weighing came out for secrecy."),
        gateway.if_closed,
        Text("Om nya omständigheter gav en annan avvägning.", "If new circumstances gave another weighing."),
    )


def protected_never() -> Reason:
    """The ground is never used about protected persons."""
    return Reason(
        Because.PROTECTED_NEVER,
        Text(
            "Används aldrig om personer med skyddade personuppgifter.",
            "Never used about persons with protected data.",
        ),
        Text(
            "Tala med den som handlägger skyddade personuppgifter.",
            "Speak with the one who handles protected persons.",
        ),
        Text("Om uppgifterna om den personen togs bort.", "If what concerns that person were taken out."),
    )
