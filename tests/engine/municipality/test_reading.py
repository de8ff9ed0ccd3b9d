"""municipality.toml is believed only when every key is known and nothing in it contradicts the rest."""

from datetime import date
from pathlib import Path

import pytest

from pax import content, municipality
from pax.vocabulary import Identity, WrongUse

EXAMPLE = content.find().folder("municipality") / "example" / "municipality.toml"


def changed(old: str, new: str) -> str:
    """The example with one piece changed."""
    text = EXAMPLE.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new, 1)


def refusal(old: str, new: str) -> str:
    """What is said about the example with one piece changed."""
    with pytest.raises(WrongUse) as caught:
        municipality.read(changed(old, new), Path("skoby.toml"))
    assert caught.value.file == "skoby.toml"
    return str(caught.value)


def test_the_example_says_what_skoby_has_chosen() -> None:
    skoby = municipality.load(EXAMPLE)
    assert (skoby.code, skoby.identity, skoby.display_name) == ("0999", Identity.FICTITIOUS, "Rätt adress Skoby")
    assert skoby.boards["social_services"].secrecy == ("OSL 26:1",)
    assert skoby.boards["housing_company"].secrecy == ()
    assert skoby.capacity["HO"] == 20
    assert skoby.parameters["AD-01"] == {"extra_adults": 3}
    assert skoby.activations[0].expires_on == date(2027, 5, 1)
    assert skoby.path == EXAMPLE


def test_a_board_holds_a_register_only_on_a_ground() -> None:
    skoby = municipality.load(EXAMPLE)
    receipt = skoby.receipt("social_services", "navet")
    assert receipt is not None
    assert receipt.sender == "Skatteverket"
    assert not receipt.ground.confirmed
    assert skoby.receipt("housing_company", "navet") is None


@pytest.mark.parametrize(
    ("old", "new", "key", "meant"),
    [
        ("display_name =", "displayname =", "displayname", "display_name"),
        ("secrecy = []", "secrecy = []\nsecrecies = []", "boards.housing_company.secrecies", "secrecy"),
        ("act =", "akt =", "receives[0].ground.akt", "act"),
        ('from = "pax town"', 'form = "pax town"', "receives[0].form", "from"),
        ("decided_by", "decidedby", "activation[0].decidedby", "decided_by"),
        ("[capacity]", "[judgement]\nfile = 'x'\n[capacity]", "judgement", "judgements"),
        ("[capacity]", "[purposes]\nx = {sv = 'a', en = 'b', eng = 'b'}\n[capacity]", "purposes.x.eng", "en"),
    ],
)
def test_an_unknown_key_is_refused_by_name_with_the_nearest_known(old: str, new: str, key: str, meant: str) -> None:
    said = refusal(old, new)
    assert f"{key} is no key that Pax knows (did you mean {meant}?)" in said
    assert "Whoever keeps the municipality's settings" in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('display_name = "Rätt adress Skoby"', "", "display_name is missing"),
        ('"0999"', '"999"', "code must be four digits"),
        ('"0999"', "999", "code must be of another type"),
        ("schema = 1", "schema = 2", "schema must be 1"),
        ("secrecy = []", "", "boards.housing_company.secrecy is missing"),
        ("expires_on = 2027-05-01", "expires_on = 2026-05-01", "activation[0].expires_on is not after decided_on"),
        ("decided_on = 2026-05-01", 'decided_on = "2026-05-01"', "activation[0].decided_on must be of another type"),
        ('["HO-*"]', "[]", "activation[0].rules is empty"),
        ('["HO-*"]', '["HO-2"]', "activation[0].rules[0] must be the id of a rule"),
        ('diary_number = "SKB 2026/00017"', 'diary_number = " "', "activation[0].diary_number must be some words"),
        ("[boards.registry]", "[boards.registery]", "no board that Pax knows (did you mean registry?)"),
        ('board = "registry"', 'board = "culture"', "names culture, which has no [boards.culture] here"),
        ("HO = 20", "HO = 0", "capacity.HO must be at least 1"),
        ("HO = 20", "Ho = 20", "capacity.Ho must be a family of rules"),
        ("[parameters.AD-01]", "[parameters.AD-1]", "parameters.AD-1 must be the id of a rule"),
    ],
)
def test_what_contradicts_itself_is_refused_with_its_key(old: str, new: str, said: str) -> None:
    assert said in refusal(old, new)


def test_the_exchange_format_is_for_made_up_people_only() -> None:
    said = refusal('identity_numbers = "fictitious"', 'identity_numbers = "real"')
    assert "receives[0].register is exchange, which only fictitious identity numbers may come in" in said


def test_every_rule_at_once_is_for_made_up_people_only() -> None:
    text = changed('["HO-*"]', '["*"]')
    assert municipality.read(text, EXAMPLE).activations[0].rules == ("*",)
    with pytest.raises(WrongUse, match=r'activation\[0\]\.rules is \["\*"\]'):
        municipality.read(text.replace('"fictitious"', '"real"'), EXAMPLE)


def test_a_register_received_twice_is_refused() -> None:
    first = EXAMPLE.read_text(encoding="utf-8").split("[[receives]]")[1]
    said = refusal("[capacity]", f"[[receives]]{first}\n[capacity]")
    assert "receives names exchange for housing_company 2 times" in said


def test_a_source_for_a_table_nobody_knows_is_refused() -> None:
    text = changed("[capacity]", '[sources]\npersns = "navet"\n[capacity]')
    with pytest.raises(WrongUse, match=r"sources\.persns is no canonical table \(did you mean persons\?\)"):
        municipality.read(text, EXAMPLE, content.schema(content.find()))


def test_broken_toml_is_refused_with_its_line() -> None:
    with pytest.raises(WrongUse, match="line 4: not valid TOML"):
        municipality.read(changed("schema = 1", "schema = "), Path("skoby.toml"))


def test_a_file_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"there is no such municipality file.*pax municipality new"):
        municipality.load(tmp_path / "municipality.toml")


def test_judgements_lie_beside_the_file(tmp_path: Path) -> None:
    file = tmp_path / "municipality.toml"
    file.write_text(changed("[capacity]", '[judgements]\nfile = "same.csv"\n[capacity]'), encoding="utf-8")
    assert municipality.load(file).judgements == tmp_path / "same.csv"


@pytest.mark.parametrize(
    ("pattern", "rule", "by_wildcard", "by_name_only"),
    [
        ("*", "HO-02", True, False),
        ("HO-*", "HO-02", True, False),
        ("HO-*", "AI-02", False, False),
        ("AD-03", "AD-03", True, True),
        ("AD-03", "AD-04", False, False),
    ],
)
def test_a_rule_without_wildcard_is_named_by_its_id_only(
    pattern: str, rule: str, by_wildcard: bool, by_name_only: bool
) -> None:
    assert municipality.matches(pattern, rule) is by_wildcard
    assert municipality.matches(pattern, rule, wildcard=False) is by_name_only
