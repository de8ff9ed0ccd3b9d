"""A case's letters as a list shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.accounts.models import User
from paxweb.cases.models import Case
from paxweb.letters.models import Letter

DRAFT: Final = Text("Utkast", "Draft")
WAITS: Final = Text("Väntar på underskrift", "Waits for a signature")
FINISHED: Final = Text("Färdigt", "Finished")
THROWN_AWAY: Final = Text("Kastat", "Thrown away")


@dataclass(frozen=True, slots=True)
class Listed:
    """One letter in a list."""

    id: UUID
    title: str
    state: str
    finished: bool
    waits: bool
    who: str
    at: datetime
    to: str
    withheld: bool


def state_of(row: Letter) -> Text:
    """What has become of a letter."""
    if row.finished_at is not None:
        return FINISHED
    if row.withdrawn_at is not None:
        return THROWN_AWAY
    return WAITS if row.waiting else DRAFT


def listed(actor: Actor, case: Case, language: str) -> tuple[Listed, ...]:
    """The letters of a case, newest first; what was thrown away is left out."""
    rows = list(
        Letter.objects.visible_to(actor).filter(case=case, withdrawn_at__isnull=True).order_by("-changed_at", "pk")
    )
    people = {row.finished_by_id or row.asked_by_id or row.changed_by_id for row in rows}
    names: Mapping[int, str] = dict(User.objects.filter(pk__in=people).values_list("pk", "name"))
    return tuple(_listed(row, names, language) for row in rows)


def _listed(row: Letter, names: Mapping[int, str], language: str) -> Listed:
    who = row.finished_by_id or row.asked_by_id or row.changed_by_id
    return Listed(
        id=row.pk,
        title=row.title,
        state=state_of(row).said(language),
        finished=row.finished_at is not None,
        waits=row.waiting,
        who=names.get(who, ""),
        at=row.finished_at or row.asked_at or row.changed_at,
        to=str(row.head.get("name", "")),
        withheld=row.withheld,
    )
