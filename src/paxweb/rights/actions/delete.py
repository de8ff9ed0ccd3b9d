"""A deletion is proposed from a line of the retention plan, and decided by a second person."""

from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.utils.crypto import constant_time_compare

from pax.vocabulary import Text
from paxweb.accounts.access import Actor, machine
from paxweb.accounts.clearances.limits import NotAllowed, demand
from paxweb.frame.clock import now
from paxweb.ledger.canonical import as_json
from paxweb.rights.awaiting import ask_deciders
from paxweb.rights.deleting import preview
from paxweb.rights.jobs import delete
from paxweb.rights.limits import CHANGED, leave_line, must_be_another
from paxweb.rights.models import Deletion, DeletionState
from paxweb.rights.planning import plan

_NO_LINE = Text("Raden finns inte i gallringsplanen.", "There is no such line in the retention plan.")
_TOO_YOUNG = Text(
    "Så nya handlingar får inte gallras enligt planen.", "The plan does not let records that new be deleted."
)
_NOTHING = Text("Det finns inget att gallra.", "There is nothing to delete.")
_WAITS = Text("Ett förslag om samma rad väntar redan.", "A proposal for the same line waits already.")


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is proposed: a line of the plan, up to and including a day, by which decision."""

    plan_line: str
    before: date
    ground: str
    diary_number: str


def propose_deletion(actor: Actor, board_id: str, proposed: Proposed) -> Deletion:
    """Count what would go and put it to a second person. Raises `NotAllowed`."""
    demand(actor, board_id, "retention.propose")
    line = plan().line(board_id, proposed.plan_line)
    if line is None:
        raise NotAllowed(_NO_LINE)
    if proposed.before > line.latest(actor.today):
        raise NotAllowed(_TOO_YOUNG)
    with transaction.atomic():
        with machine("machine:intake"):  # the office's own process may ask as it; counts and days alone come back
            counted = preview(board_id, line, proposed.before)
        waiting = Deletion.objects.filter(board_id=board_id, plan_line=line.id, state=DeletionState.PROPOSED)
        if not counted["roots"] or waiting.exists():
            raise NotAllowed(_WAITS if counted["roots"] else _NOTHING)
        said = {**asdict(proposed), "before": proposed.before.isoformat(), "plan": plan().digest, "counted": counted}
        made = Deletion.objects.create(
            board_id=board_id, plan_line=line.id, plan_digest=plan().digest, ground=proposed.ground,
            diary_number=proposed.diary_number, before=proposed.before, preview=counted,
            digest=sha256(as_json(said).encode()).hexdigest(), proposed_by_id=actor.id, proposed_at=now(),
        )  # fmt: skip
        ask_deciders(actor, made)
        leave_line(
            actor, "retention.propose", board_id, (), deletion=str(made.pk), digest=made.digest, roots=counted["roots"]
        )
    return made


def decide(actor: Actor, deletion: Deletion, digest: str, *, yes: bool) -> None:
    """The second person decides: carried out by a machine, or refused. Raises `NotAllowed`."""
    demand(actor, deletion.board_id, "retention.decide")
    must_be_another(actor, deletion.proposed_by_id)
    if not constant_time_compare(digest, deletion.digest):
        raise NotAllowed(CHANGED)
    state = DeletionState.DECIDED if yes else DeletionState.REFUSED
    with transaction.atomic():
        waiting = Deletion.objects.filter(pk=deletion.pk, state=DeletionState.PROPOSED, digest=digest)
        if not waiting.update(state=state, signed_by_id=actor.id, signed_at=now()):
            raise NotAllowed(CHANGED)
        if yes:
            delete.enqueue(str(deletion.pk))
        leave_line(
            actor, "retention.decide", deletion.board_id, (), deletion=str(deletion.pk), digest=digest, decided=yes
        )
