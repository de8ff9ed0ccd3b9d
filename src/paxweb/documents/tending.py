"""What lies on the disk against what stands in the database: missing, changed, left over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings

from pax.vocabulary import PaxError, WrongUse
from paxweb.accounts.access import machine
from paxweb.documents.keys import case_key_path, key_to_read
from paxweb.documents.models import Blob, CaseKey
from paxweb.documents.storage import content_in, folder_of, incoming
from paxweb.frame.clock import now

GRACE = timedelta(hours=24)
"""A file without a row is left alone for so long: its row may still be on its way."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One content: what is wrong with it, or nothing. Names ids, never what a document is called."""

    case_id: UUID
    blob: int
    problem: str


def check() -> Iterator[Checked]:
    """Open every content and prove it. One at a time, however many there are."""
    with machine("machine:retention"):
        found = list(Blob.objects.order_by("pk").values_list("pk", flat=True))
    for pk in found:
        with machine("machine:retention"):
            blob = Blob.objects.select_related("case").filter(pk=pk).first()
            if blob is not None:
                yield Checked(blob.case_id, blob.pk, _problem(blob))


def _problem(blob: Blob) -> str:
    try:
        key = key_to_read(blob.case)
        content = content_in(blob.case_id, blob.file, key, blob.address)
    except FileNotFoundError:
        return "its file is missing"
    except PaxError as error:
        return error.problem
    return "" if len(content) == blob.size else "its length differs"


@dataclass(frozen=True, slots=True)
class Leftovers:
    """Files without a row that are older than a day, how many files have one, and keys without a case."""

    files: tuple[Path, ...]
    known: int
    keys: int


def leftovers() -> Leftovers:
    """What nobody will ask for any more: files left by processes that were killed."""
    with machine("machine:retention"):
        known = set(Blob.objects.values_list("case_id", "file"))
        cases = set(CaseKey.objects.filter(destroyed_at=None).values_list("case_id", flat=True))
    kept = {folder_of(case_id) / file for case_id, file in known}
    root = Path(settings.PAX_DOCUMENTS)
    stored = [path for path in (root / "cases").rglob("*") if path.is_file()] if root.is_dir() else []
    waiting = [path for path in incoming().iterdir() if path.is_file()] if root.is_dir() else []
    old = tuple(sorted(path for path in (*stored, *waiting) if path not in kept and _old(path)))
    keys = Path(settings.PAX_CASE_KEYS)
    held = {path.name for path in keys.glob("*.key")} if keys.is_dir() else set()
    return Leftovers(old, len(kept), len(held - {case_key_path(case).name for case in cases}))


def _old(path: Path) -> bool:
    try:
        return now() - datetime.fromtimestamp(path.stat().st_mtime, UTC) > GRACE
    except FileNotFoundError:
        return False


def sweep(found: Leftovers, *, sure: bool) -> int:
    """Take leftovers away; how many. Refuses when they are more than what is known, unless somebody is sure.

    So many would mean another database, or one put back from an old backup: then they are not left over.
    """
    if len(found.files) > max(10, found.known) and not sure:
        raise WrongUse(
            f"{len(found.files)} files have no row and only {found.known} have one: is this the right database?",
            ask="the technician",
            then="look at DATABASE_URL and at what was put back; pax-office documents sweep --yes takes them away",
        )
    for path in found.files:
        path.unlink(missing_ok=True)
    return len(found.files)
