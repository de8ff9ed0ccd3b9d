"""What `pax quality` measures, when it warns, and that no page or table of it ever shows somebody's value."""

import json
import re
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pax.cli import main
from pax.registers import Wish, depot
from pax.registers.quality import Looked, look_through, page
from pax.registers.quality.saying import code_counts, share
from pax.vocabulary import Silent
from tests.engine.registers.deliveries import CONTENT, csv_of, municipality, person
from tests.engine.run.small_world import municipality_file

BEFORE, NOW = "2026-05-31", "2026-06-30"
BOARD = "social_services"
HIDDEN = "Hemligesson"
PERSONS = "person_id,given_name,surname,birth_date,protection,civil_status"
Row = Sequence[str]


def _person(nth: int, **changed: str) -> str:
    month, serial = 1 + nth % 12, 100 + nth
    row = {
        "person_id": person(f"1980{month:02d}15{serial}"),
        "given_name": "Dana",
        "surname": HIDDEN,
        "birth_date": f"1980-{month:02d}-15",
        "protection": "none",
        "civil_status": "OG" if nth % 2 else "G",
        **changed,
    }
    return ",".join(row.values())


def _lay(folder: Path, day: str, rows: Sequence[str], table: str = "persons", heading: str = PERSONS) -> Path:
    place = folder / "exchange" / day
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{table}.csv").write_text(csv_of(heading, list(rows)), encoding="utf-8")
    return folder


def _looked(folder: Path, tmp_path: Path) -> tuple[Looked, ...]:
    wish = Wish(BOARD, municipality(), CONTENT, None, None)
    store = tmp_path / "store"
    depot.deliver(store, [folder], wish, datetime(2026, 7, 1, tzinfo=UTC), Silent())
    return look_through(store, CONTENT, (), Silent())


def _jumps(before: Sequence[str], now: Sequence[str], tmp_path: Path) -> dict[str, list[str]]:
    folder = _lay(_lay(tmp_path / "in", BEFORE, before), NOW, now)
    (looked,) = _looked(folder, tmp_path)
    found: dict[str, list[str]] = {}
    for jump in looked.jumps:
        found.setdefault(jump.place, []).append(jump.says.en)
    return found


SAME = [_person(nth) for nth in range(100)]


def test_two_deliveries_alike_give_no_warning(tmp_path: Path) -> None:
    assert _jumps(SAME, [_person(nth) for nth in range(96)], tmp_path) == {}


@pytest.mark.parametrize(("rows", "says"), [(89, "over 10 % fewer rows"), (126, "over 25 % more rows")])
def test_a_sudden_change_in_rows_warns_and_one_less_does_not(rows: int, says: str, tmp_path: Path) -> None:
    assert _jumps(SAME, [_person(nth) for nth in range(rows)], tmp_path)["persons"] == [says]
    near = 90 if rows < 100 else 125
    assert "persons" not in _jumps(SAME, [_person(nth) for nth in range(near)], tmp_path / "near")


def test_a_column_that_is_suddenly_empty_warns(tmp_path: Path) -> None:
    thinner = [_person(nth, birth_date="" if nth < 6 else "1980-03-03") for nth in range(100)]
    assert _jumps(SAME, thinner, tmp_path) == {"persons.birth_date": ["filled in over 5 points fewer rows"]}
    five = [_person(nth, birth_date="" if nth < 5 else "1980-03-03") for nth in range(100)]
    assert _jumps(SAME, five, tmp_path / "five") == {}


def test_a_new_code_warns_by_name_and_an_unknown_one_without_it(tmp_path: Path) -> None:
    known = [_person(nth, civil_status="RP" if nth < 2 else "G" if nth % 2 else "OG") for nth in range(100)]
    assert _jumps(SAME, known, tmp_path)["persons.civil_status"] == ["a new code on over 1 %: RP"]
    strange = [_person(nth, civil_status=HIDDEN if nth < 2 else "G" if nth % 2 else "OG") for nth in range(100)]
    assert _jumps(SAME, strange, tmp_path / "x")["persons.civil_status"] == ["a new code on over 1 %: another code"]


def test_odd_days_and_heaps_are_counted_and_warn(tmp_path: Path) -> None:
    odd = [_person(nth, birth_date="2031-01-01" if nth < 3 else "1899-05-05") for nth in range(6)]
    (looked,) = _looked(_lay(tmp_path / "in", NOW, odd), tmp_path)
    assert looked.now is not None
    days = looked.now.tables["persons"].dates["birth_date"]
    assert (days.total, days.early, days.future, days.new_year) == (6, 3, 3, 3)
    assert [jump.place for jump in looked.jumps] == ["persons.birth_date"]
    heap = [_person(nth, birth_date="1980-01-01" if nth < 10 else "1980-03-02") for nth in range(100)]
    assert _jumps(SAME, heap, tmp_path / "heap") == {
        "persons.birth_date": ["days heaped on 1 January: only the year is known"]
    }


