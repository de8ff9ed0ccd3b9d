"""The lead changes how many items of a family the board reads in a week, from the next list on."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from paxweb.accounts.access import Actor
from paxweb.frame.clock import now
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.signals.models import Capacity


def change_capacity(actor: Actor, board_id: str, family: str, weekly: int) -> None:
    """Set the figure. The list that is drawn already stays as it is."""
    if not actor.may_at(board_id, "lead.capacity"):
        raise PermissionDenied
    with transaction.atomic():
        Capacity.objects.update_or_create(
            board_id=board_id,
            family=family,
            defaults={"weekly": weekly, "changed_by_id": actor.id, "changed_at": now()},
        )
        write_change(
            Line(
                kind=Kind.CHANGE, act="lead.capacity", user_id=actor.id, board=board_id,
                detail={"family": family, "weekly": weekly},
            )
        )  # fmt: skip
