"""A value, or passages of it, is withheld on a provision; or a mark is taken away."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.limits import NotAllowed
from paxweb.frame.clock import now
from paxweb.rights.closing import draft_of
from paxweb.rights.drafts import Draft
from paxweb.rights.limits import CHANGED, leave_line, must_may
from paxweb.rights.marks import INCLUDE, seal
from paxweb.rights.models import Mark, Volume, VolumeState

_NO_SUCH = Text("Uppgiften finns inte i utdraget.", "There is no such fact in the extract.")
_NO_PASSAGE = Text(
    "Texten finns inte i uppgiften. Kopiera orden precis som de står.",
    "The words are not in the text. Copy them exactly as they stand.",
)


@dataclass(frozen=True, slots=True)
class Marking:
    """What is withheld: a line's field (empty: the whole line), passages of it (none: all of it), on what and why."""

    line: str
    field: str
    provision: str
    passages: tuple[str, ...] = ()
    reason: str = ""


def mark(actor: Actor, volume: Volume, marking: Marking) -> Mark:
    """Raises `NotAllowed`: the volume is no draft any more, or holds no such place or words."""
    must_may(actor, "rights.mark", volume)
    draft = draft_of(volume)
    _must_stand(draft, marking)
    with transaction.atomic():
        _must_be_draft(volume)
        made = Mark.objects.create(
            volume=volume, line=marking.line, field=marking.field, provision=marking.provision,
            whole=not marking.passages and marking.provision != INCLUDE,
            box=seal(volume.board_id, volume.pk, marking.passages, marking.reason), by_id=actor.id, at=now(),
        )  # fmt: skip
        leave_line(
            actor, "rights.mark", volume.board_id, (volume.pk,), line=marking.line,
            provision=marking.provision.replace(" ", "_"),
        )  # fmt: skip
    return made


def unmark(actor: Actor, volume: Volume, mark_id: int) -> None:
    """Take a mark away; that it was there stays."""
    must_may(actor, "rights.mark", volume)
    with transaction.atomic():
        _must_be_draft(volume)
        if not Mark.objects.filter(pk=mark_id, volume=volume, undone_at=None).update(undone_at=now()):
            raise NotAllowed(CHANGED)
        leave_line(actor, "rights.unmark", volume.board_id, (volume.pk,), mark=mark_id)


def _must_be_draft(volume: Volume) -> None:
    """Held until the mark is written: nothing is put to a second person between the two."""
    held = Volume.objects.select_for_update().filter(pk=volume.pk, state=VolumeState.DRAFT)
    if not held.values_list("pk", flat=True):
        raise NotAllowed(CHANGED)


def _must_stand(draft: Draft, marking: Marking) -> None:
    line = next((each for each in draft.lines if each.id == marking.line), None)
    texts = [value.value for value in line.values if marking.field in ("", value.name)] if line else []
    if line is None or (marking.field and not texts):
        raise NotAllowed(_NO_SUCH)
    if not all(_in(passage, texts) for passage in marking.passages):
        raise NotAllowed(_NO_PASSAGE)


def _in(passage: str, texts: Iterable[str]) -> bool:
    return any(passage in text for text in texts)
