"""Which cleared items somebody else reads again: a tenth, by a keyed hash nobody at a desk can foresee."""

from uuid import UUID

from django.utils.crypto import salted_hmac

from paxweb.accounts.access import Actor
from paxweb.frame.clock import now
from paxweb.intake.models import Item
from paxweb.signals.models import SecondReading

ONE_IN = 10


def is_chosen(item_id: UUID, user_id: int, one_in: int = ONE_IN) -> bool:
    """Whether what this person cleared is read again: the same answer each time, one in `one_in` of all."""
    digest = salted_hmac("pax.signals.second", f"{item_id}|{user_id}", algorithm="sha256").digest()
    return int.from_bytes(digest[:8], "big") % one_in == 0


def read_again(actor: Actor, item: Item) -> None:
    """If chance has it, put a cleared item back into the list for another; inside the caller's transaction."""
    if is_chosen(item.id, actor.id):
        SecondReading.objects.get_or_create(item_id=item.id, defaults={"first_user_id": actor.id, "chosen_at": now()})
