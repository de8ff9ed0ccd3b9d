"""Around every page: how long a session lives, one transaction per request, and the log before the first byte."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import cast

from django.contrib.auth import logout
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from paxweb.accounts.doors import Entered
from paxweb.accounts.identity import acting
from paxweb.accounts.models import User
from paxweb.accounts.signin.strength import is_strong
from paxweb.frame.clock import now
from paxweb.frame.languages import language_of
from paxweb.ledger.lines import LedgerUnwritable, Line, write_reads
from paxweb.ledger.models import Kind
from paxweb.seal.boxes import Shut

_LOG = logging.getLogger("pax.keys")
Respond = Callable[[HttpRequest], HttpResponse]

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=10)
STEP = timedelta(minutes=1)
"""How often the last use is written down: not at every request."""


class Lifetime:
    """A session ends after 30 minutes without use, and 10 hours after it began."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Sign out whoever has been away too long, then answer."""
        if isinstance(request.user, User):
            at = now()
            began, used = self._times(request, at)
            if at - began >= LONGEST or at - used >= IDLE:
                logout(request)
            elif at - used >= STEP or "pax_used" not in request.session:
                request.session["pax_began"], request.session["pax_used"] = began.timestamp(), at.timestamp()
        return self.respond(request)

    def _times(self, request: HttpRequest, at: datetime) -> tuple[datetime, datetime]:
        began, used = request.session.get("pax_began"), request.session.get("pax_used")
        return (
            datetime.fromtimestamp(began, UTC) if began else at,
            datetime.fromtimestamp(used, UTC) if used else at,
        )


class Walled:
    """Who asks is told to the database for one transaction; the page is rendered in it; then what was read is logged.

    PostgreSQL: one transaction per request of somebody with a second factor, rolled back when the answer is 500 or
    more. SQLite: reads run by themselves, and each change opens its own short transaction.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer inside the transaction, write the lines, and only then let anything leave."""
        lines: list[Line] = []
        cast(Entered, request).pax_lines = lines  # doors add to it
        response = self._answer(request)
        response["Cache-Control"] = "no-store"
        failed = response.status_code >= 500
        try:
            write_reads([line for line in lines if not failed or line.kind == Kind.REFUSAL])
        except LedgerUnwritable:
            return unlogged(request)
        return response

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """A change whose line cannot be written is undone with it; what stays shut says which key is missing."""
        if isinstance(problem, LedgerUnwritable):
            return unlogged(request)
        return shut(request, problem) if isinstance(problem, Shut) else None

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if not (isinstance(request.user, User) and is_strong(request)):
            return _whole(self.respond(request))
        with acting(request.user.pk):
            response = _whole(self.respond(request))
            if response.status_code >= 500 and connection.vendor == "postgresql":
                transaction.set_rollback(True)
        return response


def _whole(response: HttpResponse) -> HttpResponse:
    if response.streaming:
        raise RuntimeError("a page is rendered whole, inside its transaction, before anything is sent")
    return response


def shut(request: HttpRequest, problem: Shut) -> HttpResponse:
    """A key is missing, so nothing was read and nothing changed: which, and who must do what."""
    _LOG.error("%s", problem)
    return render(request, "frame/shut.html", {"which": problem.which}, status=409)


def unlogged(request: HttpRequest) -> HttpResponse:
    """What cannot be logged is not shown."""
    other = "sv" if language_of(request) == "en" else "en"
    response = render(request, "frame/unlogged.html", {"elsewhere": f"/{other}/"}, status=503)
    response["Cache-Control"] = "no-store"
    return response
