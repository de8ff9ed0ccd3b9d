"""A new municipality file is valid, whole, and never over another."""

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from pax import content, municipality, rules
from pax.cli import main
from pax.vocabulary import Identity, WrongUse

RULES = ("HO-01", "HO-02", "AI-01", "AD-03")


def new(*arguments: str) -> Result:
    """What `pax municipality new` does."""
    return CliRunner().invoke(main, ["--json", "municipality", "new", *arguments])


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip),
    st.text(st.characters(exclude_categories=["Cs"])),
)
def test_whatever_the_names_are_the_file_says_them_back(name: str, lawyer: str) -> None:
    text = municipality.new_text("0999", Identity.FICTITIOUS, RULES, ["exchange"], lawyer, name=name)
    made = municipality.read(text, Path("new.toml"))
    assert made.name == name
    assert {activation.lawyer for activation in made.activations} == {lawyer}


def test_a_new_file_has_every_board_with_every_rule_and_the_exchange_format() -> None:
    text = municipality.new_text("0999", Identity.FICTITIOUS, RULES, ["exchange", "navet"])
    made = municipality.read(text, Path("new.toml"))
    assert tuple(made.boards) == municipality.BOARDS
    assert all(made.receipt(board, "exchange") for board in municipality.BOARDS)
    assert all(sorted(RULES) == list(activation.rules) for activation in made.activations)
    assert "confirmed = true" not in text


def test_rules_can_be_given_board_by_board() -> None:
    text = municipality.new_text("0999", Identity.FICTITIOUS, {"housing_company": ["HO-02"]}, ["exchange"])
    made = municipality.read(text, Path("new.toml"))
    assert [(each.board, each.rules) for each in made.activations] == [("housing_company", ("HO-02",))]


def test_a_real_municipality_gets_no_exchange_format_and_no_rules() -> None:
    made = municipality.read(municipality.new_text("0999", Identity.REAL, [], ["exchange", "navet"]), Path("new.toml"))
    assert {receipt.register for receipt in made.receives} == {"navet"}
    assert made.activations == ()
    with pytest.raises(WrongUse, match="cannot be activated here for real identity numbers"):
        municipality.new_text("0999", Identity.REAL, ["HO-02"], ["navet"])


def test_a_register_without_a_ground_is_refused() -> None:
    with pytest.raises(WrongUse, match="no ground is written for the register waterworks"):
        municipality.new_text("0999", Identity.FICTITIOUS, [], ["waterworks"])


def test_every_register_has_a_ground() -> None:
    folders = {path.parent.name for path in content.find().folder("registers").glob("*/register.yml")}
    grounds = municipality.read_grounds(content.find())
    assert folders - {receipt.register for receipt in grounds.receipts} == set()


def test_the_verb_writes_every_rule_for_each_board_that_may_ask_it(tmp_path: Path) -> None:
    file = tmp_path / "municipality.toml"
    result = new(str(file), "--code", "0999", "--identity", "fictitious", "--activate", "all", "--lawyer", "Alice")
    assert result.exit_code == 0, result.output
    made = municipality.load(file)
    book = rules.load(content.find()).rules
    asked = {(activation.board, rule) for activation in made.activations for rule in activation.rules}
    assert asked == {(board, rule.id) for rule in book.values() for board in rule.boards}
    assert sorted(json.loads(result.output)["rules"]) == sorted(book)


def test_the_verb_never_writes_over_a_file(tmp_path: Path) -> None:
    file = tmp_path / "municipality.toml"
    file.write_text("mine", encoding="utf-8")
    result = new(str(file), "--code", "0999")
    assert result.exit_code == 2
    assert "not overwritten" in result.output
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_wrong_code_leaves_no_file(tmp_path: Path) -> None:
    result = new(str(tmp_path / "new.toml"), "--code", "99")
    assert result.exit_code == 2
    assert "code must be four digits" in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_rule_nobody_knows_is_refused_by_name(tmp_path: Path) -> None:
    result = new(str(tmp_path / "new.toml"), "--code", "0999", "--activate", "HO-02,XX-99")
    assert result.exit_code == 2
    assert "XX-99" in result.output


def test_a_folder_that_is_not_there_is_wrong_use_and_no_traceback(tmp_path: Path) -> None:
    result = new(str(tmp_path / "nowhere" / "new.toml"), "--code", "0999")
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_the_text_is_toml_that_others_can_read() -> None:
    text = municipality.new_text("0999", Identity.FICTITIOUS, RULES, ["exchange"])
    assert tomllib.loads(text)["identity_numbers"] == "fictitious"
