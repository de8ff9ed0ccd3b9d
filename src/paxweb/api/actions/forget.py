"""Forget the keys that machines posted under: ninety days after, a key tells nothing any more and may be used again."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from paxweb.accounts.access import machine
from paxweb.api.models import Posting
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.signals.clockwork import when_due

MACHINE: Final = "machine:retention"
KEPT: Final = timedelta(days=90)
"""As long as a token holds at most: whoever posts again with the same key does so long before."""


def forget_keys(at: datetime) -> int:
    """Delete the keys posted under that long ago, with one line; how many. What was posted stays.

    Whose they were is not asked: the machine that forgets may not read what tokens are.
    """
    with machine(MACHINE), transaction.atomic():
        number, _ = Posting.objects.filter(at__lt=at - KEPT).delete()
        if number:
            write_change(Line(kind=Kind.MACHINE, act="outcome.forget", machine=MACHINE, detail={"keys": number}))
    return number


def make_ready() -> None:
    """Once an hour, with the rest that the clock asks for."""
    when_due(forget_keys)
