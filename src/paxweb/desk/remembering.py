"""What somebody searches for, kept so that no word of it stands in an address, a log or the browser's history.

A search is posted, sealed into the session and shown under an address that says nothing. It can be gone back to and
loaded anew, by the same person alone, for as long as they are signed in.
"""

from base64 import b64decode, b64encode
from hashlib import blake2b, sha256
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest

from paxweb.seal.boxes import BoxUnopened, close_box, open_box

KEPT = 20
_NAME = "pax_searches"


def remember(request: HttpRequest, typed: str) -> UUID:
    """Keep what was typed; the id it is shown under. The oldest of more than twenty is forgotten."""
    search = uuid4()
    box = b64encode(close_box(_key(), _place(request, search), typed)).decode()
    before = list(request.session.get(_NAME, []))
    request.session[_NAME] = [*before[-KEPT + 1 :], [str(search), box]]
    return search


def recall(request: HttpRequest, search: UUID) -> str | None:
    """What was typed; None when it is forgotten, or was never this person's."""
    for name, box in request.session.get(_NAME, []):
        if name == str(search):
            return _opened(request, search, box)
    return None


def _opened(request: HttpRequest, search: UUID, box: str) -> str | None:
    try:
        found = open_box(_key(), _place(request, search), b64decode(box))
    except (BoxUnopened, ValueError):
        return None
    return found if isinstance(found, str) else None


def _place(request: HttpRequest, search: UUID) -> str:
    return f"search:{request.user.pk}:{search}"


def _key() -> bytes:
    secret = sha256(settings.SECRET_KEY.encode()).digest()
    return blake2b(b"searches", key=secret, person=b"pax desk", digest_size=32).digest()
