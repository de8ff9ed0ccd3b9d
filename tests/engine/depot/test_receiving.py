"""What is delivered is in the store once, whole, under its own name; what is refused is remembered."""

import fcntl
import os
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pax.registers import depot
from pax.registers.depot import journal
from pax.registers.taking import Opened, Taken, make
from pax.vocabulary import NothingWritten, WrongUse
from tests.engine.depot.stock import AT, HOMES, NOTICES, POPULATION, Stock, snapshot, stock, without_ground
from tests.engine.registers.deliveries import municipality


def test_the_same_delivery_twice_is_taken_once(tmp_path: Path) -> None:
    held = stock(tmp_path).lay(HOMES, POPULATION)
    assert set(held.became().values()) == {"taken"}
    before = snapshot(held.root)
    assert set(held.became().values()) == {"known"}
    assert snapshot(held.root) == before


def test_a_delivery_is_called_by_what_is_in_it_not_by_what_is_read_of_it(tmp_path: Path) -> None:
    held = stock(tmp_path).lay(HOMES)
    (held.shelf / "exchange" / "2026-06-30" / "areas.csv").write_text("area_id,name\nA1,North\n", encoding="utf-8")
    held.deliver()
    ids = {held.from_folder(wanted).deliveries[0].delivery_id for wanted in (None, frozenset({"dwellings"}))}
    assert ids == {each.delivery_id for each in held.listed()}
    (held.shelf / "exchange" / "2026-06-30" / "areas.csv").write_text("area_id,name\nA1,South\n", encoding="utf-8")
    assert held.from_folder(frozenset({"dwellings"})).deliveries[0].delivery_id not in ids


def test_the_same_files_on_another_day_are_that_days_delivery(tmp_path: Path) -> None:
    held = stock(tmp_path).lay(HOMES, POPULATION, NOTICES, ("navet", "2026-07-31"))
    held.deliver()
    same = [each for each in held.listed() if each.register == "navet"]
    assert len({each.delivery_id for each in same}) == 1
    assert [str(each.state) for each in same] == ["superseded", "in force"]
    assert held.states()["navet_changes", "2026-07-06"] == "superseded"


def test_the_store_is_the_owners_alone(tmp_path: Path) -> None:
    held = stock(tmp_path).lay(HOMES, POPULATION, ("leases", "2026-06-30"))
    held.deliver()
    modes = {path: stat.S_IMODE(path.lstat().st_mode) for path in [held.root, *held.root.rglob("*")]}
    assert {path for path, mode in modes.items() if mode != (0o700 if path.is_dir() else 0o600)} == set()


def test_a_register_without_a_ground_is_refused_unopened(tmp_path: Path) -> None:
    held = without_ground(stock(tmp_path), "navet", "navet_changes").lay(HOMES, POPULATION)
    (held.shelf / "navet" / "2026-06-30" / "navet.xml").chmod(0)
    assert held.became()["navet", "2026-06-30"] == "refused"
    refusal = held.contents().refusals[0]
    assert "no ground is recorded" in refusal.error.problem
    assert refusal.error.ask == "whoever keeps the municipality's settings"
    assert refusal.delivery_id == ""
    assert not (held.root / "deliveries" / "navet").exists()


def test_a_refused_delivery_is_remembered_without_a_value_and_the_one_before_stays(tmp_path: Path) -> None:
    held = stock(tmp_path).lay(HOMES, POPULATION)
    held.deliver()
    held.lay(("navet", "2026-07-07"))
    broken = held.shelf / "navet" / "2026-07-07" / "navet.xml"
    broken.write_bytes(broken.read_bytes()[:-40])
    assert held.became()["navet", "2026-07-07"] == "refused"
    assert held.states()["navet", "2026-06-30"] == "in force"
    received = held.in_force()
    assert [each.date.day for each in received.deliveries if each.register == "navet"] == [30]
    assert [error.register for error in received.refusals] == ["navet"]
    assert "the delivery of 2026-07-07 was refused, that of 2026-06-30 stays in use" in received.refusals[0].problem
    remembered = next((held.root / "refused" / "navet").iterdir()).read_text(encoding="utf-8")
    assert "198703122380" not in remembered
    assert "19870312" not in remembered


def test_the_same_refusal_is_remembered_once_and_forgotten_when_the_delivery_is_mended(tmp_path: Path) -> None:
    held = stock(tmp_path).lay(HOMES, POPULATION)
    file = held.shelf / "navet" / "2026-06-30" / "navet.xml"
    whole = file.read_bytes()
    file.write_bytes(whole[:-40])
    held.deliver()
    held.deliver()
    assert len(held.contents().journal.of(journal.REFUSED)) == 1
    file.write_bytes(whole)
    held.deliver()
    assert held.in_force().refusals == ()


def test_changes_without_a_full_delivery_wait_for_it(tmp_path: Path) -> None:
    held = stock(tmp_path).lay(HOMES, NOTICES)
    assert held.became()[NOTICES] == "taken"
    assert held.states()[NOTICES] == "waiting"
    assert [error.register for error in held.in_force().refusals] == ["navet_changes"]
    held.lay(POPULATION).deliver()
    assert held.states()[NOTICES] == "in force"
    assert held.in_force().refusals == ()


