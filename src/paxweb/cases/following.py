"""What cases do when a run comes into force, and when somebody's key is bound or they say whom they stand close to."""

from paxweb.accounts.access import machine
from paxweb.accounts.binding import when_bound
from paxweb.accounts.clearances.actions.declare import when_declared, when_ended
from paxweb.accounts.clearances.leading import leads
from paxweb.cases.actions.telling import KIND, where
from paxweb.cases.beside import of_item
from paxweb.cases.endings import endings_of
from paxweb.cases.keeping_away import keep_away, keep_away_by_run, let_go
from paxweb.cases.models import Case
from paxweb.cases.shielding import mark_ended, shield_board
from paxweb.intake.carrying import Follower, Ids, Turn, follow
from paxweb.intake.models import Item
from paxweb.intake.rooms import when_withheld
from paxweb.signals.endings import tell
from paxweb.signals.rooms import beside


def open_items(board_id: str) -> Ids:
    """Items of a board that have an open case: they stay when a run no longer asks."""
    going = Case.objects.filter(board=board_id, ended_on__isnull=True, item__isnull=False)
    return going.values_list("item_id", flat=True)


def unread(board_id: str) -> Ids:
    """None: a case is never opened from something unread."""
    return Item.objects.none().values_list("pk", flat=True)


def carry(turn: Turn) -> None:
    """Keep people away from what the new run says is close to them; mark protection that has ended.

    Inside the turn's transaction, as the machine: also where it is told by somebody who reads an item that waited.
    """
    with machine("machine:intake"):
        keep_away_by_run(turn.run)
        mark_ended(turn.run)


def make_ready() -> None:
    """Register with the rooms below."""
    follow(Follower(open_items=open_items, unread=unread, carry=carry))
    when_bound(keep_away)
    when_declared(keep_away)
    when_ended(let_go)
    when_withheld(shield_board)
    tell(endings_of)
    beside(of_item)
    leads(KIND, where)
