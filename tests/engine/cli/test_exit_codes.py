"""How a command ends says what became of it, and one clear line says why. Never a traceback."""

import os
from pathlib import Path

import pytest

from pax.run import folder as writing
from pax.vocabulary import Exit
from tests.engine.cli.conftest import RUN, Pax
from tests.engine.run.small_world import small_world

AS_OF = ("--as-of", "2026-06-30")


def test_a_run_that_is_done_ends_with_0(pax: Pax) -> None:
    result = pax(*RUN, "--out", "RUN", *AS_OF)
    assert result.exit_code == Exit.DONE
    assert "förstahandskontrakt" in result.stdout


def test_our_own_fault_ends_with_1_and_never_shows_what_the_error_said(
    pax: Pax, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("19800101-1236 Dana Dal")

    monkeypatch.setattr(writing, "write_rows", fails)
    result = pax(*RUN, "--out", "RUN", *AS_OF)
    assert result.exit_code == Exit.OUR_FAULT
    assert "RuntimeError" in result.stderr
    assert "Dana" not in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--out", "RUN"), "--as-of"),
        (("--out", "registers", *AS_OF), "already there"),
        (("--out", "nowhere/RUN", *AS_OF), "no folder"),
        (("--out", "RUN", "--as-of", "i går"), "--as-of"),
        (("--out", "RUN", *AS_OF, "--previous", "registers"), "not a run folder"),
        (("--out", "RUN", *AS_OF, "--keys", "registers"), "key cannot be read"),
        (("--out", "RUN", *AS_OF, "--keep", "registers"), "already there"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_to_do(pax: Pax, arguments: tuple[str, ...], said: str) -> None:
    result = pax(*RUN, *arguments)
    assert result.exit_code == Exit.WRONG_USE, result.output
    assert said in result.stderr
    assert not Path("RUN").exists()


def test_a_board_that_does_not_exist_is_wrong_use(pax: Pax) -> None:
    result = pax(*RUN[:3], "--board", "parks", "--registers", "registers", "--out", "RUN", *AS_OF)
    assert result.exit_code == Exit.WRONG_USE
    assert "parks" in result.stderr


def test_a_run_done_without_a_refused_register_ends_with_3(pax: Pax) -> None:
    text = Path("municipality.toml").read_text(encoding="utf-8")
    other = Path("registers/leases/2026-06-30")
    Path("exchange").mkdir()
    for path in list(Path("registers").iterdir()):
        path.rename(Path("exchange") / path.name)
    Path("registers/exchange").mkdir(parents=True)
    Path("exchange").rename("registers/exchange/2026-06-30")
    other.mkdir(parents=True)
    (other / "leases.xlsx").write_bytes(b"no workbook")
    assert 'register = "leases"' not in text
    result = pax(*RUN, "--out", "RUN")
    assert result.exit_code == Exit.REFUSED, result.output
    assert "leases" in result.stdout
    assert Path("RUN/run.json").exists()


def test_a_run_with_no_usable_register_ends_with_4(pax: Pax) -> None:
    for path in Path("registers").iterdir():
        path.unlink()
    result = pax(*RUN, "--out", "RUN", *AS_OF)
    assert result.exit_code == Exit.NOTHING_WRITTEN
    assert not Path("RUN").exists()


def test_a_run_where_nobody_says_who_is_protected_ends_with_4(pax: Pax) -> None:
    Path("registers/persons.csv").unlink()
    result = pax(*RUN, "--out", "RUN", *AS_OF)
    assert result.exit_code == Exit.NOTHING_WRITTEN
    assert "persons" in result.stderr


def test_a_full_disk_ends_with_4_and_leaves_nothing(pax: Pax, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(writing, "write_rows", full)
    result = pax(*RUN, "--out", "RUN", *AS_OF)
    assert result.exit_code == Exit.NOTHING_WRITTEN
    assert "No space left on device" in result.stderr
    assert sorted(path.name for path in Path().iterdir()) == ["municipality.toml", "registers"]


def test_quiet_says_nothing_and_json_says_it_all_before_or_after_the_verb(pax: Pax) -> None:
    quiet = pax("--quiet", *RUN, "--out", "ONE", *AS_OF)
    assert (quiet.stdout, quiet.stderr) == ("", "")
    before = pax("--json", *RUN, "--out", "TWO", *AS_OF)
    after = pax(*RUN, "--out", "THREE", *AS_OF, "--json")
    assert before.stdout == after.stdout
    assert '"HO-02"' in after.stdout


def test_the_table_is_english_when_asked_for(pax: Pax) -> None:
    result = pax(*RUN, "--out", "RUN", *AS_OF, "--language", "en")
    assert "first-hand" in result.stdout


def test_no_message_names_a_person(pax: Pax) -> None:
    people = {str(row[name]) for row in small_world()["persons"] for name in ("person_id", "given_name", "surname")} - {
        "Bo"
    }
    result = pax(*RUN, "--out", "RUN", *AS_OF)
    assert not any(person in result.output for person in people if person)
