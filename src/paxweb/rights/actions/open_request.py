"""A person's request is entered, and a machine sent to collect."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from pax.vocabulary import PersonNumber, Text
from paxweb.accounts.access import Actor
from paxweb.accounts.binding import keys_of
from paxweb.accounts.clearances.limits import NotAllowed, demand
from paxweb.frame.clock import now
from paxweb.rights.jobs import collect_for
from paxweb.rights.limits import leave_line, must_may, must_not_be_close, open_wall
from paxweb.rights.models import Kind, PersonRequest, Stage, VolumeState

ANSWER_WITHIN = timedelta(days=30)
"""One month (GDPR 12.3), counted short."""

_NO_KEY = Text(
    "Nämndens nycklar finns inte här. Säg till teknikern.", "The board's keys are not here. Tell the technician."
)
_LATER = Text("Begäran kan inte ha kommit in i framtiden.", "The request cannot have come in the future.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a registrar enters. `numbers`: the person's number and those they had before."""

    kind: Kind
    name: str
    numbers: tuple[PersonNumber, ...]
    identity_checked: str
    diary_number: str
    received_on: date


def open_request(actor: Actor, board_id: str, asked: Asked) -> PersonRequest:
    """Raises `NotAllowed`: no right, about oneself or somebody close, or the board's key is not here."""
    demand(actor, board_id, "rights.collect")
    keys = sorted({key for number in asked.numbers for key in keys_of(number, [board_id]).values()})
    if not keys:
        raise NotAllowed(_NO_KEY)
    if asked.received_on > actor.today:
        raise NotAllowed(_LATER)
    must_not_be_close(actor, board_id, keys)
    with transaction.atomic():
        request = PersonRequest.objects.create(
            wall=open_wall(board_id), board_id=board_id, kind=asked.kind, name=asked.name,
            numbers=[number.digits for number in asked.numbers], keys=keys, identity_checked=asked.identity_checked,
            diary_number=asked.diary_number, received_on=asked.received_on,
            due_on=asked.received_on + ANSWER_WITHIN, opened_by_id=actor.id, opened_at=now(),
        )  # fmt: skip
        collect_for.enqueue(str(request.pk))
        leave_line(actor, "rights.open", board_id, (request.pk,), keys, kind=str(asked.kind))
    return request


def collect_again(actor: Actor, request: PersonRequest) -> None:
    """Collect anew, as long as nothing one sees is proposed or issued: what is signed stays what was signed."""
    must_may(actor, "rights.collect", request)
    with transaction.atomic():
        fixed = request.volumes.all().visible_to(actor).exclude(state=VolumeState.DRAFT).exists()
        moved = 0 if fixed else _again(request)
        if not moved:
            raise NotAllowed(
                Text("Det går inte att samla in på nytt nu.", "It cannot be collected anew now."),
            )
        collect_for.enqueue(str(request.pk))
        leave_line(actor, "rights.collect_again", request.board_id, (request.pk,), request.keys)


def _again(request: PersonRequest) -> int:
    open_ones = PersonRequest.objects.filter(pk=request.pk, stage__in=(Stage.OPEN, Stage.FAILED))
    return open_ones.update(stage=Stage.WAITING)


def close_request(actor: Actor, request: PersonRequest) -> None:
    """The answer has been given."""
    must_may(actor, "rights.mark", request)
    with transaction.atomic():
        left = request.volumes.all().visible_to(actor).exclude(state=VolumeState.ISSUED)
        if request.kind == Kind.ACCESS and left.exists():
            raise NotAllowed(Text("Utdraget är inte utlämnat.", "The extract is not issued."))
        open_ones = PersonRequest.objects.filter(pk=request.pk, stage=Stage.OPEN)
        if not open_ones.update(stage=Stage.CLOSED, closed_at=now()):
            raise NotAllowed(Text("Begäran är redan avslutad.", "The request is closed already."))
        leave_line(actor, "rights.close", request.board_id, (request.pk,), request.keys)
