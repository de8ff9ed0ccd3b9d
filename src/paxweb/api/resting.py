"""Which of somebody's clearances a machine may rest on, and what it lacks."""

from collections.abc import Collection
from datetime import date

from pax.vocabulary import Text
from paxweb.accounts.clearances.limits import NotAllowed
from paxweb.accounts.holding import counting
from paxweb.accounts.models import Clearance, Role, User
from paxweb.accounts.roles import ACTS_OF, INSIDE
from paxweb.api.models import Purpose, Token
from paxweb.api.tokens import POSTS

LACKING = Text(
    "Den som ska ansvara har inte de behörigheterna vid nämnden i dag.",
    "Whoever is to answer for it does not hold those clearances at the board today.",
)
ONLY_FIGURES = Text(
    "För uppföljning läser en maskin varken fritext eller lämnar utfall.",
    "For follow-up a machine neither reads free text nor posts outcomes.",
)


def may_rest_on(owner: User, board_id: str, provisions: Collection[str], today: date) -> list[Clearance]:
    """The owner's clearances that open these provisions' walls at a board today: all of what the machine can have."""
    held = counting(owner.pk, today).filter(label__board_id=board_id, label__provision__in=list(provisions))
    return list(held.filter(item_id=None, role__in=[role.value for role in INSIDE]))


def demand_rests(token: Token, today: date) -> list[Clearance]:
    """What the token will rest on. Raises `NotAllowed` where its owner lacks any of it, or its purpose forbids it."""
    if token.purpose == Purpose.FOLLOW_UP and (token.texts or token.outcomes):
        raise NotAllowed(ONLY_FIGURES)
    found = may_rest_on(token.owner, token.board_id, token.provisions, today)
    held = {each.label.provision for each in found}
    posts = all(
        any(ACTS_OF[Role(each.role)] >= POSTS for each in found if each.label.provision == provision)
        for provision in token.provisions
    )
    if not token.provisions or held != set(token.provisions) or (token.outcomes and not posts):
        raise NotAllowed(LACKING)
    return found