def test_what_was_found_is_counted_by_kind(tmp_path: Path) -> None:
    rows = [_person(1), _person(1), _person(2, birth_date="2026-02-30"), _person(3), _person(3, surname="Annan")]
    rows += [_person(nth) for nth in range(4, 60)]
    (looked,) = _looked(_lay(tmp_path / "in", NOW, rows), tmp_path)
    assert looked.now is not None
    counts = {each.problem: each.rows for each in looked.now.problems}
    assert counts["quarantined: not a date"] == 1
    assert counts["quarantined: the key stands in another row with other values"] == 2
    assert counts["kept: the same row again: one of them is used"] == 1
    assert (looked.now.rows, looked.now.quarantined) == (61, 3)


def test_an_address_that_is_not_found_is_counted(tmp_path: Path) -> None:
    for register in ("kir", "dwellings"):
        for day in (BEFORE, NOW):
            shutil.copytree(
                CONTENT.folder("registers") / register / "sample", tmp_path / "in" / register / day, dirs_exist_ok=True
            )
    changed = tmp_path / "in" / "kir" / NOW / "kir.csv"
    changed.write_bytes(changed.read_bytes().replace(b"Storgatan", b"Ingengata"))
    looked = {each.source.id: each for each in _looked(tmp_path / "in", tmp_path)}["kir"]
    assert looked.now is not None
    assert looked.before is not None
    assert looked.now.unplaced > looked.before.unplaced
    assert "more addresses than before are not found" in [jump.says.en for jump in looked.jumps]


def test_small_counts_cannot_be_reckoned_back() -> None:
    assert code_counts({"G": 50, "OG": 40, "RP": 3}, 0) == {"G": "50", "OG": "–", "RP": "<5"}
    assert code_counts({"G": 50, "OG": 3, "RP": 4}, 0) == {"G": "50", "OG": "<5", "RP": "<5"}
    assert code_counts({"G": 50}, 6) == {"G": "50", None: "6"}
    assert (share(0.99999), share(1.0), share(0.00001), share(0.0)) == ("99.9 %", "100.0 %", "0.1 %", "0.0 %")


class _Reader(HTMLParser):
    """What a page is made of, and whether everything that opens also closes."""

    VOID = frozenset({"meta", "rect"})

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_needs_nothing_from_outside_and_has_real_tables(language: str, tmp_path: Path) -> None:
    looked = _looked(_lay(_lay(tmp_path / "in", BEFORE, SAME), NOW, SAME[:50]), tmp_path)
    text = page(looked, "Socialnämnden", "Skoby", language)
    reader = _Reader()
    reader.feed(text)
    assert reader.open == []
    names = {tag for tag, _ in reader.tags}
    assert names.isdisjoint({"script", "link", "img", "iframe", "object", "form"})
    assert not re.search(r"https?:|url\(|@import|\son\w+=", text)
    attributes = [(tag, name, value) for tag, each in reader.tags for name, value in each.items()]
    assert {value for tag, name, value in attributes if tag == "html" and name == "lang"} == {language}
    tables = sum(tag == "table" for tag, _ in reader.tags)
    assert tables >= 4
    assert tables == sum(tag == "caption" for tag, _ in reader.tags)
    assert all("scope" in each for tag, each in reader.tags if tag == "th")
    assert all(each.get("aria-hidden") == "true" for tag, each in reader.tags if tag == "svg")
    ids = [value for _, name, value in attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert {str(value).removeprefix("#") for _, name, value in attributes if name == "href"} <= set(ids)
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text


def _quality(folder: Path, *arguments: str) -> Result:
    municipality_file(folder.parent)
    call = ["quality", "--municipality", str(folder.parent / "municipality.toml"), "--board", BOARD, *arguments]
    return CliRunner().invoke(main, call)


def test_the_command_shows_a_table_a_page_and_json_without_any_value(tmp_path: Path) -> None:
    strange = [_person(nth, civil_status=HIDDEN, birth_date=HIDDEN if nth == 5 else "1980-03-03") for nth in range(60)]
    folder = _lay(_lay(tmp_path / "in", BEFORE, SAME), NOW, strange)
    html = tmp_path / "page.html"
    shown = _quality(folder, "--registers", str(folder), "--html", str(html))
    assert shown.exit_code == 0, shown.output
    assert "exchange" in shown.output
    assert "mer än 10 % färre rader" in shown.output
    told = _quality(folder, "--registers", str(folder), "--json")
    assert json.loads(told.stdout)[0]["newest"]["tables"]["persons"]["rows"] == 59
    everything = shown.output + told.stdout + html.read_text(encoding="utf-8")
    assert HIDDEN not in everything
    assert not re.search(r"\d{12}", everything)
    assert "1980-03-03" not in everything


def test_a_store_and_a_folder_give_the_same_and_a_refused_delivery_is_told(tmp_path: Path) -> None:
    folder = _lay(_lay(tmp_path / "in", BEFORE, SAME), NOW, [])
    (folder / "exchange" / NOW / "persons.csv").write_text("this is no table at all\n")
    _looked(folder, tmp_path)
    stored = _quality(folder, "--store", str(tmp_path / "store"), "--json")
    lying = _quality(folder, "--registers", str(folder), "--json")
    assert (stored.exit_code, lying.exit_code) == (3, 3)
    assert json.loads(stored.stdout) == json.loads(lying.stdout)
    assert json.loads(stored.stdout)[0]["refused"][0]["problem"]
