"""Documents: each board's key, the folders, the virus check."""

import re
import stat
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from pax.vocabulary import PaxError
from paxweb.accounts.models import Board
from paxweb.documents.clamav import version
from paxweb.documents.keys import board_key_path
from paxweb.frame.clock import today
from paxweb.seal.keyfiles import LENGTH
from paxweb.sites.office.deploying.findings import Finding, fine, look, refused

KEEPER, TECHNICIAN = "whoever keeps the keys", "the technician"
_OLD = 7
_DAY = re.compile(r"/(?P<day>\w{3} \w{3}\s+\d{1,2} \d\d:\d\d:\d\d \d{4})$")


def documents_found(*, deploy: bool) -> Iterator[Finding]:
    """Keys of documents; with `deploy` also where they lie and who looks through them."""
    if settings.PAX_KEYS:
        for board in Board.objects.order_by("id").values_list("id", flat=True):
            yield _key(board)
    if deploy:
        yield from _folders()
        yield _clamav(today())


def _key(board: str) -> Finding:
    path, name = board_key_path(board), f"{board}/document.key"
    try:
        key, mode = path.read_bytes(), path.stat().st_mode
    except OSError:
        return refused("documents", f"{name} is missing", KEEPER, f"run pax-office documents key --board {board}")
    if len(key) != LENGTH:
        return refused("documents", f"{name} is not {LENGTH} bytes long", KEEPER, "copy it anew")
    if stat.S_IMODE(mode) & 0o077:
        return refused("documents", f"{name}: others than its owner may read it", KEEPER, "run chmod 600 on it")
    return fine("documents", f"{name} is in place and its owner's alone")


def _folders() -> Iterator[Finding]:
    documents, keys = Path(settings.PAX_DOCUMENTS).resolve(), Path(settings.PAX_CASE_KEYS).resolve()
    boards = Path(settings.PAX_KEYS).resolve() if settings.PAX_KEYS else None
    if documents == keys or documents in keys.parents:
        then = "let PAX_CASE_KEYS name a folder outside PAX_DOCUMENTS, with backups of its own"
        yield refused("documents", "the cases' keys lie among the documents they open", KEEPER, then)
    elif boards is not None and (boards == keys or boards in keys.parents):
        then = "let PAX_CASE_KEYS name a folder outside PAX_KEYS: its backups are kept for days, those of PAX_KEYS long"
        yield refused("documents", "the cases' keys lie among the boards' keys", KEEPER, then)
    else:
        says = f"backups of the cases' keys shall be kept {settings.PAX_CASE_KEYS_KEEP_DAYS} days and apart"
        yield look("documents", says, KEEPER, "see that they are: until then what was deleted can be brought back")
    for name, folder in (("PAX_DOCUMENTS", documents), ("PAX_CASE_KEYS", keys)):
        if folder.is_dir() and stat.S_IMODE(folder.stat().st_mode) & 0o077:
            yield refused("documents", f"{name}: others than its owner may look in", TECHNICIAN, "run chmod 700 on it")


def _clamav(day: date) -> Finding:
    if not settings.PAX_CLAMAV:
        says = "no virus check: PAX_CLAMAV is not set"
        return look("clamav", says, TECHNICIAN, "install clamd and set PAX_CLAMAV=unix:/run/clamav/clamd.ctl")
    try:
        said = version()
    except (OSError, PaxError):
        return refused("clamav", "it does not answer, so no document is taken in", TECHNICIAN, "start clamd")
    made = _DAY.search(said)
    if made is None:
        return look("clamav", f"{said}, signatures of an unknown day", TECHNICIAN, "see that freshclam runs")
    age = (day - datetime.strptime(made["day"], "%a %b %d %H:%M:%S %Y").date()).days  # noqa: DTZ007  clamd tells none
    if age > _OLD:
        return refused("clamav", f"its signatures are {age} days old", TECHNICIAN, "see that freshclam runs")
    return fine("clamav", said)
