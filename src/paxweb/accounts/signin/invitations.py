"""Codes handed over in person: how an account begins, and how it begins anew when its factors are lost."""

from collections.abc import Callable
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import make_password
from django.db import transaction

from paxweb.accounts.models import Invitation, User
from paxweb.accounts.signin.lines import factor_changed
from paxweb.frame.clock import now

VALID = timedelta(days=7)
_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LENGTH = 16


def make_invitation(user: User, made_by: User | None, identity_checked: str, chance: Callable[[int], int]) -> str:
    """A new code for a person whose identity was checked; it is shown once, here. Earlier ones end.

    `chance` gives a number below another (`secrets.randbelow`). Sixteen signs of 31: 79 bits.
    """
    code = "".join(_SIGNS[chance(len(_SIGNS))] for _ in range(_LENGTH))
    at = now()
    Invitation.objects.filter(user=user, used_at=None, valid_to__gt=at).update(valid_to=at)
    Invitation.objects.create(
        user=user,
        code_hash=make_password(code),
        identity_checked=identity_checked,
        made_by=made_by,
        made_at=at,
        valid_to=at + VALID,
    )
    return "-".join(code[start : start + 4] for start in range(0, _LENGTH, 4))


def begin_with(invitation: Invitation, password: str) -> User | None:
    """The code is used up, the password holds, and no factor from before does; None when it was used meanwhile."""
    user = invitation.user
    with transaction.atomic():
        if Invitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=now()) != 1:
            return None
        forget_factors(user)
        user.set_password(password)
        user.save(update_fields=["password"])
        factor_changed(user, "password", "invitation")
    return user


def forget_factors(user: User) -> int:
    """Take away every factor and every link to another sign-in; how many there were."""
    gone: int = Authenticator.objects.filter(user=user).delete()[0]
    linked: int = SocialAccount.objects.filter(user=user).delete()[0]
    return gone + linked
