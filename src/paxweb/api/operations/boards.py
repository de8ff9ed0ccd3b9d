"""The boards a token reads."""

from django.http import HttpRequest

from paxweb.accounts.models import Board
from paxweb.api import shapes
from paxweb.api.doors import actor_in, machine_door
from paxweb.api.operations.asked import READING, router


@router.get(
    "/boards",
    response={200: shapes.Boards, **READING},
    tags=["boards"],
    operation_id="boards",
    summary="The boards one reads",
)
@machine_door(act="item.list")
def boards(request: HttpRequest) -> shapes.Boards:
    """The token's board. One token reads one board."""
    found = Board.objects.filter(pk__in=list(actor_in(request).boards)).order_by("pk")
    return shapes.Boards(boards=[shapes.Board(id=each.pk, name=each.name) for each in found])
