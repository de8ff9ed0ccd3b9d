"""Make an account, and make one begin anew when its factors are lost."""

from collections.abc import Callable

from django.db import transaction

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.limits import NotAllowed, demand, demand_another, tell
from paxweb.accounts.models import Board, Clearance, Notice, Role, User
from paxweb.accounts.signin.invitations import forget_factors, make_invitation
from paxweb.frame.clock import now
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind


def make_account(
    actor: Actor, board: Board, email: str, name: str, identity_checked: str, chance: Callable[[int], int]
) -> str:
    """An account without any clearance, for somebody whose identity was checked; the code to hand over, shown once."""
    demand(actor, board.pk, "access.grant")
    if User.objects.filter(email__iexact=email).exists():
        raise NotAllowed(
            Text("Det finns redan ett konto med den adressen.", "There is an account with that address already.")
        )
    with transaction.atomic():
        user = User.objects.create_user(email.lower(), name)
        code = make_invitation(user, User.objects.get(pk=actor.id), identity_checked, chance)
        detail = {"user": user.pk, "identity": identity_checked}
        write_change(Line(kind=Kind.CHANGE, act="access.account", user_id=actor.id, board=board.pk, detail=detail))
    return code


def reset_factor(actor: Actor, board: Board, user: User, identity_checked: str, chance: Callable[[int], int]) -> str:
    """Take away every factor and the password of somebody whose identity was checked anew; the code to hand over.

    The person, and the access officers of every board where they have a clearance, find a notice of it.
    """
    demand(actor, board.pk, "access.reset_factor")
    demand_another(actor, user.pk)
    clearances = Clearance.objects.filter(user=user).select_related("label__board")
    boards = {clearance.label.board for clearance in clearances}
    if board not in boards:
        raise NotAllowed(
            Text("Personen har ingen behörighet vid nämnden.", "The person has no clearance at the board.")
        )
    with transaction.atomic():
        forget_factors(user)
        user.set_unusable_password()
        user.save(update_fields=["password"])
        code = make_invitation(user, User.objects.get(pk=actor.id), identity_checked, chance)
        for each in sorted(boards, key=lambda found: found.pk):
            tell("factor.reset", each, [Role.ACCESS_OFFICER], user)
        Notice.objects.create(user=user, kind="factor.reset", about=user, board=board, made_at=now())
        detail = {"user": user.pk, "identity": identity_checked}
        write_change(Line(kind=Kind.CHANGE, act="access.reset_factor", user_id=actor.id, board=board.pk, detail=detail))
    return code
