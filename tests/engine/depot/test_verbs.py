"""`pax receive` and `pax store` as a board's own people use them, and what they say when something is wrong."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pax import content, rules
from pax.cli import main
from tests.engine.depot.stock import HOMES, NOTICES, POPULATION, Stock, municipality_file, stock
from tests.engine.run.small_world import every_rule

Pax = Callable[..., Result]
WHOSE = ("--municipality", "municipality.toml", "--board", "social_services")
AID = ("aid", "2026-06-30")


@pytest.fixture
def held(tmp_path: Path) -> Stock:
    """A shelf with a population, homes and aid, and a municipality file beside it."""
    municipality_file(tmp_path, "exchange", "navet", "navet_changes", "aid")
    return stock(tmp_path).lay(HOMES, POPULATION, AID)


@pytest.fixture
def pax(held: Stock, monkeypatch: pytest.MonkeyPatch) -> Pax:
    """Run the command in that folder."""
    monkeypatch.chdir(held.folder)
    book = every_rule()

    def load(_: content.Content) -> rules.RuleBook:
        return book

    monkeypatch.setattr(rules, "load", load)

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments)

    return call


def _told(result: Result, code: int = 0) -> Any:  # noqa: ANN401  JSON
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def test_receive_says_what_became_of_each_delivery(pax: Pax) -> None:
    told = _told(pax("receive", *WHOSE, "--store", "store", "in", "--json"))
    assert [(one["register"], one["became"]) for one in told] == [
        ("aid", "taken"), ("exchange", "taken"), ("navet", "taken"),
    ]  # fmt: skip
    assert told[2]["rows"] == 6
    shown = pax("receive", *WHOSE, "--store", "store", "in").stdout
    assert "fanns redan" in shown
    assert "was there already" in pax("receive", *WHOSE, "--store", "store", "in", "--language", "en").stdout


def test_a_refusal_is_told_with_who_must_act_and_ends_with_3(pax: Pax, held: Stock) -> None:
    file = held.shelf / "navet" / "2026-06-30" / "navet.xml"
    file.write_bytes(file.read_bytes()[:-40])
    result = pax("receive", *WHOSE, "--store", "store", "in", "--quiet")
    assert result.exit_code == 3
    assert "Whoever delivers the register navet: send the file again" in result.stderr
    shown = pax("receive", *WHOSE, "--store", "store", "in")
    assert "inte mottagen" in shown.stdout
    assert "Traceback" not in shown.output
    listed = _told(pax("store", "list", "--store", "store", "--register", "navet", "--json"))
    assert [(one["state"], one["refused"]["ask"]) for one in listed] == [
        ("refused", "whoever delivers the register navet")
    ]
    assert "send the file again" in pax("store", "show", "--store", "store", listed[0]["delivery_id"][:6]).stdout


def test_run_and_ask_read_what_is_in_force(pax: Pax, held: Stock) -> None:
    pax("receive", *WHOSE, "--store", "store", "in")
    one = _told(pax("run", *WHOSE, "--store", "store", "--out", "ONE", "--json"))
    other = _told(pax("run", *WHOSE, "--registers", "in", "--out", "TWO", "--json"))
    assert one == other
    assert one["as_of"] == "2026-06-30"
    asked = ("ask", *WHOSE, "--case", "K-1", "--because", "tip", "--reference", "D 1", "--log", "log", "--json")
    assert _told(pax(*asked, "--store", "store")) == _told(pax(*asked, "--registers", "in"))


def test_a_run_says_which_newer_delivery_was_refused(pax: Pax, held: Stock) -> None:
    pax("receive", *WHOSE, "--store", "store", "in")
    held.lay(("navet", "2026-07-31"))
    file = held.shelf / "navet" / "2026-07-31" / "navet.xml"
    file.write_bytes(file.read_bytes()[:-40])
    pax("receive", *WHOSE, "--store", "store", "in")
    told = _told(pax("run", *WHOSE, "--store", "store", "--out", "RUN", "--json"), 3)
    assert [one["date"] for one in told["deliveries"] if one["register"] == "navet"] == ["2026-06-30"]
    assert [one["problem"].partition(":")[0] for one in told["refused"]["deliveries"]] == [
        "the delivery of 2026-07-31 was refused, that of 2026-06-30 stays in use"
    ]


@pytest.mark.parametrize("given", [(), ("--registers", "in", "--store", "store")])
def test_a_run_reads_a_folder_or_a_store(pax: Pax, given: tuple[str, ...]) -> None:
    result = pax("run", *WHOSE, *given, "--out", "RUN")
    assert result.exit_code == 2
    assert "give --registers or --store" in result.stderr


def test_a_store_is_whole_or_verify_says_what_is_not(pax: Pax, held: Stock) -> None:
    pax("receive", *WHOSE, "--store", "store", "in")
    assert "allt är helt" in pax("store", "verify", "--store", "store").stdout
    folder = next((held.root / "deliveries" / "navet").iterdir())
    table = folder / "tables" / "persons.parquet"
    table.write_bytes(table.read_bytes()[:-1])
    (folder / "tables" / "relations.parquet").unlink()
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    (held.root / ".writing" / "7").mkdir(parents=True)
    told = _told(pax("store", "verify", "--store", "store", "--json"), 3)
    found = {(Path(one["file"]).name, one["fault"]) for one in told["faults"]}
    assert found == {
        ("persons.parquet", "damaged"), ("relations.parquet", "missing"), ("notes.txt", "unknown"), ("7", "unfinished"),
    }  # fmt: skip
    assert "säkerhetskopian" in pax("store", "verify", "--store", "store").stdout


def test_show_tells_one_delivery_down_to_what_was_found(pax: Pax) -> None:
    pax("receive", *WHOSE, "--store", "store", "in")
    listed = _told(pax("store", "list", "--store", "store", "--json"))
    navet = next(one for one in listed if one["register"] == "navet")
    told = _told(pax("store", "show", "--store", "store", navet["delivery_id"], "--json"))
    assert told["manifest"]["tables"]["persons"] == 7
    assert told["manifest"]["ground"]["from"] == "Skatteverket"
    assert "navet.xml" in pax("store", "show", "--store", "store", navet["delivery_id"][:6]).stdout
    assert pax("store", "show", "--store", "store", "zz").exit_code == 2


def test_prune_shows_first_and_removes_when_told(pax: Pax, held: Stock) -> None:
    held.lay(NOTICES, ("navet", "2026-07-31"))
    pax("receive", *WHOSE, "--store", "store", "in")
    prune = ("store", "prune", "--store", "store", "--as-of", "2030-01-01")
    preview = pax(*prune)
    assert "Inget har tagits bort" in preview.stdout
    before = _told(pax("store", "list", "--store", "store", "--json"))
    told = _told(pax(*prune, "--yes", "--json"))
    assert {one["register"]: one["removed"] for one in told if one["date"] == "2026-07-31"} == {"navet": False}
    after = _told(pax("store", "list", "--store", "store", "--json"))
    assert len(before) - len(after) == 2
    assert "begär en ny hel leverans" in pax(*prune).stdout
    assert pax(*prune, "--yes", "--in-force", "kir").exit_code == 2


def test_what_is_no_store_is_said_in_one_sentence(pax: Pax) -> None:
    for verb in (("list",), ("verify",), ("prune",), ("show", "1")):
        result = pax("store", *verb, "--store", "in")
        assert result.exit_code == 2, result.output
        assert "name a folder that pax receive made" in result.stderr
