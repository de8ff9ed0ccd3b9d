"""`pax-office reset-factor`: when no access officer is left who could do it in the office."""

import argparse
import secrets
import sys

from django.db import transaction

from pax.vocabulary import WrongUse
from paxweb.accounts.clearances.limits import tell
from paxweb.accounts.models import Board, Clearance, Role, User
from paxweb.accounts.signin.invitations import forget_factors, make_invitation
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.sites.office.commands.migrate import Verbs


def add(verbs: "Verbs[argparse.ArgumentParser]") -> None:
    """Add the verb."""
    verb = verbs.add_parser("reset-factor", help="let an access officer begin anew; everybody else asks one of those")
    verb.add_argument("--email", required=True, help="the access officer's address")
    verb.add_argument("--diary", required=True, help="the diary number of the decision to do so")
    verb.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Take away password and factors, end every session, tell the board's other access officers, print a code."""
    user = User.objects.filter(email__iexact=given.email).first()
    officer = Clearance.objects.filter(user=user, role=Role.ACCESS_OFFICER).select_related("label__board")
    boards: list[Board] = sorted({one.label.board for one in officer}, key=lambda board: board.pk)
    if user is None or not boards:
        raise WrongUse(
            "nobody who is or was an access officer has that address",
            ask="whoever runs the office",
            then="let an access officer reset everybody else's sign-in in the office",
        )
    with transaction.atomic():
        forget_factors(user)
        user.set_unusable_password()
        user.save(update_fields=["password"])
        code = make_invitation(user, None, "document", secrets.randbelow)
        for board in boards:
            tell("factor.reset", board, [Role.ACCESS_OFFICER, Role.DPO], user)
        line = Line(kind=Kind.MACHINE, act="access.reset_factor", machine="machine:console", detail={"user": user.pk})
        write_change(line)
    sys.stdout.write(f"{given.email}: code {code} (hand it over on paper; it holds for 7 days, once, at /sv/begin/)\n")
    return 0
