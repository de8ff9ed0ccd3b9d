"""The written decision that a record is not given: drafted by one, signed by another, with how to appeal it."""

import json
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils.crypto import constant_time_compare

from pax import content, letters
from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.limits import NotAllowed
from paxweb.frame.clock import day_of, now, today
from paxweb.letters.delivering import Delivery
from paxweb.letters.papering import Letterhead, paper_of
from paxweb.rights import wording
from paxweb.rights.awaiting import RECORDS, ask_signers
from paxweb.rights.drafts import close, opened
from paxweb.rights.limits import CHANGED, leave_line, must_be_another, must_may
from paxweb.rights.models import Given, Record, RecordsRequest
from paxweb.rights.papers import printed

_NOTHING = Text(
    "Det finns inget att besluta om: ingen handling är maskad, och alla ska lämnas ut.",
    "There is nothing to decide: no record is masked, and all are to be given.",
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a registrar writes: in which language, the reasons, the court, and where an appeal is sent."""

    language: str
    reasons: str
    court: str
    send_to: str


def propose_refusal(actor: Actor, request: RecordsRequest, refusal: Refusal) -> str:
    """Fix the decision's paper and put it to a second person; its digest. Raises `NotAllowed`."""
    must_may(actor, "records.handle", request)
    withheld = list(_withheld(actor, request))
    if not withheld:
        raise NotAllowed(_NOTHING)
    names = {row.provision for row in withheld if row.provision}
    provisions = [wording.provisions()[name].says.said(refusal.language) for name in sorted(names)]
    record = {
        "asked": request.asked_for, "refused": [_called(row, refusal.language) for row in withheld],
        "provision": "; ".join(provisions), "reasons": refusal.reasons, "court": refusal.court,
        "send_to": refusal.send_to,
    }  # fmt: skip
    told = {"language": refusal.language, "record": record, "day": today().isoformat()}
    digest = sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
    with transaction.atomic():
        open_ones = RecordsRequest.objects.filter(pk=request.pk, signed_at=None)
        moved = open_ones.update(
            decision=close(request.board_id, f"refusal:{request.pk}", told), decision_digest=digest,
            decided_by_id=actor.id, decided_at=now(),
        )  # fmt: skip
        if not moved:
            raise NotAllowed(CHANGED)
        ask_signers(actor, request, RECORDS, request.pk)
        leave_line(actor, "records.propose_refusal", request.board_id, (request.pk,), digest=digest)
    return digest


def sign_refusal(actor: Actor, request: RecordsRequest, digest: str, *, yes: bool) -> None:
    """A second person signs exactly this decision, or sends it back."""
    must_may(actor, "rights.sign", request)
    must_be_another(actor, request.decided_by_id)
    if not constant_time_compare(digest, request.decision_digest) or not digest:
        raise NotAllowed(CHANGED)
    changes: dict[str, object] = {"signed_by_id": actor.id, "signed_at": now()}
    if not yes:
        changes = {"decision": b"", "decision_digest": "", "decided_by_id": None, "decided_at": None}
    with transaction.atomic():
        waiting = RecordsRequest.objects.filter(pk=request.pk, decision_digest=digest, signed_at=None)
        if not waiting.update(**changes):
            raise NotAllowed(CHANGED)
        leave_line(actor, "records.sign_refusal", request.board_id, (request.pk,), digest=digest, signed=yes)


def refusal_pdf(request: RecordsRequest) -> bytes:
    """The decision on paper; a draft until it is signed."""
    told = opened(request.board_id, f"refusal:{request.pk}", bytes(request.decision))
    language = told["language"]
    letter = next(one for one in letters.load(content.find(settings.PAX_CONTENT)) if one.id == "refusal")
    signed = request.signed_at is not None
    name = request.signed_by.name if request.signed_by else ""
    at = request.signed_at or now()
    head = Letterhead(day=day_of(at), number=request.diary_number, name=request.answer_to, delivery=Delivery.MEETING)
    return printed(
        paper_of(
            letter, head, told["record"], language, board=request.board.name, made_at=at,
            signers=(name,) if name else (), draft=not signed,
        )
    )  # fmt: skip


def refusal_text(request: RecordsRequest) -> dict[str, object]:
    """What the decision says, for whoever signs it."""
    told: dict[str, object] = opened(request.board_id, f"refusal:{request.pk}", bytes(request.decision))
    return told


def _withheld(actor: Actor, request: RecordsRequest) -> list[Record]:
    found = request.records.all().visible_to(actor).filter(given__in=(Given.MASKED, Given.WITHHOLD))
    return list(found.order_by("made_on", "pk"))


def _called(row: Record, language: str) -> str:
    part = Text("delar av", "parts of") if row.given == Given.MASKED else Text("hela", "all of")
    return f"{part.said(language)} {row.label} ({row.provision})"
