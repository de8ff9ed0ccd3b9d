"""The gateway files: what they must say, how they are refused, and the page made of them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pax import content, gateways
from pax.content import Content
from pax.gateways import Confirmation, Question, Sender, label, words
from pax.gateways.words import Fact, Kind, Purpose, Receiver
from pax.vocabulary import WrongUse
from tests.engine.gateways.questions import TODAY, ground, grounds, item

ROOT = Path(__file__).resolve().parents[3]
FILES = ROOT / "gateways"
EXPECTED_IDS = (
    "sol_19_1 fol_32c lag_2008_206 bidragsbrottslagen_6 lag_2025_170_4 lag_2025_170_6 lag_2025_170_7 lag_2024_307 "
    "party_insight tf_2 osl_6_5 osl_10_2 osl_10_2a osl_10_15a osl_10_17 osl_10_18a osl_10_18b osl_10_18c osl_10_21 "
    "osl_10_22 osl_10_23 osl_10_24 osl_10_27 osl_10_28 osl_12_consent"
)


def a_folder_with(tmp_path: Path, text: str, name: str = "fol_32c.yml") -> Content:
    folder = tmp_path / "gateways"
    folder.mkdir()
    (folder / name).write_text(text, encoding="utf-8")
    return Content(tmp_path)


def test_there_is_one_file_per_ground() -> None:
    assert {gateway.id for gateway in grounds()} == set(EXPECTED_IDS.split())


def test_act_2024_307_leaves_out_in_full_what_the_statute_leaves_out() -> None:
    assert [span.said("en") for span in ground("lag_2024_307").excluded] == [
        "OSL 15–20 kap.", "OSL 24:2 a", "OSL 24:8", "OSL 25:1–8", "OSL 26:1–6", "OSL 29:1–2",
        "OSL 31:1 first paragraph", "OSL 31:2", "OSL 31:12", "OSL 33:2", "OSL 33:4 a", "OSL 36:3", "OSL 40:2",
        "OSL 40:5", "OSL 41–43 kap.",
    ]  # fmt: skip


def test_act_2025_170_leaves_out_the_same_for_the_municipality_and_the_school_but_nothing_for_contact_details() -> None:
    left_out = ["OSL 24:8", "OSL 25:1–8", "OSL 25:15", "OSL 26:1–6", "OSL 40:2", "OSL 40:5"]
    assert [str(span) for span in ground("lag_2025_170_6").excluded] == left_out
    assert [str(span) for span in ground("lag_2025_170_7").excluded] == left_out
    assert ground("lag_2025_170_4").excluded == ()


def test_nobody_is_named_as_having_confirmed_a_shipped_ground() -> None:
    assert all(gateway.confirmed is None for gateway in grounds())


@pytest.mark.parametrize("gateway", grounds(), ids=lambda gateway: gateway.id)
def test_a_ground_not_read_in_the_statute_says_what_is_to_be_confirmed(gateway: gateways.Gateway) -> None:
    assert gateway.read_on is not None or any(unsure.general for unsure in gateway.unsure)
    assert gateway.sources
    assert gateway.write


@pytest.mark.parametrize("gateway", grounds(), ids=lambda gateway: gateway.id)
def test_every_ground_can_be_reached_by_some_question(gateway: gateways.Gateway) -> None:
    assert gateway.senders
    assert gateway.kinds
    assert gateway.purposes
    assert gateway.receivers
    assert Purpose.MIGRATION_CONTROL not in gateway.purposes
    assert Kind.WHOLE_LIST not in gateway.kinds


def test_every_word_has_a_label_in_both_languages_and_every_purpose_but_one_a_ground() -> None:
    for kind in (Sender, Receiver, Kind, Purpose, Fact):
        labels = [label(word) for word in kind]
        assert len({text.sv for text in labels}) == len({text.en for text in labels}) == len(labels)
    served = frozenset[Purpose]().union(*(gateway.purposes for gateway in grounds() if not gateway.last_resort))
    assert set(Purpose) - served == {Purpose.MIGRATION_CONTROL}
    assert words.label(Sender.CARE).en


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ("colour: red\n", "colour"),
        ("duty: must\n", "duty"),
        ("senders: [the_mayor]\n", "the_mayor"),
        ("excluded: [GDPR]\n", "excluded"),
        ("text_read_on: null\nunsure: []\n", "unsure"),
        ("id: another\n", "another"),
        ("test: {kind: clear}\n", "test"),
    ],
)
def test_a_broken_file_is_refused_by_the_key(tmp_path: Path, wrong: str, named: str) -> None:
    keys = {line.split(":")[0] for line in wrong.splitlines()}
    kept, skipping = [], False
    for line in (FILES / "fol_32c.yml").read_text(encoding="utf-8").splitlines():
        if line[:1] not in ("", " ", "#", "-"):
            skipping = line.split(":")[0] in keys
        if not skipping:
            kept.append(line)
    broken = a_folder_with(tmp_path, "\n".join([*kept, wrong]))
    with pytest.raises(WrongUse) as refused:
        gateways.load(broken)
    assert refused.value.file == "fol_32c.yml"
    assert named in refused.value.problem


def test_two_files_never_share_a_place_in_the_order(tmp_path: Path) -> None:
    text = (FILES / "fol_32c.yml").read_text(encoding="utf-8")
    folder = a_folder_with(tmp_path, text)
    (tmp_path / "gateways" / "other.yml").write_text(text.replace("id: fol_32c", "id: other"), encoding="utf-8")
    with pytest.raises(WrongUse, match="order"):
        gateways.load(folder)


def test_the_table_in_the_docs_is_the_one_the_files_make() -> None:
    page = (ROOT / "docs" / "law" / "gateways.md").read_text(encoding="utf-8")
    assert page == gateways.table(grounds(), "en"), "run: pax --language en share --table > docs/law/gateways.md"
    assert page.index("## Unconfirmed") < page.index("## All grounds")
    assert "## Obekräftat" in gateways.table(grounds(), "sv")


def test_a_confirmed_ground_without_doubts_leaves_the_list_of_the_unconfirmed() -> None:
    signed = replace(ground("fol_32c"), confirmed=Confirmation("Alice, jurist", date(2026, 1, 2)), unsure=())
    page = gateways.table([signed], "en")
    assert "Everything is confirmed." in page
    assert "Alice, jurist 2026-01-02" in page


def test_a_question_needs_an_item_and_no_fact_twice() -> None:
    plain = (Sender.SOCIAL_SERVICES, Receiver.POLICE, Purpose.CRIME, TODAY, True)
    with pytest.raises(ValueError, match="at least one"):
        Question((), *plain)
    with pytest.raises(ValueError, match="both"):
        Question((item(),), *plain, true=frozenset({Fact.NEEDED}), false=frozenset({Fact.NEEDED}))


def test_the_grounds_are_found_where_the_content_is() -> None:
    assert gateways.load(content.find()) == grounds()
