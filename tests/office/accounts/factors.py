"""Factors for tests: a telephone that makes codes, and a passkey made of a key in memory."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2 import cbor
from fido2.cose import ES256

from paxweb.accounts.models import User
from paxweb.frame.clock import utc
from tests.office.world import PASSWORD

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

SIGN_IN, CODE = "/sv/sign-in/", "/sv/sign-in/code/"


class Telephone:
    """An authenticator app. Each code is given once: the next asked for is of the next window."""

    def __init__(self, user: User) -> None:
        self.secret = generate_totp_secret()
        self.given = 0
        TOTP.activate(user, self.secret)

    def code(self) -> str:
        """A code that has not been given: of now, or of the window after it."""
        counter = int(utc().timestamp()) // 30 + self.given
        self.given += 1
        code: str = format_hotp_value(hotp_value(self.secret, counter))
        return code


def with_password(user: User, password: str = PASSWORD) -> User:
    """The person, who can sign in by a password."""
    user.set_password(password)
    user.save()
    return user


def type_password(client: Client, user: User, password: str = PASSWORD, **more: str) -> "Answer":
    """What answers when somebody types name and password."""
    return client.post(SIGN_IN, {"login": user.email, "password": password, **more})


class SoftPasskey:
    """A passkey in memory: makes and proves as a browser does. `verified`: with finger, face or PIN."""

    def __init__(self, origin: str, rp_id: str, *, verified: bool = True) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = sha256(str(id(self)).encode()).digest()
        self.origin, self.rp_id, self.verified = origin, rp_id, verified
        self.count = 0
        self.user = b""

    def make(self, options: Mapping[str, Any]) -> str:
        """The JSON a browser sends when it has made the passkey."""
        asked = options["publicKey"]
        self.user = _bytes(asked["user"]["id"])
        public = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))  # type: ignore[no-untyped-call]  # the library has no types
        credential = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        data = self._data(0x40) + credential
        attested = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        response = {
            "clientDataJSON": _text(self._client("webauthn.create", asked)),
            "attestationObject": _text(attested),
        }
        return self._said(response, {"credProps": {"rk": True}})

    def prove(self, options: Mapping[str, Any], *, tampered: bool = False) -> str:
        """The JSON a browser sends when the passkey has signed."""
        client = self._client("webauthn.get", options["publicKey"])
        data = self._data(0)
        signed = data + sha256(client).digest()
        signature = self.key.sign(signed + (b"x" if tampered else b""), ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": _text(client),
            "authenticatorData": _text(data),
            "signature": _text(signature),
            "userHandle": _text(self.user),
        }
        return self._said(response, {})

    def _data(self, flags: int) -> bytes:
        self.count += 1
        flags |= 0x01 | (0x04 if self.verified else 0)
        return sha256(self.rp_id.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, asked: Mapping[str, Any]) -> bytes:
        return json.dumps({"type": kind, "challenge": asked["challenge"], "origin": self.origin}).encode()

    def _said(self, response: Mapping[str, str], extensions: Mapping[str, object]) -> str:
        said = {"id": _text(self.id), "rawId": _text(self.id), "type": "public-key", "response": response}
        return json.dumps({**said, "clientExtensionResults": extensions})


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
