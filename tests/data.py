"""Where third-party test data lies: beside the checkout, or where PAX_TEST_DATA points. It is never copied in here."""

import os
from pathlib import Path

import pytest


def third_party(name: str) -> Path:
    """The path of one piece of third-party data; the test is skipped, with the reason, where it is absent."""
    given = os.environ.get("PAX_TEST_DATA")  # noqa: TID251  the one setting tests take from outside
    root = Path(given) if given else Path(__file__).resolve().parents[1].parent / "shared" / "data"
    path = root / name
    if not path.exists():
        pytest.skip(f"third-party data {name} is not here (see docs/guides/operate.md, PAX_TEST_DATA)")
    return path
