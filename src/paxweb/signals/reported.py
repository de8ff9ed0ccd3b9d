"""What became of items decided outside Pax, for `outcomes.csv`. Where an item became a case, the case tells."""

from collections.abc import Collection, Mapping
from uuid import UUID

from paxweb.signals.endings import Ending, tell
from paxweb.signals.models import Outcome


def make_ready() -> None:
    """Tell first, so that rooms above are heard after this one."""
    tell(_endings)


def _endings(items: Collection[UUID]) -> Mapping[UUID, Ending]:
    """Item → its newest outcome. Runs as a machine."""
    kept = Outcome.objects.filter(item_id__in=list(items)).order_by("pk")
    return {each.item_id: Ending(each.finding, each.cause, each.decided_on, each.minutes or 0) for each in kept}
