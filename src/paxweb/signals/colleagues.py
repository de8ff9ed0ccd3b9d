"""Who else works behind a wall, and who of them may hold an item. Why somebody may not is told to nobody."""

from datetime import date

from paxweb.accounts.clearances.actions.absent import away
from paxweb.accounts.holding import actor_of, in_force
from paxweb.accounts.identity import acting
from paxweb.accounts.models import Clearance, User
from paxweb.accounts.roles import ACTS_OF
from paxweb.intake.models import Item

TAKES = tuple(role for role, acts in ACTS_OF.items() if "item.take" in acts)


def colleagues(board_id: str, today: date) -> list[tuple[int, str]]:
    """Everyone who reads for the board today, by name; whoever is away and whoever is kept from something too."""
    held = Clearance.objects.filter(in_force(today), label__board_id=board_id, role__in=TAKES, item_id=None)
    people = User.objects.filter(pk__in=held.values("user_id"), is_active=True)
    return sorted(people.values_list("id", "name"), key=lambda each: (each[1], each[0]))


def may_hold(user_id: int, item: Item, today: date) -> bool:
    """Whether somebody may read the item today and is here: inside the wall, not kept from it, not away."""
    user = User.objects.filter(id=user_id, is_active=True).first()
    if user is None or user_id in away(item.board_id, today):
        return False
    actor = actor_of(user, today, strong=True)
    with acting(user_id, today):
        sees = Item.objects.visible_to(actor).filter(id=item.id).exists()
    return sees and actor.may("item.take", item)
