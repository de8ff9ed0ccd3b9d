"""Secrets of factors lie encrypted in the database: whoever steals the database alone gets no codes.

Under another secret key than the one they were sealed with, they are of no use: that is told, and never a fault.
"""

from hashlib import blake2b

from allauth.mfa.models import Authenticator
from django.conf import settings
from nacl.encoding import URLSafeBase64Encoder
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

_SEALED = {Authenticator.Type.TOTP.value: "secret", Authenticator.Type.RECOVERY_CODES.value: "seed"}
"""Kinds of factors that hold a secret, and where."""


def _box() -> SecretBox:
    return SecretBox(blake2b(settings.SECRET_KEY.encode(), digest_size=32, person=b"pax.factors").digest())


def shut(text: str) -> str:
    """The text, sealed under the site's secret key."""
    return _box().encrypt(text.encode(), encoder=URLSafeBase64Encoder).decode()


def opened(text: str) -> str:
    """A text sealed by `shut`; raises nacl's CryptoError under another key."""
    return _box().decrypt(text.encode(), encoder=URLSafeBase64Encoder).decode()


def opens(factor: Authenticator) -> bool:
    """Whether a factor can be used with the site's secret key; a passkey, which holds no secret of ours, always can."""
    sealed = factor.data.get(_SEALED.get(str(factor.type), ""))
    if sealed is None:
        return True
    try:
        opened(sealed)
    except (CryptoError, ValueError):
        return False
    return True


def apps_shut() -> tuple[int, int]:
    """How many authenticator apps the site's secret key does not open, and how many there are."""
    apps = list(Authenticator.objects.filter(type=Authenticator.Type.TOTP))
    return sum(not opens(app) for app in apps), len(apps)
