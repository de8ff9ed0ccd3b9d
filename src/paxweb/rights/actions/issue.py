"""An extract is fixed, and a second person signs exactly its bytes."""

import json
from hashlib import sha256

from django.db import transaction
from django.utils.crypto import constant_time_compare

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.limits import NotAllowed
from paxweb.accounts.models import Board
from paxweb.frame.clock import now, today
from paxweb.rights import papers
from paxweb.rights.awaiting import EXTRACT, ask_signers
from paxweb.rights.closing import draft_of, must_be_open
from paxweb.rights.composing import Answer, as_bytes, compose
from paxweb.rights.drafts import close, opened
from paxweb.rights.limits import CHANGED, leave_line, must_be_another, must_may, must_not_be_close
from paxweb.rights.marks import told
from paxweb.rights.models import Volume, VolumeState
from paxweb.rights.overlays import overlay_for
from paxweb.typesetting import NotPrinted

_TOO_LONG = Text(
    "Utdraget går inte att trycka som PDF. Säg till teknikern.", "The extract cannot be printed. Tell the technician."
)


def answer_of(actor: Actor, volume: Volume, language: str) -> Answer:
    """The volume as it would go out now."""
    draft = draft_of(volume)
    laid = overlay_for(actor, volume.board_id, {line.place for line in draft.lines})
    marks = told(volume.board_id, volume.pk, volume.marks.filter(undone_at=None).order_by("pk"))
    board = Board.objects.get(pk=volume.board_id)
    return Answer(board, volume.request, today(), language, draft, marks, laid, tuple(draft.receivers))


def propose(actor: Actor, volume: Volume, language: str) -> str:
    """Fix PDF and JSON and put them to a second person; the digest of the bytes. Raises `NotAllowed`."""
    must_may(actor, "rights.mark", volume)
    must_be_open(volume)
    read = _standing(volume)
    composed = compose(answer_of(actor, volume, language))
    data = as_bytes(composed)
    try:
        pdf = papers.printed(papers.extract(composed, now()))
    except NotPrinted:
        raise NotAllowed(_TOO_LONG) from None
    digest = digest_of(pdf, data)
    with transaction.atomic():
        waiting = Volume.objects.filter(pk=volume.pk, state=VolumeState.DRAFT)
        moved = waiting.update(
            state=VolumeState.PROPOSED, digest=digest, proposed_by_id=actor.id, proposed_at=now(),
            pdf=_sealed(volume, "pdf", pdf), json=_sealed(volume, "json", data),
        )  # fmt: skip
        if not moved or _standing(volume) != read:
            raise NotAllowed(CHANGED)
        ask_signers(actor, volume, EXTRACT, volume.pk)
        leave_line(actor, "rights.propose", volume.board_id, (volume.pk,), volume.request.keys, digest=digest)
    return digest


def _standing(volume: Volume) -> set[int]:
    """Marks that stand: what is put to a second person is what they said when it was made."""
    return set(volume.marks.filter(undone_at=None).values_list("pk", flat=True))


def take_back(actor: Actor, volume: Volume) -> None:
    """Back to a draft: whoever was to sign found something, or the registrar did."""
    if not (actor.may("rights.mark", volume) or actor.may("rights.sign", volume)):
        must_may(actor, "rights.mark", volume)
    with transaction.atomic():
        waiting = Volume.objects.filter(pk=volume.pk, state=VolumeState.PROPOSED)
        if not waiting.update(state=VolumeState.DRAFT, digest="", pdf=b"", json=b""):
            raise NotAllowed(CHANGED)
        leave_line(actor, "rights.take_back", volume.board_id, (volume.pk,))


def sign(actor: Actor, volume: Volume, digest: str) -> None:
    """The second person signs these bytes, and no others. Raises `NotAllowed`."""
    must_may(actor, "rights.sign", volume)
    must_be_another(actor, volume.proposed_by_id)
    must_not_be_close(actor, volume.board_id, volume.request.keys)
    must_be_open(volume)
    if not constant_time_compare(digest, volume.digest) or digest_of(*files_of(volume)) != digest:
        raise NotAllowed(CHANGED)
    with transaction.atomic():
        waiting = Volume.objects.filter(pk=volume.pk, state=VolumeState.PROPOSED, digest=digest)
        if not waiting.update(state=VolumeState.ISSUED, signed_by_id=actor.id, signed_at=now()):
            raise NotAllowed(CHANGED)
        leave_line(actor, "rights.sign", volume.board_id, (volume.pk,), volume.request.keys, digest=digest)


def files_of(volume: Volume) -> tuple[bytes, bytes]:
    """The fixed PDF and JSON."""
    return _opened(volume, "pdf"), _opened(volume, "json")


def digest_of(pdf: bytes, data: bytes) -> str:
    """One digest over both files."""
    return sha256(sha256(pdf).digest() + sha256(data).digest()).hexdigest()


def _sealed(volume: Volume, name: str, content: bytes) -> bytes:
    return close(volume.board_id, f"{name}:{volume.pk}", content.hex())


def _opened(volume: Volume, name: str) -> bytes:
    box = volume.pdf if name == "pdf" else volume.json
    return bytes.fromhex(opened(volume.board_id, f"{name}:{volume.pk}", bytes(box)))


def composed_of(volume: Volume) -> dict[str, object]:
    """What the fixed JSON says: the second person reads what they sign."""
    told_there: dict[str, object] = json.loads(_opened(volume, "json"))
    return told_there
