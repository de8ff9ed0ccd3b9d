"""What the actions share: what may be done, and the line each leaves."""

from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import PermissionDenied

from pax.vocabulary import Text
from paxweb.accounts.access import Actor, machine
from paxweb.accounts.binding import same_person
from paxweb.accounts.clearances.limits import NOT_ONESELF, NotAllowed
from paxweb.accounts.models import Declared, StaffKey, Wall
from paxweb.accounts.walls import wall_of
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.rights.models import Paper

CHANGED = Text(
    "Någon har ändrat detta sedan du öppnade sidan. Inget har sparats. Läs det som står nu.",
    "Somebody has changed this since you opened the page. Nothing was saved. Read what stands here now.",
)
TOO_CLOSE = Text(
    "Du kan inte handlägga det här. Lämna det till en kollega.", "You cannot handle this. Leave it to a colleague."
)
ANOTHER = Text(
    "Den som skriver under ska vara någon annan än den som föreslog.",
    "Whoever signs must be somebody else than whoever proposed it.",
)


def must_may(actor: Actor, act: str, paper: Paper) -> None:
    """The door has asked already; an action asks once more, so that no other way in skips it."""
    if not actor.may(act, paper):
        raise PermissionDenied


def must_be_another(actor: Actor, *people: int | None) -> None:
    """Raise `NotAllowed` when the actor is one of these people, by whichever account."""
    if same_person(actor.id, *people):
        raise NotAllowed(ANOTHER)


def must_not_be_close(actor: Actor, board_id: str, keys: Collection[str]) -> None:
    """Raise `NotAllowed` for a request about oneself, or about somebody one has declared to be close to."""
    own = StaffKey.objects.filter(user_id=actor.id, board_id=board_id, key__in=list(keys))
    declared = Declared.objects.filter(user_id=actor.id, subject_key__in=list(keys), withdrawn_at=None)
    if own.exists():
        raise NotAllowed(NOT_ONESELF)
    if declared.exists():
        raise NotAllowed(TOO_CLOSE)


def open_wall(board_id: str) -> Wall:
    """The board's wall for what lies under no provision; made, the first time, by the machine that makes walls."""
    with machine("machine:intake"):
        return wall_of(board_id, [])


def leave_line(
    actor: Actor, act: str, board_id: str, items: tuple[UUID, ...], about: Collection[str] = (), **detail: object
) -> None:
    """The one line of a change."""
    write_change(
        Line(
            kind=Kind.CHANGE, act=act, user_id=actor.id, board=board_id, items=items,
            purpose=actor.purpose.id if actor.purpose else "", about=tuple(sorted(set(about))), detail=detail,
        )
    )  # fmt: skip
