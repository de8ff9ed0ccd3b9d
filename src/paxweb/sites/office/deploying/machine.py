"""The machine: TLS, clock, mail, log, disk, backup. What the office cannot see is said so, with who must look."""

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.conf import settings

from paxweb.sites.office.deploying.findings import Finding, fine, look, refused

TECHNICIAN = "the technician"
_GIB = 1024**3
_LEAST, _LITTLE = 1 * _GIB, 10 * _GIB
_DRIFT = 1.0


def machine_found(given: Mapping[str, str]) -> Iterator[Finding]:
    """Everything about the machine."""
    yield look(
        "tls",
        "the office speaks plain HTTP to the machine itself, or TLS with --cert",
        TECHNICIAN,
        "see that a proxy with TLS 1.2 or later stands in front, and that X-Forwarded-Proto comes from it alone",
    )
    yield _clock()
    yield fine("mail", "none is sent: codes are handed over on paper, notices stand in the office")
    yield look(
        "log",
        "written to standard error; it holds no names, numbers or contents",
        TECHNICIAN,
        "keep it for as long as the municipality has decided, away from the ledger",
    )
    yield from _disk(Path(given.get("PAX_OFFICE_HOME", ".")))
    yield look(
        "backup",
        "the office cannot see it",
        TECHNICIAN,
        "back up database, keys and anchors each by itself, and try to restore them (docs/guides/office.md)",
    )


def _clock() -> Finding:
    """What chrony or systemd says of the clock, where one of them is there to be asked."""
    drift = _chrony()
    if drift is not None:
        if drift > _DRIFT:
            return refused("clock", f"it is {drift:.1f} s off", TECHNICIAN, "see why the time server is not followed")
        return fine("clock", f"within {max(drift, 0.001):.3f} s of its time server")
    said = _asked(["timedatectl", "show", "--property=NTPSynchronized", "--value"])
    if said == "yes":
        return fine("clock", "follows a time server")
    if said == "no":
        return refused("clock", "it follows no time server", TECHNICIAN, "turn on chrony or systemd-timesyncd")
    return look(
        "clock",
        "cannot be read here",
        TECHNICIAN,
        "see that the machine follows a time server: codes and the log depend on it",
    )


def _chrony() -> float | None:
    """Seconds off, as `chronyc -c tracking` has them in its fifth column."""
    columns = _asked(["chronyc", "-c", "tracking"]).split(",")
    try:
        return abs(float(columns[4]))
    except (IndexError, ValueError):
        return None


def _asked(command: list[str]) -> str:
    program = shutil.which(command[0])
    if program is None:
        return ""
    try:
        said = subprocess.run([program, *command[1:]], capture_output=True, text=True, timeout=5, check=False)  # noqa: S603  fixed words
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return said.stdout.strip() if said.returncode == 0 else ""


def _disk(home: Path) -> Iterator[Finding]:
    if not home.is_dir():
        yield refused("disk", "PAX_OFFICE_HOME names no folder", TECHNICIAN, "make it, for the office's user alone")
        return
    free = shutil.disk_usage(home).free
    says = f"{free / _GIB:.1f} GiB free where the office lies"
    if free < _LEAST:
        yield refused("disk", says, TECHNICIAN, "make room: a log that cannot be written closes the office")
    elif free < _LITTLE:
        yield look("disk", says, TECHNICIAN, "make room before it is needed")
    else:
        yield fine("disk", says)
    database = settings.DATABASES["default"]
    if "sqlite" in str(database["ENGINE"]) and Path(str(database["NAME"])).is_file():
        yield from _file_of(Path(str(database["NAME"])))


def _file_of(path: Path) -> Iterator[Finding]:
    if path.stat().st_mode & 0o077:
        yield refused("disk", "others than its owner may read the database's file", TECHNICIAN, "run chmod 600 on it")
