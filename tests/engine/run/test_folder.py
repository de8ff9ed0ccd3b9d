"""A run folder is whole, says what it holds, and is the same when the input is."""

import hashlib
import json
import os
from datetime import date
from pathlib import Path

import pytest

from pax import run as runs
from pax.run import folder as writing
from pax.vocabulary import NothingWritten, WrongUse
from tests.engine.run.small_world import AID, DANA, HOUSING, KEYS, Office, asked, small_world, with_aid

ALWAYS = {
    "area_counts.parquet", "context.parquet", "edges.parquet", "evidence.parquet", "links.parquet", "quality.parquet",
    "rules.json", "run.json", "signals.parquet", "subjects.parquet", "summary.json", "timings.json",
}  # fmt: skip
WITH_KEYS = ALWAYS | {"conflicts.parquet", "draws.parquet", "protected.parquet", "run.mac"}


def test_dana_is_asked_about_her_two_leases_and_named_with_her_newest_number(tmp_path: Path) -> None:
    Office(tmp_path).run(small_world())
    folder = Office(tmp_path).folder_of()
    signal = next(row for row in folder.rows("signals") if row["rule_id"] == "HO-02")
    assert signal["anchor"] == "T1|T2"
    assert "Dana Dal" in signal["text_sv"]
    assert folder.labels["person", signal["subject_id"]]["id_number"] == DANA
    evidence = [row for row in folder.rows("evidence") if row["signal_id"] == signal["signal_id"]]
    assert [(row["file"], row["line"]) for row in evidence] == [("tenancies.csv", 2), ("tenancies.csv", 3)]


def test_a_payment_after_death_is_asked_about_with_its_amount(tmp_path: Path) -> None:
    made = Office(tmp_path, AID).run(with_aid(small_world()))
    assert ("AI-01", "U1") in asked(Office(tmp_path, AID).folder_of())
    assert made.summary["rules"]["AI-01"]["amount"] == "5000.00"


def test_two_runs_on_equal_input_are_equal_to_the_byte_but_for_the_clock(tmp_path: Path) -> None:
    office = Office(tmp_path, AID, keys=runs.Keys(AID, b"r" * 32, b"s" * 32))
    office.run(with_aid(small_world()), "ONE")
    office.run(with_aid(small_world()), "TWO")
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("ONE", "TWO"))
    one.pop("timings.json")
    two.pop("timings.json")
    assert one == two


def test_the_folder_holds_every_file_it_should_and_says_why_others_are_left_out(tmp_path: Path) -> None:
    Office(tmp_path).run(small_world(), "BARE")
    Office(tmp_path, keys=KEYS).run(small_world(), "WHOLE")
    assert {path.name for path in (tmp_path / "BARE").iterdir()} == ALWAYS
    assert {path.name for path in (tmp_path / "WHOLE").iterdir()} == WITH_KEYS
    left_out = Office(tmp_path).folder_of("BARE").document["left_out"]
    assert set(left_out) == WITH_KEYS - ALWAYS
    assert Office(tmp_path).folder_of("WHOLE").document["left_out"] == {}


def test_no_path_of_this_machine_is_in_the_folder(tmp_path: Path) -> None:
    Office(tmp_path).run(small_world())
    for path in (tmp_path / "RUN").iterdir():
        assert str(tmp_path).encode() not in path.read_bytes(), path.name


def test_a_changed_file_is_noticed(tmp_path: Path) -> None:
    Office(tmp_path).run(small_world())
    with (tmp_path / "RUN" / "summary.json").open("a", encoding="utf-8") as file:
        file.write(" ")
    with pytest.raises(WrongUse, match="not the one the run wrote"):
        Office(tmp_path).folder_of()


def test_the_seal_is_over_run_json_under_the_run_key(tmp_path: Path) -> None:
    Office(tmp_path, keys=KEYS).run(small_world())
    text = (tmp_path / "RUN" / "run.json").read_bytes()
    assert (tmp_path / "RUN" / "run.mac").read_text(encoding="ascii").strip() == _hmac(KEYS.run, text)


def _hmac(key: bytes, text: bytes) -> str:
    """Written from RFC 2104, not from the code."""
    inner = hashlib.sha256(bytes(b ^ 0x36 for b in key.ljust(64, b"\0")) + text).digest()
    return hashlib.sha256(bytes(b ^ 0x5C for b in key.ljust(64, b"\0")) + inner).hexdigest()


def test_a_run_folder_is_never_written_over(tmp_path: Path) -> None:
    Office(tmp_path).run(small_world())
    before = (tmp_path / "RUN" / "run.json").read_bytes()
    with pytest.raises(WrongUse, match="already there"):
        Office(tmp_path).run(small_world())
    assert (tmp_path / "RUN" / "run.json").read_bytes() == before


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(writing, "write_rows", full)
    with pytest.raises(NothingWritten, match="No space left on device"):
        Office(tmp_path).run(small_world())
    assert [path.name for path in tmp_path.iterdir() if "RUN" in path.name] == ["RUN.registers"]


def test_a_board_without_a_population_register_is_asked_nothing(tmp_path: Path) -> None:
    world = small_world()
    del world["persons"]
    with pytest.raises(NothingWritten, match="persons"):
        Office(tmp_path).run(world)
    assert not (tmp_path / "RUN").exists()


def test_a_signal_keeps_the_day_it_was_first_seen(tmp_path: Path) -> None:
    office = Office(tmp_path)
    earlier = date(2026, 5, 31)
    office.run(small_world(), "BEFORE", as_of=earlier)
    office.run(small_world(), "AFTER", previous="BEFORE")
    seen = {row["rule_id"]: row["first_seen_on"] for row in office.folder_of("AFTER").rows("signals")}
    assert seen["HO-02"] == earlier
    assert office.folder_of("AFTER").document["as_of"] == "2026-06-30"
    summary = json.loads((tmp_path / "AFTER" / "summary.json").read_text(encoding="utf-8"))
    assert (summary["rules"]["HO-02"]["new"], summary["rules"]["HO-02"]["gone"]) == (0, 0)


def test_what_is_gone_is_counted(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.run(small_world(), "BEFORE")
    world = small_world()
    world["tenancies"] = [row for row in world["tenancies"] if row["tenancy_id"] != "T2"]
    made = office.run(world, "AFTER", previous="BEFORE")
    assert (made.summary["rules"]["HO-02"]["signals"], made.summary["rules"]["HO-02"]["gone"]) == (0, 1)


def test_another_boards_run_is_no_previous_one(tmp_path: Path) -> None:
    Office(tmp_path, HOUSING).run(small_world(), "HO")
    with pytest.raises(WrongUse, match="another board"):
        Office(tmp_path, AID).run(with_aid(small_world()), "AI", previous="HO")


def test_the_order_of_rows_in_a_file_changes_no_signal(tmp_path: Path) -> None:
    world = with_aid(small_world())
    Office(tmp_path, AID).run(world, "ONE")
    Office(tmp_path, AID).run({name: rows[::-1] for name, rows in world.items()}, "TWO")
    one, two = (Office(tmp_path, AID).folder_of(name).rows("signals") for name in ("ONE", "TWO"))
    assert one == two
    assert one
