"""A board's keys are made once, for one board, and for no one else to read."""

from pathlib import Path

import pytest

from pax.run import keys
from pax.vocabulary import Exit, WrongUse
from tests.engine.cli.conftest import RUN, Pax


def test_the_keys_are_random_long_enough_and_the_owners_alone(pax: Pax) -> None:
    assert pax("keys", "init", "KEYS", "--board", "housing_company").exit_code == Exit.DONE
    found = keys.read(Path("KEYS"), "housing_company")
    assert len(found.run) == len(found.subject) == 32
    assert found.run != found.subject
    assert [Path("KEYS", name).stat().st_mode & 0o777 for name in ("run.key", "subject.key")] == [0o600, 0o600]
    assert str(found.run) not in repr(found)


def test_keys_are_never_written_over(pax: Pax) -> None:
    pax("keys", "init", "KEYS", "--board", "housing_company")
    before = Path("KEYS/run.key").read_bytes()
    assert pax("keys", "init", "KEYS", "--board", "housing_company").exit_code == Exit.WRONG_USE
    assert Path("KEYS/run.key").read_bytes() == before


def test_another_boards_keys_and_keys_others_can_read_are_refused(pax: Pax) -> None:
    pax("keys", "init", "KEYS", "--board", "registry")
    result = pax(*RUN, "--out", "RUN", "--as-of", "2026-06-30", "--keys", "KEYS")
    assert result.exit_code == Exit.WRONG_USE
    Path("KEYS/run.key").chmod(0o644)
    with pytest.raises(WrongUse, match="others"):
        keys.read(Path("KEYS"), "registry")
