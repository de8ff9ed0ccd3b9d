"""A case's documents deleted: its key is destroyed first, so that copies of the sealed files are nothing any more."""

from dataclasses import dataclass
from uuid import UUID

from paxweb.accounts.access import machine
from paxweb.documents.keys import case_key_path
from paxweb.documents.models import CaseKey
from paxweb.documents.storage import folder_of
from paxweb.frame.clock import now
from paxweb.seal.keyfiles import destroy_key


@dataclass(frozen=True, slots=True)
class Proof:
    """What was destroyed: whether a key was there now, and how many sealed files.

    What is left of the documents are backups: those of the sealed files, which nobody can read, and those of the keys,
    which live `PAX_CASE_KEYS_KEEP_DAYS`.
    """

    case_id: UUID
    key: bool
    files: int


def erase(case_id: UUID) -> Proof:
    """Say that a case's key is destroyed, destroy it, then its sealed files; before its rows go. May be called again.

    Killed in between, the pages say "deleted" and not "put the key back", and it is gone on with by calling it again.
    """
    with machine("machine:retention"):
        CaseKey.objects.filter(case=case_id, destroyed_at=None).update(destroyed_at=now())
    key = destroy_key(case_key_path(case_id))
    folder, files = folder_of(case_id), 0
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            path.unlink(missing_ok=True)
            files += 1
        folder.rmdir()
    return Proof(case_id, key, files)
