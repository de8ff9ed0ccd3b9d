"""Each case has a key of its own, in a file, sealed under its board's document key. Neither is in the database.

The board's key lies in `PAX_KEYS/<board>/document.key`, the cases' in `PAX_CASE_KEYS/<case>.key`, a folder whose copies
are kept for days and not for years: once a case's file and those copies are gone, nobody can read its documents,
whatever copies of the documents and the database are left.
"""

from pathlib import Path
from uuid import UUID

from django.conf import settings

from pax.vocabulary import PaxError
from paxweb.cases.models import Case
from paxweb.documents.models import CaseKey
from paxweb.frame.clock import now
from paxweb.seal.boxes import BoxUnopened, Shut
from paxweb.seal.files import derived
from paxweb.seal.keyfiles import LENGTH, fingerprint, found_key, made_key

FILE = "document.key"


class KeyMissing(Shut):
    """A key of documents is not where it should be, or is another than it was."""

    def __init__(self, which: str) -> None:
        super().__init__(
            "the key of documents is missing or is another one",
            then="put it back from the keys' own backup; until then nothing is read and nothing is taken in",
            which=which,
        )


class KeyDestroyed(PaxError):
    """The case's documents have been deleted by destroying their key."""

    def __init__(self) -> None:
        super().__init__(
            "the documents of this case have been deleted",
            ask="the registrar",
            then="read the decision on deletion; they cannot be brought back",
        )


def board_key_path(board_id: str) -> Path:
    """Where a board's document key lies."""
    return Path(settings.PAX_KEYS) / board_id / FILE


def case_key_path(case_id: UUID) -> Path:
    """Where a case's key lies."""
    return Path(settings.PAX_CASE_KEYS) / f"{case_id}.key"


def wrapping_key(board_id: str) -> bytes:
    """The key that cases' keys of a board are sealed under. Raises `KeyMissing`."""
    try:
        key = board_key_path(board_id).read_bytes() if settings.PAX_KEYS else b""
    except OSError:
        key = b""
    if len(key) != LENGTH:
        raise KeyMissing(f"PAX_KEYS/{board_id}/{FILE}")
    return derived(key, "case keys")


def key_to_read(case: Case) -> bytes:
    """The case's key. Raises `KeyMissing`, `KeyDestroyed`."""
    known = CaseKey.objects.filter(case=case).first()
    if known is None:
        raise KeyMissing(_which(case))
    return _same(known, case)


def key_to_add(case: Case) -> bytes:
    """The case's key, made with its first document, in the caller's transaction. One once there is never replaced."""
    known = CaseKey.objects.filter(case=case).first()
    if known is None:
        under = wrapping_key(case.board_id)
        try:
            print_of_it = fingerprint(made_key(case_key_path(case.pk), under, _place(case)))
        except (BoxUnopened, OSError):
            raise KeyMissing(_which(case)) from None
        known, _ = CaseKey.objects.get_or_create(case=case, defaults={"fingerprint": print_of_it, "made_at": now()})
    return _same(known, case)


def _same(known: CaseKey, case: Case) -> bytes:
    if known.destroyed_at is not None:
        raise KeyDestroyed
    try:
        key = found_key(case_key_path(case.pk), wrapping_key(case.board_id), _place(case))
    except (BoxUnopened, OSError):
        key = None
    if key is None or fingerprint(key) != known.fingerprint:
        raise KeyMissing(_which(case))
    return key


def _which(case: Case) -> str:
    """The file of a case's key, as whoever keeps the keys knows it."""
    return f"PAX_CASE_KEYS/{case.pk}.key"


def _place(case: Case) -> str:
    return f"case:{case.board_id}:{case.pk}"
