"""File names as they are kept and handed out: no paths, no tricks of direction, nothing a system reads as its own."""

import re
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import quote

LONGEST = 120
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_SPECIAL = re.compile(r"[\\/:*?\"<>|%;$`&{}\[\]]")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def clean_name(given: str, ending: str) -> str:
    """The last step of a path, in letters one can see, with this ending and at most 120 signs."""
    last = given.replace("\\", "/").rpartition("/")[2]
    seen = "".join(sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign) not in _UNSEEN)
    stem = PurePosixPath(seen).stem if "." in seen else seen
    stem = re.sub(r"\s+", " ", _SPECIAL.sub("_", stem)).strip(" .-~")
    if not stem or _RESERVED.fullmatch(stem):
        stem = f"handling_{stem}".rstrip("_")
    return f"{stem[: LONGEST - len(ending) - 1].rstrip(' .')}.{ending}"


def disposition(name: str) -> str:
    """The head that has a file kept and not shown (RFC 6266): the name in ASCII for old programs, and as it is."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", plain).strip(" .") or "handling"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
