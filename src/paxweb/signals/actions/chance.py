"""What nobody at a desk can foresee, by a keyed hash: which cleared items somebody else reads again, a tenth of them;
and from where the changes of an item are counted."""

from uuid import UUID

from django.utils.crypto import salted_hmac

from paxweb.accounts.access import Actor
from paxweb.frame.clock import now
from paxweb.intake.models import Item
from paxweb.signals.models import SecondReading

ONE_IN = 10
_LEAST, _MANY = 100_000_000, 900_000_000


def begins_at(item_id: UUID) -> int:
    """The number from which an item's changes are counted: nine digits.

    The count stands in the forms of the list. From nought it would tell an item that is to be read again, or is asked
    anew, from one that nobody has read; and no draw is asked anew.
    """
    digest = salted_hmac("pax.signals.version", str(item_id), algorithm="sha256").digest()
    return _LEAST + int.from_bytes(digest[:8], "big") % _MANY


def is_chosen(item_id: UUID, user_id: int, one_in: int = ONE_IN) -> bool:
    """Whether what this person cleared is read again: the same answer each time, one in `one_in` of all."""
    digest = salted_hmac("pax.signals.second", f"{item_id}|{user_id}", algorithm="sha256").digest()
    return int.from_bytes(digest[:8], "big") % one_in == 0


def read_again(actor: Actor, item: Item) -> None:
    """If chance has it, put a cleared item back into the list for another; inside the caller's transaction."""
    if is_chosen(item.id, actor.id):
        SecondReading.objects.get_or_create(item_id=item.id, defaults={"first_user_id": actor.id, "chosen_at": now()})
