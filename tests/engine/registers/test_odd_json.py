"""JSON that is lawful and yet no text: half of a character, or lists within lists without end. One clear refusal."""

import base64
import re
import shutil
from pathlib import Path

import pytest

from pax.registers import Received
from tests.engine.registers.deliveries import CONTENT, DAY, receive_from

_HALF = r'"\ud800"'
_DEEP = "[" * 5_000 + "]" * 5_000
_LEAVES = {
    ("bods", "huvudman.json"): '"Storgatan 4, Skoby"',
    ("ss12000", "persons.json"): '"2022-08-16"',
    ("lifecare", "utbetalningar.json"): '"Utbetalningskort"',
    ("kir_json", "invanare.json"): '"Öberg"',
    ("ssbtek", "svar-1.xml"): '"FK"',
}


def _with(register: str, name: str, leaf: str, instead: str, tmp_path: Path) -> Received:
    """Receive the register's sample with one text of one file put in another's place."""
    folder = tmp_path / "in"
    shutil.copytree(CONTENT.folder("registers") / register / "sample", folder / register / DAY)
    path = folder / register / DAY / name
    text = path.read_text(encoding="utf-8")
    for inner in re.findall(r"(?<=>)[A-Za-z0-9+/]{60,}=*(?=<)", text):
        changed = base64.b64decode(inner).decode().replace(leaf, instead, 1)
        text = text.replace(inner, base64.b64encode(changed.encode()).decode())
    changed = text.replace(leaf, instead, 1)
    assert changed.encode() != path.read_bytes()
    path.write_text(changed, encoding="utf-8")
    return receive_from(folder)


@pytest.mark.parametrize(("register", "name"), _LEAVES)
def test_half_of_a_character_is_refused(register: str, name: str, tmp_path: Path) -> None:
    received = _with(register, name, _LEAVES[register, name], _HALF, tmp_path)
    assert "half of a character" in str(received.refusals[0])


@pytest.mark.parametrize(("register", "name"), _LEAVES)
def test_lists_within_lists_without_end_are_refused(register: str, name: str, tmp_path: Path) -> None:
    received = _with(register, name, _LEAVES[register, name], _DEEP, tmp_path)
    assert "JSON" in str(received.refusals[0])
