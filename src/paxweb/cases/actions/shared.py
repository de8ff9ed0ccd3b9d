"""What the actions share: may they, is the case still as the person saw it, and the line they leave."""

from django.core.exceptions import PermissionDenied
from django.db.models import F

from paxweb.accounts.access import Actor
from paxweb.cases import rooms
from paxweb.cases.models import Case, Proposal
from paxweb.cases.shielding import shield_new
from paxweb.frame.clock import now
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.signals.actions.refused import CHANGED, Refused


def must_may(actor: Actor, act: str, case: Case) -> None:
    """The door has asked already; an action asks once more, so that no other way in skips it."""
    if not actor.may(act, case):
        raise PermissionDenied


def change(actor: Actor, case: Case, version: int, **changes: object) -> None:
    """Change a case if nobody has since `version`, and count the change. What waits for a signature falls with it."""
    unchanged = Case.objects.visible_to(actor).filter(pk=case.pk, version=version)
    if not unchanged.update(version=F("version") + 1, **changes):
        raise Refused(CHANGED)
    Proposal.objects.visible_to(actor).filter(case=case, signed_at=None, withdrawn_at=None).update(withdrawn_at=now())
    case.refresh_from_db()


def leave_line(actor: Actor, case: Case, act: str, **detail: object) -> None:
    """The one line of a change: who, what, which case, about whom. Then what follows a change, in its transaction."""
    about = case.parties.visible_to(actor).values_list("subject_key", flat=True)
    write_change(
        Line(
            kind=Kind.CHANGE,
            act=act,
            user_id=None if actor.machine else actor.id,
            machine=actor.machine,
            board=case.board_id,
            purpose=case.purpose_id,
            items=(case.pk,),
            about=tuple(sorted({key for key in about if key})),
            detail=detail,
        )
    )
    shield_new(case)
    rooms.changed(case)
