"""Corrections laid over what was delivered or written: the old value stays, the right one stands beside it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from paxweb.accounts.access import Actor
from paxweb.rights.models import Correction, Verdict

Place = tuple[str, str, str]
"""(model, row, field)."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A value that was wrong, and what is right."""

    correction_id: UUID
    place: Place
    old: str
    new: str
    on: date
    ground: str
    reason: str
    by_role: str = ""


@dataclass(frozen=True, slots=True)
class Overlay:
    """Corrections by place, the newest of each."""

    by_place: Mapping[Place, Corrected]

    def of(self, model: str, row: str, field: str) -> Corrected | None:
        """What corrects a value, if anything."""
        return self.by_place.get((model, row, field))


NOTHING = Overlay({})


def overlay_for(actor: Actor, roots: Collection[UUID]) -> Overlay:
    """Corrections in these items and cases, as far as the actor may see them."""
    return _overlay(Correction.objects.visible_to(actor).filter(root_id__in=list(roots)))


def overlay_of(roots: Collection[UUID]) -> Overlay:
    """Corrections in these items and cases, for a machine."""
    return _overlay(Correction.objects.filter(root_id__in=list(roots)))


def corrections_for(actor: Actor, root: UUID) -> list[Corrected]:
    """Corrections of one item or case, oldest first."""
    found = Correction.objects.visible_to(actor).filter(root_id=root, verdict=Verdict.CORRECTED).order_by("signed_at")
    return [_corrected(row) for row in found]


def _overlay(rows: Iterable[Correction]) -> Overlay:
    found = sorted(
        (row for row in rows if row.verdict == Verdict.CORRECTED and row.signed_at), key=lambda row: str(row.signed_at)
    )
    return Overlay({(row.model, row.row, row.field): _corrected(row) for row in found})


def _corrected(row: Correction) -> Corrected:
    on = (row.signed_at or row.at).date()
    return Corrected(row.pk, (row.model, row.row, row.field), row.old, row.new, on, row.ground, row.reason)
