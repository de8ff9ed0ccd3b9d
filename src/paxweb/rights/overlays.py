"""Corrections laid over what was delivered or written: the old value stays, the right one stands beside it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from paxweb.accounts.access import Actor
from paxweb.frame.clock import day_of
from paxweb.rights.models import Correction, Verdict
from paxweb.rights.telling import role_of

Place = tuple[str, str]
"""(place, field)."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A value that was wrong, and what is right."""

    correction_id: UUID
    record: str
    field: str
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

    def of(self, place: str, field: str, value: str) -> Corrected | None:
        """What corrects a value; nothing once the register itself says something else."""
        found = self.by_place.get((place, field))
        return found if found and found.old in (value, "") else None

    def __bool__(self) -> bool:
        return bool(self.by_place)


NOTHING = Overlay({})


def overlay_for(actor: Actor, board_id: str, places: Collection[str]) -> Overlay:
    """Corrections of values at these places, as far as the actor may see them. One query."""
    if not places:
        return NOTHING
    found = Correction.objects.visible_to(actor).filter(board_id=board_id, place__in=list(places))
    return _overlay(found.filter(verdict=Verdict.CORRECTED, withheld=False).order_by("signed_at"))


def corrections_for(actor: Actor, root: UUID) -> list[Corrected]:
    """Corrections made in one item or case, oldest first."""
    found = (
        Correction.objects.visible_to(actor)
        .filter(root_id=root, verdict=Verdict.CORRECTED, withheld=False)
        .order_by("signed_at")
    )
    return [corrected(row) for row in found]


def _overlay(rows: Iterable[Correction]) -> Overlay:
    return Overlay({(row.place, row.field): corrected(row) for row in rows})


def corrected(row: Correction) -> Corrected:
    """A correction as it is shown: by which role, not by whom."""
    on = day_of(row.signed_at or row.at)
    role = role_of(row.by_id, row.board_id)
    return Corrected(row.pk, row.record, row.field, row.old, row.new, on, row.ground, row.reason, role)
