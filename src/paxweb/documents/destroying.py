"""A case's documents deleted: its key is destroyed first, so that copies of the sealed files are nothing any more."""

from dataclasses import dataclass
from uuid import UUID

from paxweb.documents.keys import case_key_path
from paxweb.documents.storage import folder_of
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
    """Destroy a case's key, then its sealed files. Outside the database and its transactions; may be called again."""
    key = destroy_key(case_key_path(case_id))
    folder, files = folder_of(case_id), 0
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            path.unlink(missing_ok=True)
            files += 1
        folder.rmdir()
    return Proof(case_id, key, files)
