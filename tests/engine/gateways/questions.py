"""Questions for the tests: the shipped grounds, a plain question, and hypothesis strategies for any question at all."""

from datetime import date, timedelta
from functools import cache

from hypothesis import strategies as st

from pax import content, gateways
from pax.gateways import Channel, Fact, Gateway, Item, Kind, Provision, Purpose, Question, Receiver, Sender
from pax.vocabulary import Protection

TODAY = date(2026, 11, 23)
PROVISIONS = (
    "none", "unknown", "OSL 15:1", "OSL 17:1", "OSL 20:1", "OSL 21:7", "OSL 22:1", "OSL 23 kap.", "OSL 23:2",
    "OSL 24:2 a", "OSL 24:8", "OSL 25:1", "OSL 25:8", "OSL 25:8 a", "OSL 25:15", "OSL 26 kap.", "OSL 26:1", "OSL 26:6",
    "OSL 26:7", "OSL 29:1", "OSL 31:1", "OSL 31:1 first paragraph", "OSL 31:1 second paragraph", "OSL 31:12",
    "OSL 31:16", "OSL 33:2", "OSL 33:4", "OSL 33:4 a", "OSL 36:3", "OSL 40:2", "OSL 40:5", "OSL 41:1", "OSL 44:1",
)  # fmt: skip


@cache
def grounds() -> tuple[Gateway, ...]:
    """The shipped gateways."""
    return gateways.load(content.find())


def ground(name: str) -> Gateway:
    """One of them by id."""
    return next(gateway for gateway in grounds() if gateway.id == name)


def item(sender: Sender = Sender.SOCIAL_SERVICES, kind: Kind = Kind.CONTACT, provision: str = "OSL 26:1") -> Item:
    """An item about Dana, whose data are not protected."""
    return Item(sender, kind, Provision.parse(provision))


def items(sender: Sender | None = None) -> st.SearchStrategy[Item]:
    """Any item; of that sender when one is given."""
    return st.builds(
        Item,
        st.sampled_from(Sender) if sender is None else st.just(sender),
        st.sampled_from(Kind),
        st.sampled_from(PROVISIONS).map(Provision.parse),
        st.sampled_from(Protection),
    )


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Any question at all: most items are the sender's own, since others close every gateway."""
    sender = draw(st.sampled_from(Sender))
    held = draw(st.lists(items(sender), min_size=1, max_size=3)) + draw(st.lists(items(), max_size=1))
    answers = draw(st.dictionaries(st.sampled_from(Fact), st.booleans()))
    return Question(
        items=tuple(held),
        sender=sender,
        receiver=draw(st.sampled_from(Receiver)),
        purpose=draw(st.sampled_from(Purpose)),
        on=TODAY + timedelta(days=draw(st.integers(-3650, 400))),
        asked=draw(st.booleans()),
        channel=draw(st.sampled_from(Channel)),
        true=frozenset(fact for fact, so in answers.items() if so),
        false=frozenset(fact for fact, so in answers.items() if not so),
    )
