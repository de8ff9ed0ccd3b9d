"""The answer key: for every rule what must be asked, what must not, and why."""

from collections import Counter, defaultdict

import pytest

from pax import content, rules
from tests.engine.town.towns import RULES, answers, town

ABOUT_ORGANISATIONS = ("HO-08", "AI-10")


def kinds(rule_id: str) -> Counter[str]:
    return Counter(answer["kind"] for answer in answers() if answer["rule_id"] == rule_id)


@pytest.mark.parametrize("rule_id", RULES)
def test_every_rule_has_planted_cases_lookalikes_and_lawful_hits(rule_id: str) -> None:
    found = kinds(rule_id)
    assert found["planted"] >= 2
    assert found["lookalike"] >= 3
    assert found["lawful_hit"] >= 1


@pytest.mark.parametrize("rule_id", RULES)
def test_every_explanation_the_rule_gives_is_played(rule_id: str) -> None:
    book = rules.load(content.find(), contracts=False)
    assert rule_id in book.rules, [str(error) for error in book.refused]
    played = defaultdict(set)
    for answer in answers():
        if answer["rule_id"] == rule_id:
            played[answer["expected"]].add(answer["explanation"])
    for explanation in book.rules[rule_id].innocent_explanations:
        expected = "silent" if explanation.visible else "asked"
        assert explanation.id in played[expected], f"{explanation.id} of {rule_id} is not {expected}"
    known = {explanation.id for explanation in book.rules[rule_id].innocent_explanations}
    assert (played["silent"] | played["asked"]) - known <= {"", "protected"}


@pytest.mark.parametrize("rule_id", [rule for rule in RULES if rule not in ABOUT_ORGANISATIONS])
def test_a_protected_person_stands_in_the_midst_of_every_pattern(rule_id: str) -> None:
    assert any(a["explanation"] == "protected" for a in answers() if a["rule_id"] == rule_id)


@pytest.mark.parametrize("rule_id", [rule for rule in RULES if rule.startswith("AD")])
def test_a_pattern_without_a_cause_to_look_is_only_counted(rule_id: str) -> None:
    assert any(a["expected"] == "counted" for a in answers() if a["rule_id"] == rule_id)


def test_what_is_expected_follows_from_the_kind() -> None:
    for answer in answers():
        allowed = {"planted": ("asked", "counted"), "lookalike": ("silent",), "lawful_hit": ("asked",)}
        assert answer["expected"] in allowed[answer["kind"]]
        assert answer["explanation"] if answer["kind"] == "lawful_hit" else True
        assert answer["why"]


def test_a_person_is_named_by_twelve_digits_and_an_organisation_by_ten() -> None:
    for answer in answers():
        if answer["subject_kind"] == "person":
            assert len(answer["subject_id"]) == 12
            assert answer["subject_id"].isdigit()
        if answer["subject_kind"] == "organisation":
            assert len(answer["subject_id"]) == 10


def test_the_smallest_town_holds_the_whole_key() -> None:
    assert {answer[0] for answer in town(300, 1).answers} == set(RULES)
    assert len(town(300, 1).answers) == len(answers())


def test_a_larger_town_plays_the_key_more_often() -> None:
    assert len(town(40_000, 1).answers) == 2 * len(answers())
