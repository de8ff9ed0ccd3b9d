"""The boards' subject keys: what hides a number in the office is the key that hid it in the run (`pax keys init`)."""

from pathlib import Path

from django.conf import settings

LENGTH = 32
_FILE = "subject.key"


def key_file(board_id: str) -> str:
    """The file of the board's key, as whoever keeps the keys knows it."""
    return f"PAX_KEYS/{board_id}/{_FILE}"


def subject_key(board_id: str) -> bytes | None:
    """The board's key, 32 bytes, from the folder named in `PAX_KEYS`; None when there is none."""
    if not settings.PAX_KEYS:
        return None
    path = Path(settings.PAX_KEYS) / board_id / _FILE
    try:
        key = path.read_bytes()
    except OSError:
        return None
    return key if len(key) == LENGTH else None
