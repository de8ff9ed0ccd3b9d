"""Judging what somebody typed: password, an app's code, recovery code, code handed over. One try at a time."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from paxweb.accounts.models import Invitation, User
from paxweb.accounts.signin.lines import refused
from paxweb.accounts.signin.lockout import claim, forgive, key_of, name_key, spend
from paxweb.accounts.signin.sealing import opens
from paxweb.frame.clock import now


def by_password(request: HttpRequest, name: str, password: str) -> User | None:
    """Who has this name and password, or None. The same work is done for a name nobody has, and for one that waits."""
    key = name_key(name)
    is_open = claim(key, now())
    found = authenticate(request, email=name, password=password)
    if isinstance(found, User) and is_open:
        forgive(key)
        return found
    refused("password" if is_open else "waits", name=key)
    return None


def by_code(user: User, code: str, *, recovery: bool) -> Authenticator | None:
    """The factor whose code this is, used up by it, or None. `recovery`: recovery codes are taken too."""
    key = key_of("codes", user.pk)
    if not claim(key, now()):
        refused("waits", user=user)
        return None
    found = _of_app(user, code) or (_of_recovery(user, code) if recovery else None)
    if found is None:
        refused("code", user=user)
        return None
    forgive(key)
    return found


def by_invitation(name: str, code: str) -> Invitation | None:
    """The invitation whose code was handed over to whoever has this name, or None."""
    key = key_of("invitation", name.strip().casefold())
    is_open = claim(key, now())
    found = None
    open_ones = Invitation.objects.filter(
        user__email__iexact=name.strip(), user__is_active=True, used_at=None, valid_to__gt=now()
    )
    invitation = open_ones.order_by("-made_at").select_related("user").first()
    if invitation is None:
        make_password(_plain(code))
    elif check_password(_plain(code), invitation.code_hash):
        found = invitation
    if found is not None and is_open:
        forgive(key)
        return found
    refused("invitation", name=name_key(name))
    return None


def _plain(code: str) -> str:
    """A code as it was made, however it was typed."""
    return "".join(sign for sign in code.upper() if sign.isalnum())


def _of_app(user: User, code: str) -> Authenticator | None:
    factor = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if factor is None or not opens(factor):
        return None
    secret = decrypt(factor.data["secret"])
    typed = "".join(code.split())
    for counter in yield_hotp_counters_from_time():
        right = constant_time_compare(typed, format_hotp_value(hotp_value(secret, counter)))
        if right and spend(key_of("spent", user.pk, factor.pk, counter), now()):
            return factor
    return None


def _of_recovery(user: User, code: str) -> Authenticator | None:
    with transaction.atomic():
        found = Authenticator.objects.select_for_update()
        factor = found.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
        if factor is None or not opens(factor) or not factor.wrap().validate_code("".join(code.split())):
            return None
        return factor
