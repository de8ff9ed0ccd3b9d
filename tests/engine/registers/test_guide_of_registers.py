"""The guide has a section for every register, and for nothing else."""

import re

from pax.registers import register_ids
from tests.engine.registers.deliveries import CONTENT


def test_every_register_has_a_section_in_the_guide() -> None:
    page = (CONTENT.root / "docs" / "guides" / "registers.md").read_text(encoding="utf-8")
    titles = re.findall(r"^### `(\w+)`$", page, re.MULTILINE)
    assert sorted(titles) == list(register_ids(CONTENT))
