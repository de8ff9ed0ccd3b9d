"""Who must be told of a correction: everybody the wrong value was given to (GDPR 19). A machine lists them."""

from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from paxweb.accounts.access import machine
from paxweb.cases.models import Case, Party
from paxweb.intake.models import Evidence, Item, SheetRow, Subject
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.rights.models import Correction, Told
from paxweb.rights.places import place_of
from paxweb.rights.receivers import receivers_of

MACHINE: Final = "machine:rights"


def list_receivers(correction_id: UUID) -> int:
    """Write down each receiver once; how many are new. May be run again."""
    with machine(MACHINE), transaction.atomic():
        correction = Correction.objects.get(pk=correction_id)
        known = set(Told.objects.filter(correction=correction).values_list("how", "receiver", "given_on"))
        reached = receivers_of(correction.board_id, roots_of(correction))
        new = [each for each in reached if (each.how, each.receiver[:200], each.on) not in known]
        Told.objects.bulk_create(
            Told(correction=correction, how=each.how, receiver=each.receiver[:200], given_on=each.on) for each in new
        )
        write_change(
            Line(
                Kind.MACHINE, "rights.reach", machine=MACHINE, board=correction.board_id, items=(correction.pk,),
                detail={"receivers": len(new)},
            )
        )  # fmt: skip
    return len(new)


def roots_of(correction: Correction) -> set[UUID]:
    """Items and cases where the value stands, as far as a wall of the same kind holds them."""
    roots = {correction.root_id} if correction.root_id else set()
    board, place = correction.board_id, correction.place
    if place.startswith("subject:"):
        key = place.removeprefix("subject:")
        roots |= set(Subject.objects.filter(item__board=board, subject_key=key).values_list("item_id", flat=True))
        roots |= set(Party.objects.filter(case__board=board, subject_key=key).values_list("case_id", flat=True))
    roots |= _rows(correction)
    items = set(Item.objects.filter(pk__in=roots).values_list("pk", flat=True))
    return roots | set(Case.objects.filter(Q(item__in=items) | Q(pk__in=roots)).values_list("pk", flat=True))


def _rows(correction: Correction) -> set[UUID]:
    """Items in which the same register row stands."""
    if not correction.place.startswith("row:") or correction.root_id is None:
        return set()
    found: set[UUID] = set()
    for model in (SheetRow, Evidence):
        here = model.objects.filter(item_id=correction.root_id)
        same = next((row for row in here if place_of(row) == correction.place), None)
        if same is not None:
            rows = model.objects.filter(table=same.table, row_key=same.row_key, item__board=correction.board_id)
            found |= set(rows.values_list("item_id", flat=True))
    return found
