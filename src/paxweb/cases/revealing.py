"""What is withheld in a case: one field at a time for whoever was given it, and put back once protection has ended."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from pax.vocabulary import WrongUse
from paxweb.accounts.access import machine
from paxweb.accounts.keys import key_file, subject_key
from paxweb.cases import rooms
from paxweb.cases.models import Box, Case, Shielded
from paxweb.cases.shielding import HIDDEN, MACHINE
from paxweb.frame.clock import now
from paxweb.intake.sealing import opened, put_back
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.seal.boxes import KeyAway, sealing_key


@dataclass(frozen=True, slots=True)
class SealedField:
    """A field that may be asked for: of which box, of what kind of row."""

    sealed_id: UUID
    model: str
    field: str


def fields_of(case: Case) -> tuple[SealedField, ...]:
    """Every withheld field of a case, without a word of what is in it."""
    boxes = Box.objects.filter(case=case).order_by("model", "sealed_at", "row")
    return tuple(SealedField(box.pk, box.model, name) for box in boxes for name in box.fields)


def reveal(case: Case, sealed_id: UUID, field: str, *, by: int, purpose: str) -> object:
    """What stands in one withheld field of this case, with a line in the caller's transaction.

    None when the case has no such field. Raises `Shut` without the board's key. Nothing is kept of the value.
    """
    box = Box.objects.filter(pk=sealed_id, case=case).first()
    if box is None or field not in box.fields:
        return None
    write_change(
        Line(
            Kind.READ, "protected.reveal", user_id=by, board=case.board_id, purpose=purpose, items=(case.pk,),
            about=tuple(box.keys), detail={"model": box.model, "field": field, "box": str(box.pk)},
        )
    )  # fmt: skip
    return opened(reading_key(case), box.model, box.row, bytes(box.box))[field]


def may_be_lifted(case: Case) -> bool:
    """True when protection of somebody in the case has ended, by the newest run, and nobody has confirmed it yet."""
    return Shielded.objects.filter(case=case, lifted_at=None, ended_at__isnull=False).exists()


def lift(case: Case, by: int) -> int:
    """A person confirms that protection has ended: what was taken only because of those is put back. How many rows.

    Raises `WrongUse` when nobody's protection in the case has ended.
    """
    key = reading_key(case)
    tables = {model._meta.label: model for model in (*HIDDEN, *(kept.model for kept in rooms.kept()))}
    with transaction.atomic(), machine(MACHINE):
        held = Shielded.objects.filter(case=case, lifted_at=None)
        ended = sorted(held.exclude(ended_at=None).values_list("subject_key", flat=True))
        if not ended:
            raise WrongUse("nobody's protection has ended here", ask="you", then="wait for a run that says so")
        held.exclude(ended_at=None).update(lifted_at=now(), lifted_by=by)
        still = set(held.values_list("subject_key", flat=True))
        free = [box for box in Box.objects.filter(case=case) if not still & set(box.keys)]
        for box in free:
            put_back(tables[box.model], box.row, opened(key, box.model, box.row, bytes(box.box)))
            box.delete()
        write_change(
            Line(
                Kind.CHANGE, "protected.lift", user_id=by, board=case.board_id, items=(case.pk,), about=tuple(ended),
                detail={"rows": len(free)},
            )
        )  # fmt: skip
        case.refresh_from_db()
        rooms.changed(case)
    return len(free)


def reading_key(case: Case) -> bytes:
    """The key that boxes of a case are opened with. Raises `BoxUnopened` without the board's."""
    key = subject_key(case.board_id)
    if key is None:
        raise KeyAway(key_file(case.board_id))
    return sealing_key(key)
