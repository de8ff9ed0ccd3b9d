"""Protection has ended: what was withheld comes back, once a person has confirmed it."""

from django.db import transaction

from pax.vocabulary import WrongUse
from paxweb.accounts.access import machine
from paxweb.accounts.keys import key_file, subject_key
from paxweb.frame.clock import now
from paxweb.intake.models import Item, Sealed, Withheld
from paxweb.intake.rooms import hidden_or_back, rooms
from paxweb.intake.sealing import HIDDEN, unseal_row
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.seal.boxes import KeyAway, sealing_key


def may_be_lifted(item: Item) -> bool:
    """True when protection of somebody in the item has ended, by the newest run, and nobody has confirmed it yet."""
    return Withheld.objects.filter(item=item, lifted_at=None, ended_at__isnull=False).exists()


def lift(item: Item, by: int) -> int:
    """A person confirms that protection has ended: what was taken only because of those is put back. How many rows.

    Raises `WrongUse` when nobody's protection in the item has ended.
    """
    key = subject_key(item.board_id)
    if key is None:
        raise KeyAway(key_file(item.board_id))
    tables = {model._meta.label: model for model in (*HIDDEN, *(room.model for room in rooms()))}
    with transaction.atomic(), machine("machine:intake"):
        held = Withheld.objects.filter(item=item, lifted_at=None)
        ended = sorted(held.exclude(ended_at=None).values_list("subject_key", flat=True))
        if not ended:
            raise WrongUse("nobody's protection has ended here", ask="you", then="wait for a run that says so")
        held.exclude(ended_at=None).update(lifted_at=now(), lifted_by=by)
        still = set(held.values_list("subject_key", flat=True))
        free = [one for one in Sealed.objects.filter(item=item) if not still & set(one.keys)]
        for sealed in free:
            unseal_row(sealed, tables[sealed.model], sealing_key(key))
        hidden_or_back(item.pk)
        write_change(
            Line(
                Kind.CHANGE, "protected.lift", user_id=by, board=item.board_id, items=(item.pk,), about=tuple(ended),
                detail={"rows": len(free)},
            )
        )  # fmt: skip
    return len(free)
