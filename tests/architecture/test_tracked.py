"""What a reader elsewhere must never meet in the repository."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import named, tracked_files

_REFUSED = {
    "a path of somebody's machine": re.compile(r"(?<![\w.])/(?:work|root|home|Users)/\w"),
    "the host of a package registry": re.compile(
        "|".join(["py" + r"pi\.org", "python" + "hosted", r"npm" + r"js\.(?:org|com)"])
    ),
    "a private key": re.compile("-----BEGIN [A-Z ]*PRIVATE" + " KEY"),
}
_BINARY = {".xlsx", ".parquet", ".png", ".pdf", ".woff2", ".ico"}


@pytest.mark.parametrize("what", _REFUSED)
def test_no_tracked_file_holds_what_belongs_elsewhere(what: str) -> None:
    found = [
        named(path) for path in tracked_files() if path.suffix not in _BINARY and _REFUSED[what].search(_text(path))
    ]
    assert found == []


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def test_the_lock_file_has_a_hash_for_every_package_and_no_address() -> None:
    lock = next(path for path in tracked_files() if path.name == "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", lock.strip())
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in lock
    assert not re.search(r"^-", lock, re.MULTILINE)


def test_third_party_test_data_stays_outside() -> None:
    names = {path.name for path in tracked_files()}
    assert not names & {"testpersonnummer.csv", "test_coordination_numbers.csv", "sql_agreement.csv", "calibration.csv"}
