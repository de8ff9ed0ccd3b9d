"""Passkeys: making one, and judging what a browser says. Whatever a browser sends is a claim until it is proved."""

import json
import struct
from collections.abc import Mapping
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError

from paxweb.accounts.models import User
from paxweb.accounts.signin.lines import refused

_NOT_A_PROOF = (
    ValidationError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    OverflowError,
    RecursionError,
    struct.error,
)
"""What the libraries raise on bytes that are no proof: they read them without looking first."""


def request_options(user: User | None) -> str:
    """What the browser is to sign, as JSON; the session keeps it until it answers. No user: any passkey of ours."""
    return json.dumps(auth.begin_authentication(user=user))


def creation_options(user: User) -> str:
    """What the browser is to make, as JSON: a passkey that stays in the device and asks for finger, face or PIN."""
    return json.dumps(auth.begin_registration(user, passwordless=True))


def used_passkey(user: User | None, credential: Mapping[str, Any]) -> Authenticator | None:
    """The passkey that signed, of this user or of whoever it names; None when nothing is proved.

    A touch alone proves nothing, whatever the page had asked for: what is asked for one door could be shown at another.
    """
    try:
        if not auth.parse_authentication_response(credential).response.authenticator_data.is_user_verified():
            raise ValidationError("made without finger, face or PIN")
        owner = user if user is not None else auth.extract_user_from_response(dict(credential))
        factor: Authenticator = auth.complete_authentication(owner, dict(credential))
    except _NOT_A_PROOF:
        auth.clear_state()
        refused("passkey", user=user)
        return None
    factor.user = owner
    return factor


def made_passkey(user: User, name: str, credential: Mapping[str, Any]) -> Authenticator | None:
    """Keep a new passkey; None when the browser proves none, or it was made without finger, face or PIN."""
    try:
        auth.parse_registration_response(credential)
        made = auth.complete_registration(dict(credential))
        if not made.is_user_verified():
            return None
    except _NOT_A_PROOF:
        auth.clear_state()
        return None
    factor: Authenticator = auth.WebAuthn.add(user, name, dict(credential)).instance
    return factor
