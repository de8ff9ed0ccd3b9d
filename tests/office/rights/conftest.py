"""The year of the housing company."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.office.rights.unit import Year, make_year


@pytest.fixture
def year(db: None, tmp_path: Path, settings: LazySettings) -> Year:
    """A run that has come in, a week that is drawn, and the people of the board."""
    return make_year(tmp_path, settings)
