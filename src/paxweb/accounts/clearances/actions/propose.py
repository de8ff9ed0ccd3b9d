"""Propose a clearance, and decide on a proposal."""

from django.db import transaction

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.actions.grant import grant
from paxweb.accounts.clearances.limits import Asked, NotAllowed, demand, demand_another, demand_days, tell
from paxweb.accounts.models import Proposal, Role
from paxweb.frame.clock import now
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind


def propose(actor: Actor, asked: Asked) -> Proposal:
    """A lead proposes a clearance for somebody else; the access officers are told. Raises `NotAllowed`."""
    board = asked.label.board
    demand(actor, board.pk, "access.propose")
    demand_another(actor, asked.user.pk)
    demand_days(asked.from_date, asked.to_date)
    with transaction.atomic():
        made = Proposal.objects.create(
            user=asked.user,
            label=asked.label,
            role=asked.role,
            from_date=asked.from_date,
            to_date=asked.to_date,
            reason=asked.reason,
            proposed_by_id=actor.id,
            proposed_at=now(),
        )
        tell("proposal.made", board, [Role.ACCESS_OFFICER], asked.user)
        detail = {"proposal": made.pk, "user": asked.user.pk, "role": asked.role.value}
        write_change(Line(kind=Kind.CHANGE, act="access.propose", user_id=actor.id, board=board.pk, detail=detail))
    return made


def decide(actor: Actor, proposal: Proposal, *, yes: bool) -> None:
    """An access officer grants what was proposed, or refuses it. Raises `NotAllowed`."""
    board = proposal.label.board_id
    demand(actor, board, "access.grant")
    demand_another(actor, proposal.user_id)
    with transaction.atomic():
        waiting = Proposal.objects.filter(pk=proposal.pk, decided_at=None)
        if waiting.update(decided_at=now(), decided_by_id=actor.id, granted=yes) != 1:
            raise NotAllowed(Text("Förslaget är redan avgjort.", "The proposal is decided already."))
        if yes:
            grant(actor, _asked(proposal))
        detail = {"proposal": proposal.pk, "granted": yes}
        write_change(Line(kind=Kind.CHANGE, act="access.decide", user_id=actor.id, board=board, detail=detail))


def _asked(proposal: Proposal) -> Asked:
    return Asked(
        user=proposal.user,
        label=proposal.label,
        role=Role(proposal.role),
        from_date=proposal.from_date,
        to_date=proposal.to_date,
        reason=proposal.reason,
    )
