"""What search does when something below changes: the words of what changed are made anew."""

from collections.abc import Collection
from uuid import UUID

from paxweb.cases.models import Case
from paxweb.cases.rooms import after_change as after_case
from paxweb.desk.jobs import lay_stale
from paxweb.desk.laying import lay_case, lay_items
from paxweb.desk.models import ItemWord
from paxweb.intake.carrying import Follower, Ids, Turn, follow
from paxweb.intake.models import Item
from paxweb.intake.rooms import after_hiding
from paxweb.signals.rooms import after_change as after_item

WORDLESS = frozenset({"item.take", "item.give_back", "item.assign", "protected.grant"})
"""Acts that change no text of an item."""


def make_ready() -> None:
    """Register with the rooms below."""
    after_item(_item)
    after_case(_case)
    after_hiding(_hidden)
    follow(Follower(open_items=_none, unread=_none, carry=_carry))


def _item(act: str, items: Collection[UUID]) -> None:
    if act not in WORDLESS:
        lay_items(items)


def _case(case: Case) -> None:
    lay_case(case.pk)


def _hidden(item: UUID) -> None:
    lay_items([item])


def _none(board_id: str) -> Ids:
    return Item.objects.none().values_list("pk", flat=True)


def _carry(turn: Turn) -> None:
    """Words of the run before are met by nobody from now on; the job makes them anew, in steps."""
    if ItemWord.objects.filter(item__board=turn.run.board_id).exists():
        lay_stale.enqueue(turn.run.board_id)
