"""JSON that is lawful and yet no text: half of a character, or lists within lists without end. One clear refusal."""

import base64
import re
import shutil
import time
from pathlib import Path

import pytest

from pax.registers import Received
from pax.registers.readers.json_text import records
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


def _receive_json(tmp_path: Path, register: str, text: str) -> Received:
    folder = tmp_path / "in" / register / DAY
    folder.mkdir(parents=True)
    (folder / "svar.json").write_text(text, encoding="utf-8")
    return receive_from(tmp_path / "in")


@pytest.mark.parametrize(("register", "name"), [("kir_json", "invanare.json"), ("ss12000", "persons.json")])
def test_an_object_that_says_something_twice_is_refused_since_one_of_them_may_be_a_mark(
    register: str, name: str, tmp_path: Path
) -> None:
    member = {"kir_json": '"classified":', "ss12000": '"securityMarking":'}[register]
    received = _with(register, name, member, f'{member} "J", {member}', tmp_path)
    (refusal,) = received.refusals
    assert "says something twice" in str(refusal)


@pytest.mark.parametrize("text", ["{}", "null", '"x"', "7", '{"status": 404, "message": "Not found"}', "[[]]"])
def test_an_answer_that_is_no_list_of_inhabitants_does_not_empty_the_register(text: str, tmp_path: Path) -> None:
    received = _receive_json(tmp_path, "kir_json", text)
    (refusal,) = received.refusals
    assert "no record has personNumber" in str(refusal)


def test_a_register_without_inhabitants_is_an_empty_list(tmp_path: Path) -> None:
    assert not _receive_json(tmp_path, "kir_json", "[]").refusals


@pytest.mark.parametrize(
    "text",
    ['[{"personNumber": "1"}] [{"personNumber": "2"}]', '[{"personNumber": "1"}], 7', '[{"personNumber": "1"}]]'],
)
def test_what_stands_after_the_list_is_not_passed_over(text: str, tmp_path: Path) -> None:
    (refusal,) = _receive_json(tmp_path, "kir_json", text).refusals
    assert "the JSON is broken or cut short" in str(refusal)


@pytest.mark.parametrize("end", ["", ",", ', "_meta"', ', "_meta": {', ', "_meta": {}', "}}"])
def test_a_file_cut_after_its_list_is_refused(end: str, tmp_path: Path) -> None:
    (refusal,) = _receive_json(tmp_path, "lifecare", '{"payments": []' + end).refusals
    assert "the JSON is broken or cut short" in str(refusal)
    whole = '{"a": 1, "payments": [], "_meta": {"page": 1}, "x": []}\n'
    (tmp_path / "b").mkdir()
    assert not _receive_json(tmp_path / "b", "lifecare", whole).refusals


def test_a_hundred_thousand_lines_of_objects_take_a_moment(tmp_path: Path) -> None:
    path = tmp_path / "lines.json"
    path.write_text('{"personNumber": "1", "givenname": "a name of some length"}\n' * 100_000)
    before = time.process_time()
    text = path.read_text()
    assert sum(1 for _ in records(text, "[]")) == 100_000
    assert time.process_time() - before < 10
