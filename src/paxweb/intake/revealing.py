"""One withheld field at a time, for whoever a lead has given the case. The page around it decides who that is."""

from dataclasses import dataclass
from uuid import UUID

from paxweb.accounts.keys import key_file, subject_key
from paxweb.intake.models import Item, Sealed
from paxweb.intake.sealing import values_of
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.seal.boxes import KeyAway, sealing_key


@dataclass(frozen=True, slots=True)
class SealedField:
    """A field that may be asked for: of which box, of what kind of row."""

    sealed_id: UUID
    model: str
    field: str


def fields_of(item: Item) -> tuple[SealedField, ...]:
    """Every withheld field of an item, without a word of what is in it."""
    boxes = Sealed.objects.filter(item=item).order_by("model", "sealed_at", "row")
    return tuple(SealedField(box.pk, box.model, name) for box in boxes for name in box.fields)


def reveal(item: Item, sealed_id: UUID, field: str, *, by: int, purpose: str) -> object:
    """What stands in one withheld field of this item, with a line in the caller's transaction.

    None when the item has no such field. Raises `Shut` without the board's key. Nothing is kept of the value.
    """
    box = Sealed.objects.filter(pk=sealed_id, item=item).first()
    if box is None or field not in box.fields:
        return None
    key = subject_key(item.board_id)
    if key is None:
        raise KeyAway(key_file(item.board_id))
    write_change(
        Line(
            Kind.READ, "protected.reveal", user_id=by, board=item.board_id, purpose=purpose, items=(item.pk,),
            about=tuple(box.keys), detail={"model": box.model, "field": field, "box": str(box.pk)},
        )
    )  # fmt: skip
    return values_of(box, sealing_key(key))[field]
