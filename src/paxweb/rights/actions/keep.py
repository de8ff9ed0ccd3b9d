"""Nothing of an item or case is deleted before a day; or that ends."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.limits import NotAllowed
from paxweb.frame.clock import now
from paxweb.rights.closing import draft_of
from paxweb.rights.limits import CHANGED, leave_line, must_may
from paxweb.rights.models import Hold, Record, Volume

LONGEST = timedelta(days=5 * 366)
_DAY = Text("Välj en dag från i morgon till fem år bort.", "Choose a day from tomorrow to five years away.")
_NO_SUCH = Text("Det finns inte här.", "There is no such thing here.")


def hold(actor: Actor, paper: Volume | Record, root: UUID, until: date, reason: str) -> Hold:
    """Hold an item or case that stands in a volume or is a record one may see. Raises `NotAllowed`."""
    must_may(actor, "retention.hold", paper)
    if not actor.today < until <= actor.today + LONGEST:
        raise NotAllowed(_DAY)
    if root not in _roots(paper):
        raise NotAllowed(_NO_SUCH)
    with transaction.atomic():
        made = Hold.objects.create(
            wall=paper.wall, team_only=paper.team_only, board=paper.board, root_id=root, reason=reason, until=until,
            by_id=actor.id, at=now(),
        )  # fmt: skip
        leave_line(actor, "retention.hold", paper.board_id, (root,), until=until.isoformat())
    return made


def end_hold(actor: Actor, held: Hold) -> None:
    """It may be deleted again."""
    must_may(actor, "retention.hold", held)
    with transaction.atomic():
        if not Hold.objects.filter(pk=held.pk, ended_at=None).update(ended_by_id=actor.id, ended_at=now()):
            raise NotAllowed(CHANGED)
        leave_line(actor, "retention.end_hold", held.board_id, (held.root_id,) if held.root_id else ())


def _roots(paper: Volume | Record) -> set[UUID]:
    if isinstance(paper, Record):
        return {paper.root_id} if paper.root_id else set()
    draft = draft_of(paper)
    return {UUID(line.root) for line in draft.lines if line.root}