def test_another_boards_or_municipalitys_store_is_refused(tmp_path: Path) -> None:
    held = stock(tmp_path).lay(HOMES)
    held.deliver()
    with pytest.raises(WrongUse, match="that of the board social_services"):
        depot.deliver(held.root, [held.shelf], replace(held.wish(), board="housing_company"), AT, _Nobody())
    other = replace(municipality(), code="0998")
    with pytest.raises(WrongUse, match="municipality 0999"):
        depot.deliver(held.root, [held.shelf], replace(held.wish(), municipality=other), AT, _Nobody())


class _Nobody:
    def step(self, text: str, done: int, of: int) -> None:
        """Nobody listens."""


def test_a_folder_of_something_else_becomes_no_store(tmp_path: Path) -> None:
    held = stock(tmp_path).lay(HOMES)
    held.root.mkdir()
    (held.root / "budget.xlsx").write_bytes(b"x")
    with pytest.raises(WrongUse, match="something else"):
        held.deliver()
    assert [path.name for path in held.root.iterdir()] == ["budget.xlsx"]


def test_a_store_of_a_later_version_is_not_read(tmp_path: Path) -> None:
    held = stock(tmp_path).lay(HOMES)
    held.deliver()
    file = held.root / "store.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"schema": 1', '"schema": 2'), encoding="utf-8")
    with pytest.raises(WrongUse, match="version 2"):
        held.contents()


def test_one_writes_at_a_time_and_readers_do_not_wait(tmp_path: Path) -> None:
    held = stock(tmp_path).lay(HOMES)
    held.deliver()
    handle = os.open(held.root / ".lock", os.O_RDWR)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        with pytest.raises(NothingWritten, match="another pax receive"):
            held.deliver()
        assert held.in_force().tables["dwellings"].is_file()
    finally:
        os.close(handle)


def test_what_a_killed_receive_left_is_swept_and_never_read(tmp_path: Path) -> None:
    held = stock(tmp_path).lay(HOMES)
    held.deliver()
    half = held.root / ".writing" / "2" / "delivery"
    half.mkdir(parents=True)
    (half / "manifest.json").write_text("{", encoding="utf-8")
    assert len(held.listed()) == 1
    held.deliver()
    assert list((held.root / ".writing").iterdir()) == []


def test_a_delivery_renamed_but_not_yet_in_the_journal_is_there_and_gets_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = stock(tmp_path).lay(HOMES)
    held.deliver()
    held.lay(POPULATION)
    with monkeypatch.context() as patch:
        patch.setattr("pax.registers.depot.journal.add", _killed)
        with pytest.raises(KeyboardInterrupt):
            held.deliver()
    assert held.states()[POPULATION] == "in force"
    held.deliver(AT + timedelta(days=1))
    inside = held.contents()
    assert inside.journal.numbers(journal.RECEIVED) == {each.number for each in inside.held}


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_file_that_changes_while_it_is_read_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = stock(tmp_path).lay(HOMES)
    file = next((held.shelf / "exchange" / "2026-06-30").iterdir())

    def while_it_grows(opened: Opened) -> Taken:
        with file.open("ab") as more:
            more.write(b"\n")
        return make(opened)

    monkeypatch.setattr("pax.registers.depot.arriving.make", while_it_grows)
    assert held.became() == {HOMES: "refused"}
    assert "changed while it was read" in held.contents().refusals[0].error.problem


def test_tables_without_a_day_are_not_received(tmp_path: Path) -> None:
    held = stock(tmp_path)
    held.shelf.mkdir()
    (held.shelf / "areas.csv").write_text("area_id,name\nA1,North\n", encoding="utf-8")
    with pytest.raises(WrongUse, match="carry no date"):
        held.deliver()
    assert not held.root.exists()


def test_several_shelves_are_received_at_once(tmp_path: Path) -> None:
    one, two = stock(tmp_path).lay(HOMES), Stock(tmp_path / "more", stock(tmp_path).holder).lay(POPULATION)
    arrivals = depot.deliver(one.root, [one.shelf, two.shelf], one.wish(), AT, _Nobody())
    assert [each.register for each in arrivals] == ["exchange", "navet"]


def test_a_day_of_a_mistyped_year_is_refused_before_anything_is_received(tmp_path: Path) -> None:
    held = stock(tmp_path).lay(HOMES, ("navet", "2062-06-30"))
    with pytest.raises(WrongUse, match="more than a year ahead") as refused:
        held.deliver()
    assert "navet/2062-06-30" in refused.value.where
    assert not held.root.exists()


def test_a_slow_clock_refuses_no_delivery(tmp_path: Path) -> None:
    held = stock(tmp_path).lay(HOMES)
    (arrival,) = depot.deliver(held.root, [held.shelf], held.wish(), datetime(2001, 1, 1, tzinfo=UTC), _Nobody())
    assert arrival.became == "taken"


def test_a_day_to_come_within_a_year_is_received(tmp_path: Path) -> None:
    held = stock(tmp_path).lay(HOMES, ("navet", "2027-07-01"))
    assert held.became()["navet", "2027-07-01"] == "taken"
