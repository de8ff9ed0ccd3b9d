"""A fixed extract is taken out of the office."""

from django.db import transaction

from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.limits import NotAllowed
from paxweb.rights.actions.issue import files_of
from paxweb.rights.closing import must_be_open
from paxweb.rights.limits import CHANGED, leave_line, must_may
from paxweb.rights.models import Volume, VolumeState


def deliver(actor: Actor, volume: Volume, form: str) -> tuple[bytes, str]:
    """The bytes and a file name that tells of nobody; one line. Raises `NotAllowed` for a draft."""
    must_may(actor, "rights.read", volume)
    if volume.state == VolumeState.DRAFT:
        raise NotAllowed(CHANGED)
    must_be_open(volume)
    pdf, data = files_of(volume)
    with transaction.atomic():
        leave_line(
            actor, "rights.deliver", volume.board_id, (volume.pk,), volume.request.keys, form=form,
            digest=volume.digest,
        )  # fmt: skip
    return (pdf if form == "pdf" else data), f"registerutdrag-{volume.digest[:8]}.{form}"
