"""docs/map.md is the plan of the house: every room, and no room that is not there."""

import re

from tests.architecture.tree import ROOT, rooms

_ROW = re.compile(r"^\| `(?P<room>pax(?:web)?\.\w+)` \| (?P<line>.*) \|$", re.MULTILINE)


def _rows() -> dict[str, str]:
    rows = _ROW.findall((ROOT / "docs" / "map.md").read_text(encoding="utf-8"))
    assert len(rows) == len(dict(rows)), "a room stands twice in docs/map.md"
    return dict(rows)


def test_every_room_stands_in_the_map() -> None:
    assert sorted(set(rooms()) - set(_rows())) == []


def test_the_map_names_no_room_that_is_not_there() -> None:
    assert sorted(set(_rows()) - set(rooms())) == []


def test_every_room_has_one_line_that_says_something() -> None:
    assert [room for room, line in _rows().items() if len(line.split()) < 4] == []


def test_every_top_folder_stands_in_the_map() -> None:
    text = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")
    folders = {
        "registers",
        "rules",
        "gateways",
        "casetypes",
        "municipality",
        "src",
        "tests",
        "docs",
        "ops",
        "benchmarks",
    }
    there = {name for name in folders if any((ROOT / name).rglob("*.*"))}
    assert sorted(name for name in there if f"`{name}/`" not in text) == []
