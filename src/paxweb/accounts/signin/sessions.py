"""Sessions that are ended: those somebody has open elsewhere, and those whose time is over."""

from datetime import datetime

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from paxweb.accounts.models import User
from paxweb.frame.clock import now

_AT_ONCE = 500


def end_others(request: HttpRequest, user: User) -> int:
    """End the person's other sessions, in the caller's transaction; how many. The one that asks stays.

    Whose a session is stands inside it, so each is opened: there are as many as people who have come by today.
    """
    open_ones = Session.objects.filter(expire_date__gt=now()).exclude(session_key=request.session.session_key)
    own = [
        session.session_key
        for session in open_ones.iterator(chunk_size=_AT_ONCE)
        if session.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
    for start in range(0, len(own), _AT_ONCE):
        Session.objects.filter(session_key__in=own[start : start + _AT_ONCE]).delete()
    return len(own)


def forget_expired(at: datetime) -> int:
    """Delete the sessions whose time was over by then; how many. Nobody could have come in by them."""
    deleted, _ = Session.objects.filter(expire_date__lte=at).delete()
    return deleted
