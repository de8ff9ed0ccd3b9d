"""The boards at work."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from paxweb.cases import rooms
from tests.office.cases.unit import Desk, make_desk


@pytest.fixture
def desk(db: None, tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Two boards, each with an investigator and two leads. Rooms above have no say: they test what they refuse."""
    monkeypatch.setattr(rooms, "_before", [])
    monkeypatch.setattr(rooms, "_covers", [])
    return make_desk(tmp_path, settings)
