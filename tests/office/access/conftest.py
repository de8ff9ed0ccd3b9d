"""The boards' keys, which papers of requests are sealed under."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.office.world import HOUSING, SOCIAL


@pytest.fixture(autouse=True)
def keys_of_the_boards(tmp_path: Path, settings: LazySettings) -> None:
    """A subject key for each."""
    for number, board in enumerate((HOUSING, SOCIAL)):
        (tmp_path / "keys" / board).mkdir(parents=True)
        (tmp_path / "keys" / board / "subject.key").write_bytes(bytes([number + 1]) * 32)
    settings.PAX_KEYS = str(tmp_path / "keys")
