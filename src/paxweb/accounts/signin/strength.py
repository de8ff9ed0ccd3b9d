"""How sure this session is of who sits there: which factors it has seen, and when."""

from collections.abc import Iterator

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from paxweb.accounts.models import User
from paxweb.frame.clock import now

FRESH = 5 * 60
BEGUN = 30 * 60
OWN = {Authenticator.Type.TOTP.value, Authenticator.Type.WEBAUTHN.value}


def remember(request: HttpRequest, authenticator: Authenticator, *, passwordless: bool = False) -> None:
    """This session has just seen a second factor."""
    authenticator.record_usage()
    record_authentication(
        request,
        authenticator.user,
        "mfa",
        id=authenticator.pk,
        type=str(authenticator.type),
        passwordless=passwordless or None,
        at=now().timestamp(),
    )


def remember_begun(request: HttpRequest, user: User) -> None:
    """This session began with a code handed over in person."""
    record_authentication(request, user, "invitation", at=now().timestamp())


def remember_told(request: HttpRequest, user: User, *, strong: bool, at: float) -> None:
    """The municipality's own sign-in has told who this is, and whether it asked for two factors. `at` = 0: unsaid."""
    record_authentication(request, user, "oidc", strong=strong, at=at)


def is_strong(request: HttpRequest) -> bool:
    """True when this session has seen a second factor of the one signed in."""
    return any(record["method"] == "mfa" or record.get("strong") for record in _records(request))


def is_fresh(request: HttpRequest, seconds: int = FRESH) -> bool:
    """True when an app's code, a passkey or a strong OIDC sign-in was seen within `seconds`; a recovery code is not."""
    since = now().timestamp() - seconds
    return any(_at(record) >= since for record in _records(request) if record.get("strong") or _own(record))


def has_begun(request: HttpRequest) -> bool:
    """True when this session began with a code handed over in person, within half an hour."""
    since = now().timestamp() - BEGUN
    return any(record["method"] == "invitation" and _at(record) >= since for record in _records(request))


def _at(record: dict[str, object]) -> float:
    at = record["at"]
    return float(at) if isinstance(at, int | float) else 0.0


def _own(record: dict[str, object]) -> bool:
    return record["method"] == "mfa" and record.get("type") in OWN


def _records(request: HttpRequest) -> Iterator[dict[str, object]]:
    if isinstance(request.user, User):
        yield from get_authentication_records(request, request.user)
