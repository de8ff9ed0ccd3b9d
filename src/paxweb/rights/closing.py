"""Copies that were made before somebody in them was known to be protected: they are closed, wherever they had come.

What stands in an item or a case is withheld there, at once. An extract, or a record laid beside a request, is a copy of
how it stood: it is made anew from what is left, or nothing of it is told.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Max

from pax.vocabulary import Text
from paxweb.accounts.access import machine
from paxweb.accounts.clearances.limits import NotAllowed
from paxweb.cases.models import Shielded
from paxweb.intake.models import Withheld
from paxweb.rights.drafts import Draft, open_draft
from paxweb.rights.models import Record, Volume, VolumeRoot, VolumeState

CLOSED: Final = Text(
    "Någon här har fått skyddade personuppgifter sedan det här gjordes. Inget av det visas eller lämnas ut. Ett utdrag "
    "samlas in på nytt; en handling maskas i sitt ärende eller lämnas inte ut.",
    "Somebody here has become protected since this was made. Nothing of it is shown or given. An extract is collected "
    "anew; a record is masked in its case or withheld.",
)
NOTHING: Final = Draft(())


def is_closed(paper: Volume | Record) -> bool:
    """Whether somebody in it has become protected since it was made."""
    with machine("machine:intake"):  # the office's own process may ask as it: a registrar sees no case
        since = _protected_since(_roots(paper))
    made = _made(paper)
    return since is not None and (made is None or made <= since)


def must_be_open(paper: Volume | Record) -> None:
    """Raise `NotAllowed` when it is closed."""
    if is_closed(paper):
        raise NotAllowed(CLOSED)


def draft_of(volume: Volume) -> Draft:
    """What a volume's draft says; nothing once it is closed."""
    return NOTHING if is_closed(volume) else open_draft(volume.board_id, volume.pk, volume.draft)


def _roots(paper: Volume | Record) -> set[UUID]:
    if isinstance(paper, Record):
        return {paper.root_id} if paper.root_id else set()
    return set(VolumeRoot.objects.filter(volume_id=paper.pk).values_list("root_id", flat=True))


def _made(paper: Volume | Record) -> datetime | None:
    """When its words were copied; of what is fixed, when it was: it was open then."""
    if isinstance(paper, Record):
        return paper.laid_at
    return paper.request.collected_at if paper.state == VolumeState.DRAFT else paper.proposed_at


def _protected_since(roots: Collection[UUID]) -> datetime | None:
    cases = Shielded.objects.filter(case_id__in=roots, lifted_at=None).aggregate(at=Max("since"))["at"]
    items = Withheld.objects.filter(item_id__in=roots, lifted_at=None).aggregate(at=Max("since"))["at"]
    return max((at for at in (cases, items) if at is not None), default=None)
