"""The four steps of a question, each a page of links: who you are, what it is, whom to, why and whether they asked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pax.gateways import AUTHORITIES, Gateway, Kind, Purpose, Receiver, Sender, label
from pax.vocabulary import Text
from paxweb.guide.asked import Asked
from paxweb.guide.examples import RECEIVER_GROUPS


@dataclass(frozen=True, slots=True)
class Choice:
    """One link: what it says and the address it leads to."""

    says: Text
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """Choices under a heading; no heading when there is one group. `folded` ones are seldom wanted."""

    heading: Text | None
    choices: tuple[Choice, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its number of four, its question, its choices."""

    number: int
    asks: Text
    hint: Text
    groups: tuple[Group, ...]


def next_step(asked: Asked, grounds: Sequence[Gateway]) -> Step | None:
    """The first unanswered step, or None when the question is whole."""
    if asked.sender is None:
        return _plain(1, _WHO, "sender", Sender, asked)
    if asked.kind is None:
        return _plain(2, _WHAT, "kind", Kind, asked)
    if asked.receiver is None:
        groups = (Group(heading, _choices(asked, "receiver", words)) for heading, words in RECEIVER_GROUPS)
        return Step(3, *_WHOM, tuple(groups))
    return None if asked.purpose else Step(4, *_WHY, tuple(_purposes(asked, asked.receiver, grounds)))


_WHO = (
    Text("Vem är du?", "Who are you?"),
    Text("Den verksamhet som har uppgiften i dag.", "The operation that holds the information today."),
)
_WHAT = (
    Text("Vad är det för uppgift?", "What is it?"),
    Text(
        "Välj det minsta som behövs. En hel akt behövs nästan aldrig.",
        "Choose the least that is needed. A whole file hardly ever is.",
    ),
)
_WHOM = (
    Text("Vem skulle få den?", "Who would get it?"),
    Text(
        "Varje nämnd och bolag är en egen myndighet: sekretessen gäller också mellan dem.",
        "Each board and company is an authority of its own: secrecy holds between them too.",
    ),
)
_WHY = (
    Text("Har de frågat, och vad ska uppgiften användas till?", "Have they asked, and what is it for?"),
    Text(
        "En del gäller bara på begäran, annat bara när ni själva upptäcker något.",
        "Some holds only on request, some only when you yourselves find something.",
    ),
)


def _plain(
    number: int, texts: tuple[Text, Text], name: str, words: Iterable[Sender] | Iterable[Kind], asked: Asked
) -> Step:
    return Step(number, *texts, (Group(None, _choices(asked, name, words)),))


def _choices(asked: Asked, name: str, words: Iterable[Sender | Kind | Receiver]) -> tuple[Choice, ...]:
    return tuple(Choice(label(word), asked.address(**{name: word.value})) for word in words)


_GENERAL = frozenset({Purpose.RECEIVERS_TASK, Purpose.OWN_TASK})
"""What may be so towards anyone; offered beside what some ground of its own serves."""


def _served(receiver: Receiver, by_request: bool, grounds: Sequence[Gateway]) -> frozenset[Purpose]:
    """The purposes that a ground made for few receivers or few purposes serves towards this one."""
    reaching = (ground for ground in grounds if receiver in ground.reaches(by_request) and not ground.last_resort)
    served = frozenset[Purpose]().union(*(g.purposes for g in reaching if len(g.receivers) <= _FEW_RECEIVERS))
    general = Purpose.RECEIVERS_TASK if by_request else Purpose.OWN_TASK
    return (served - _GENERAL) | ({general} if receiver in AUTHORITIES else frozenset())


_FEW_RECEIVERS = (
    14  # the widest ground of its own, act 2024:307, has thirteen; the general clauses reach every authority
)


def _purposes(asked: Asked, receiver: Receiver, grounds: Sequence[Gateway]) -> Iterator[Group]:
    """What is likely towards the receiver, asked and unasked; every other purpose folded below."""
    shown = set()
    for heading, by_request in (
        (Text("Mottagaren frågar oss", "The receiver asks us"), True),
        (Text("Vi vill berätta självmant", "We want to tell unasked"), False),
    ):
        served = _served(receiver, by_request, grounds)
        shown |= {(purpose, by_request) for purpose in served}
        if served:
            yield Group(heading, tuple(_why(asked, purpose, by_request) for purpose in Purpose if purpose in served))
    rest = [(purpose, so) for so in (True, False) for purpose in Purpose if (purpose, so) not in shown]
    choices = tuple(_why(asked, purpose, so, spelt_out=True) for purpose, so in rest)
    yield Group(Text("Något annat", "Something else"), choices, folded=True)


def _why(asked: Asked, purpose: Purpose, by_request: bool, spelt_out: bool = False) -> Choice:
    named = label(purpose)
    address = asked.address(purpose=purpose.value, asked="1" if by_request else None)
    if spelt_out:
        sv, en = ("på begäran", "asked") if by_request else ("självmant", "unasked")
        named = Text(f"{named.sv} ({sv})", f"{named.en} ({en})")
    return Choice(named, address)
