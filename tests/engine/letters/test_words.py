"""What the letters say: plain enough to be understood, and nothing that such a letter may not say."""

import re

import pytest

from pax import casetypes, content
from pax.casetypes import Kind
from pax.letters import Letter, Receiver, filled, lix
from tests.engine.letters.examples import LETTERS, NAMES, WRITTEN, example, record, said

PLAIN = 45
BY_ID = {letter.id: letter for letter in LETTERS}
TYPES = casetypes.load(content.find())


@pytest.mark.parametrize(("letter", "language"), WRITTEN, ids=NAMES)
def test_a_letter_is_plain(letter: Letter, language: str) -> None:
    measured = lix(said(letter, language))
    assert 5 < measured <= PLAIN, f"{letter.id} in {language}: LIX {measured:.1f}"


@pytest.mark.parametrize(("letter", "language"), WRITTEN, ids=NAMES)
def test_every_fact_has_an_example_so_that_the_letter_can_be_measured_whole(letter: Letter, language: str) -> None:
    assert [fact.id for fact in letter.facts.values() if not fact.example.said(language)] == []
    assert all(example(fact, language) for fact in letter.facts.values())
    assert len(filled(letter, record(letter, language), language)) >= len(letter.facts) / 2


def test_every_document_a_step_asks_for_has_one_letter_in_its_type() -> None:
    wanted = {(one.id, step.document) for one in TYPES for step in one.steps.values() if step.document}
    written = [(name, letter.document) for letter in LETTERS for name in letter.casetypes]
    assert sorted(wanted) == sorted(written)


def test_a_letter_to_a_person_can_be_had_in_english() -> None:
    assert [one.id for one in LETTERS if one.receiver is Receiver.PERSON and "en" not in one.languages] == []


DECIDING = re.compile(r"beslut|överklag|besvär|decision|appeal", re.IGNORECASE)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_housing_company_decides_nothing_and_tells_of_no_appeal(language: str) -> None:
    outward = [one for one in LETTERS if "housing_company" in one.casetypes and one.receiver is Receiver.PERSON]
    assert {"notice", "correct", "access", "agreement", "information"} <= {one.id for one in outward}
    for letter in outward:
        assert DECIDING.findall(said(letter, language)) == [], letter.id
        assert {"beslut", "överklag"} <= set(letter.never), letter.id


def test_the_boards_claim_is_no_order_and_tells_that_a_court_tries_it() -> None:
    for name in ("claim", "instalments"):
        for language in ("sv", "en"):
            assert DECIDING.findall(said(BY_ID[name], language)) == []
        assert "förvaltningsrätten" in said(BY_ID[name], "sv")
    assert "slippa betala" in said(BY_ID["claim"], "sv")
    assert "lite i taget" in said(BY_ID["claim"], "sv")


def test_only_a_refusal_of_a_public_record_says_how_to_appeal() -> None:
    telling = {one.id for one in LETTERS if re.search(r"överklagar du|du överklaga", said(one, "sv"))}
    assert telling == {"refusal"}
    assert "inom tre veckor" in said(BY_ID["refusal"], "sv")


@pytest.mark.parametrize("letter", [BY_ID[name] for name in ("access", "correct", "notice", "agreement")])
def test_before_a_flat_is_asked_for_the_tenant_is_told_where_to_turn_if_hurt(letter: Letter) -> None:
    assert "gör dig illa" in said(letter, "sv") or "gjort dig illa" in said(letter, "sv")
    assert "stöd" in said(letter, "sv")


def test_the_right_to_see_and_answer_is_told_whole() -> None:
    text = said(BY_ID["communication"], "sv")
    for owed in (
        "inte tagit ställning",
        "Varifrån uppgifterna kommer",
        "Svara senast",
        "rätt att se",
        "tolk",
        "mer tid",
    ):
        assert owed in text, owed


@pytest.mark.parametrize(
    "owed",
    ["Varifrån de kom", "Lagens grund", "Dessa har fått uppgifter", "Vi sparar", "dataskyddsombud", "rätta", "ta bort",
     "klaga hos IMY", "Ingen dator har avgjort"],
)  # fmt: skip
def test_whoever_data_were_used_about_is_told_all_that_article_14_lists(owed: str) -> None:
    assert owed in said(BY_ID["information"], "sv")


def test_the_register_notice_tells_and_does_not_judge() -> None:
    text = said(BY_ID["notice_register"], "sv")
    assert "Vi tar inte ställning till var någon bor" in text
    assert BY_ID["notice_register"].gateway == "fol_32c"


def test_what_claims_or_reports_is_signed_by_a_lead() -> None:
    for casetype in TYPES:
        for step in casetype.steps.values():
            if step.document and step.kinds & {Kind.CLAIM, Kind.POLICE}:
                (letter,) = [one for one in LETTERS if one.document == step.document and casetype.id in one.casetypes]
                assert letter.signer == "lead", (casetype.id, step.id)
