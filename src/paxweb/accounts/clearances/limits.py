"""What no clearance may be: one's own, above one's own, without end. And who is told of what."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.accounts.binding import same_person
from paxweb.accounts.models import Board, Clearance, Label, Notice, Role, User
from paxweb.frame.clock import now, today

LONGEST = timedelta(days=366)
TWO_PEOPLE = frozenset({Role.ACCESS_OFFICER, Role.DPO})
"""Roles that watch the others: two people give them."""

NOT_YOURS = Text("Det kan du inte göra vid den nämnden.", "You cannot do that at that board.")
NOT_ONESELF = Text(
    "Ingen ger, bekräftar eller ändrar något åt sig själv.",
    "Nobody grants, confirms or changes anything for themselves.",
)


class NotAllowed(Exception):
    """The change is not made; `says` tells the one who asked why, without a person's value."""

    def __init__(self, says: Text) -> None:
        super().__init__(says.en)
        self.says = says


@dataclass(frozen=True, slots=True)
class Asked:
    """A clearance as somebody asks for it."""

    user: User
    label: Label
    role: Role
    from_date: date
    to_date: date
    reason: str
    diary_number: str = ""


def demand(actor: Actor, board_id: str, act: str) -> None:
    """Raise `NotAllowed` unless the actor may do this at this board today."""
    if not actor.may_at(board_id, act):
        raise NotAllowed(NOT_YOURS)


def demand_another(actor: Actor, *people: int | None) -> None:
    """Raise `NotAllowed` when the actor is one of these people, by whichever account."""
    if same_person(actor.id, *people):
        raise NotAllowed(NOT_ONESELF)


def demand_days(first: date, last: date) -> None:
    """Raise `NotAllowed` unless the days come in order, end in the future and span at most 366 days."""
    if last < first or last < today():
        raise NotAllowed(
            Text(
                "Sista dagen ska komma efter den första och inte ha varit.",
                "The last day must come after the first and not be past.",
            )
        )
    if last - first > LONGEST:
        raise NotAllowed(
            Text("En behörighet gäller högst ett år i taget.", "A clearance holds for at most a year at a time.")
        )


def demand_not_above(actor: Actor, asked: Asked) -> None:
    """Raise `NotAllowed` when the clearance would outlast the granter's own, or is a role that is given otherwise."""
    if asked.role is Role.PROTECTED_HANDLER:
        raise NotAllowed(
            Text("Den rollen ger en chef för ett enda ärende.", "A lead gives that role, for a single item.")
        )
    board = asked.label.board_id
    own = standing(Clearance.objects.filter(user_id=actor.id, role=Role.ACCESS_OFFICER, label__board_id=board))
    last = max((clearance.to_date for clearance in own), default=None)
    if last is None or asked.to_date > last:
        raise NotAllowed(
            Text(
                "Du kan inte ge något som gäller längre än din egen behörighet.",
                "You cannot grant what outlasts your own clearance.",
            )
        )


def standing(clearances: Iterable[Clearance]) -> list[Clearance]:
    """Those that hold today: within their days, not ended, and confirmed where they need it."""
    return [clearance for clearance in clearances if holds(clearance)]


def holds(clearance: Clearance) -> bool:
    """True today for one within its days, not ended, and confirmed; a first one also unconfirmed, for 7 days."""
    if clearance.ended_at is not None or not clearance.from_date <= today() <= clearance.to_date:
        return False
    if not clearance.needs_confirmation or clearance.confirmed_at is not None:
        return True
    return clearance.granted_by_id is None and now() < clearance.granted_at + timedelta(days=7)


def tell(
    kind: str,
    board: Board,
    roles: Iterable[Role],
    about: User | None,
    *,
    item: UUID | None = None,
    but: Collection[int] = (),
) -> int:
    """Leave a notice with everybody who holds one of these roles at the board today, `but` some; how many."""
    found = Clearance.objects.filter(label__board=board, role__in=list(roles)).select_related("label")
    people = {clearance.user_id for clearance in standing(found)} - set(but)
    return len(
        Notice.objects.bulk_create(
            Notice(user_id=person, kind=kind, about=about, board=board, item_id=item, made_at=now())
            for person in sorted(people)
        )
    )
