"""Machines of the demo: one granted, whose secret nobody has fetched, and one that waits for its decision."""

from datetime import timedelta
from secrets import token_hex

from paxweb.accounts.models import Board, User
from paxweb.api.actions.decide import decide
from paxweb.api.actions.propose import Asked, propose
from paxweb.api.models import Purpose
from paxweb.frame.clock import today
from paxweb.sites.office.demo.casework import actor
from paxweb.sites.office.demo.days import as_of
from paxweb.sites.office.demo.people import HOUSING


def make_machines() -> None:
    """Proposed by the technician, decided by the access officer; Bob answers for both."""
    board, bob = Board.objects.get(pk=HOUSING), User.objects.get(email="bob@skoby.example")
    system = Asked(
        name="Hyressystemet", owner=bob, purpose=Purpose.CASEWORK, provisions=("none",), texts=False, outcomes=True,
        days=90, reason="Hyressystemet ska visa att ett ärende pågår, och lämna tillbaka hur det slutade.",
    )  # fmt: skip
    report = Asked(
        name="Månadsrapporten", owner=bob, purpose=Purpose.FOLLOW_UP, provisions=("none",), texts=False, outcomes=False,
        days=30, reason="Styrelsen vill se hur många ärenden som öppnats och avslutats.",
    )  # fmt: skip
    with as_of(today() - timedelta(days=12)):
        token = propose(actor("technician"), board, system, _prefix)
    with as_of(today() - timedelta(days=11)):
        decide(actor("access"), token, yes=True)
    with as_of(today() - timedelta(days=1)):
        propose(actor("technician"), board, report, _prefix)


def _prefix() -> str:
    return token_hex(3)
