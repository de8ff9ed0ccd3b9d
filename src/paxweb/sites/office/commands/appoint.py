"""`pax-office appoint`: a board's first access officer, by the board's decision; and the second person who confirms."""

import argparse
import secrets
import sys
from datetime import timedelta

from django.db import transaction

from pax.vocabulary import WrongUse
from paxweb.accounts.models import Board, Clearance, Label, Notice, Role, Signature, User
from paxweb.accounts.signin.invitations import make_invitation
from paxweb.frame.clock import now, today
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.sites.office.commands.migrate import Verbs

_YEAR = 365
_OUR = "whoever runs the office"


def add(verbs: "Verbs[argparse.ArgumentParser]") -> None:
    """Add the verb."""
    verb = verbs.add_parser("appoint", help="make a board's first access officer, by the board's decision")
    verb.add_argument("--email", required=True, help="their address, by which they sign in")
    verb.add_argument("--name", required=True, help="their name")
    verb.add_argument("--board", required=True, help="the board's id, as in municipality.toml")
    verb.add_argument("--diary", required=True, help="the diary number of the board's decision")
    verb.add_argument("--days", type=int, default=_YEAR, help="how long it holds once confirmed (at most 366)")
    verb.add_argument("--second-email", default="", help="who confirms as the second person: their address")
    verb.add_argument("--second-name", default="", help="and their name")
    verb.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Make both accounts and the clearance, and print the codes to hand over. It lapses in 7 days unless confirmed."""
    board = Board.objects.filter(pk=given.board).first()
    if board is None:
        raise WrongUse("there is no such board", ask=_OUR, then="run pax-office boards with municipality.toml first")
    if not 1 <= given.days <= _YEAR + 1:
        raise WrongUse("--days is not between 1 and 366", ask=_OUR, then="give fewer days")
    if given.second_email and given.second_email.casefold() == given.email.casefold():
        raise WrongUse("the second person is the first", ask=_OUR, then="name somebody else")
    with transaction.atomic():
        officer, code = _account(given.email, given.name)
        clearance = _clearance(officer, board, given.diary, given.days)
        second = _second(clearance, given.second_email, given.second_name) if given.second_email else ""
    _tell(given.email, code)
    if given.second_email:
        _tell(given.second_email, second)
    sys.stdout.write("It lapses in 7 days unless a second person confirms it with a factor of their own.\n")
    return 0


def _account(email: str, name: str) -> tuple[User, str]:
    """The account, made if it is not there, and a code if it has no way of signing in yet; else an empty one."""
    before, _, after = email.partition("@")
    if not (before and after and name.strip()):
        raise WrongUse("the address or the name is not one", ask=_OUR, then="write both out")
    user = User.objects.filter(email__iexact=email).first() or User.objects.create_user(email.lower(), name)
    if user.has_usable_password():
        return user, ""
    return user, make_invitation(user, None, "document", secrets.randbelow)


def _clearance(officer: User, board: Board, diary: str, days: int) -> Clearance:
    label, _ = Label.objects.get_or_create(board=board, provision="none")
    made = Clearance.objects.create(
        user=officer,
        label=label,
        role=Role.ACCESS_OFFICER,
        from_date=today(),
        to_date=today() + timedelta(days=days),
        granted_at=now(),
        reason="Nämndens beslut / the board's decision",
        diary_number=diary,
        needs_confirmation=True,
    )
    detail = {"clearance": made.pk, "user": officer.pk, "role": made.role}
    write_change(
        Line(kind=Kind.MACHINE, act="access.appoint", machine="machine:console", board=board.pk, detail=detail)
    )
    return made


def _second(clearance: Clearance, email: str, name: str) -> str:
    """Ask the second person: they see the decision paper, sign, and have no other right by it."""
    person, code = _account(email, name or email.partition("@")[0])
    Signature.objects.create(clearance=clearance, asked=person, asked_at=now())
    board = clearance.label.board
    Notice.objects.create(user=person, kind="signature.asked", about=clearance.user, board=board, made_at=now())
    return code


def _tell(email: str, code: str) -> None:
    if code:
        sys.stdout.write(f"{email}: code {code} (hand it over on paper; it holds for 7 days, once, at /sv/begin/)\n")
    else:
        sys.stdout.write(f"{email}: signs in as before\n")
