"""Secrets of factors lie encrypted in the database: whoever steals the database alone gets no codes."""

from hashlib import blake2b

from django.conf import settings
from nacl.encoding import URLSafeBase64Encoder
from nacl.secret import SecretBox


def _box() -> SecretBox:
    return SecretBox(blake2b(settings.SECRET_KEY.encode(), digest_size=32, person=b"pax.factors").digest())


def shut(text: str) -> str:
    """The text, sealed under the site's secret key."""
    return _box().encrypt(text.encode(), encoder=URLSafeBase64Encoder).decode()


def opened(text: str) -> str:
    """A text sealed by `shut`; raises nacl's CryptoError under another key."""
    return _box().decrypt(text.encode(), encoder=URLSafeBase64Encoder).decode()
