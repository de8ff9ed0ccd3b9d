"""A fact is corrected, or the correction refused: proposed by one, signed by another, told to every receiver."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils.crypto import constant_time_compare

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.limits import NotAllowed
from paxweb.frame.clock import now
from paxweb.rights.awaiting import CORRECTION, ask_signers
from paxweb.rights.closing import draft_of
from paxweb.rights.drafts import Line
from paxweb.rights.jobs import reach
from paxweb.rights.limits import CHANGED, leave_line, must_be_another, must_may, must_not_be_close
from paxweb.rights.models import Correction, Told, Verdict, Volume

_NO_SUCH = Text("Uppgiften finns inte.", "There is no such fact.")
_WAITS = Text("Ett förslag om samma uppgift väntar redan.", "A proposal about the same fact waits already.")
_SAME = Text("Det står redan så.", "It says so already.")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is right instead (empty when refused), on what ground, and why."""

    refuse: bool
    new: str
    ground: str
    reason: str


def propose_correction(actor: Actor, volume: Volume, line_id: str, field: str, proposal: Proposal) -> Correction:
    """Propose it. The value is the one the draft holds. Raises `NotAllowed`."""
    must_may(actor, "rights.correct", volume)
    line, old = fact_of(volume, line_id, field)
    if not proposal.refuse and proposal.new == old:
        raise NotAllowed(_SAME)
    with transaction.atomic():
        waiting = Correction.objects.filter(board=volume.board, place=line.place, field=field, verdict=Verdict.PROPOSED)
        if waiting.exists():
            raise NotAllowed(_WAITS)
        made = Correction(
            wall=volume.wall, team_only=volume.team_only, board=volume.board,
            root_id=UUID(line.root) if line.root else None, request=volume.request, record=line.model,
            place=line.place, field=field, old=old, new="" if proposal.refuse else proposal.new,
            refuse=proposal.refuse, ground=proposal.ground, reason=proposal.reason, by_id=actor.id, at=now(),
        )  # fmt: skip
        made.digest = digest_of(made)
        made.save(force_insert=True)
        ask_signers(actor, made, CORRECTION, volume.request_id)
        leave_line(
            actor, "rights.propose_correction", volume.board_id, (made.pk,), volume.request.keys,
            refuse=proposal.refuse, digest=made.digest,
        )  # fmt: skip
    return made


def fact_of(volume: Volume, line_id: str, field: str) -> tuple[Line, str]:
    """The line and value of a fact in a volume's draft. Raises `NotAllowed` where there is none."""
    draft = draft_of(volume)
    line = next((each for each in draft.lines if each.id == line_id), None)
    value = next((each.value for each in line.values if each.name == field), None) if line else None
    if line is None or value is None or not line.place:
        raise NotAllowed(_NO_SUCH)
    return line, value


def sign_correction(actor: Actor, correction: Correction, digest: str, *, yes: bool) -> None:
    """The second person decides: corrected (or refused), or sent back. Raises `NotAllowed`."""
    must_may(actor, "rights.sign", correction)
    must_be_another(actor, correction.by_id)
    if correction.request is not None:
        must_not_be_close(actor, correction.board_id, correction.request.keys)
    if correction.withheld or not constant_time_compare(digest, correction.digest):
        raise NotAllowed(CHANGED)
    verdict = _verdict(correction) if yes else Verdict.RETURNED
    with transaction.atomic():
        waiting = Correction.objects.filter(pk=correction.pk, verdict=Verdict.PROPOSED, digest=digest)
        if not waiting.update(verdict=verdict, signed_by_id=actor.id, signed_at=now()):
            raise NotAllowed(CHANGED)
        if verdict == Verdict.CORRECTED:
            reach.enqueue(str(correction.pk))
        keys = correction.request.keys if correction.request else ()
        leave_line(
            actor, "rights.sign_correction", correction.board_id, (correction.pk,), keys, verdict=str(verdict),
            digest=digest,
        )  # fmt: skip


def _verdict(correction: Correction) -> Verdict:
    return Verdict.REFUSED if correction.refuse else Verdict.CORRECTED


def tell(actor: Actor, correction: Correction, told: Told) -> None:
    """A receiver has been told (`told.told_on`), or cannot be (`told.impossible`): once."""
    must_may(actor, "rights.correct", correction)
    with transaction.atomic():
        waiting = Told.objects.filter(pk=told.pk, correction=correction, told_on=None, impossible="")
        if not waiting.update(told_on=told.told_on, impossible=told.impossible, by_id=actor.id):
            raise NotAllowed(CHANGED)
        leave_line(
            actor, "rights.tell", correction.board_id, (correction.pk,), told=told.pk, reached=told.told_on is not None
        )


def digest_of(correction: Correction) -> str:
    """Over everything the second person signs."""
    said = (
        correction.place, correction.field, correction.old, correction.new, correction.ground, correction.reason,
        "refuse" if correction.refuse else "correct",
    )  # fmt: skip
    return sha256("\x1f".join(said).encode()).hexdigest()
