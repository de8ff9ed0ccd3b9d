"""Words as they are kept and asked for: folded alike, numbers cut out, and the order a prefix needs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paxweb.desk.asking import MOST, Term, read
from paxweb.desk.words import fold, next_word, numbers_in, told, words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Storgatan 12 B", ["storgatan", "12", "b"]),
        ("STORGATAN 12b, lgh1001", ["storgatan", "12", "b", "lgh", "1001"]),
        ("Åkesson, Ängla O\u0308berg", ["åkesson", "ängla", "öberg"]),
        ("Renée Sørensen-Łuczak Straße", ["renee", "sörensen", "luczak", "strasse"]),
        ("B-2026-14", ["b", "2026", "14"]),
        ("\ufb01ngerad \uff21lice", ["fingerad", "alice"]),
        ("  …  ", []),
    ],
)
def test_a_text_is_its_folded_words(text: str, words: list[str]) -> None:
    assert words_in(text) == words


def test_a_ring_is_no_accent() -> None:
    assert fold("Ås") != fold("As")
    assert fold("A\u030as") == fold("ÅS") == "ås"


@pytest.mark.parametrize(
    "text",
    [
        "19850101-1239", "198501011239", "850101-1239", "8501011239", "ring 850101+1239!", "19850101 1239",
        "19850101\u20131239", "１９８５０１０１１２３９",
    ],
)  # fmt: skip
def test_an_identity_number_is_no_word_however_it_is_written(text: str) -> None:
    assert [number.short for number in numbers_in(text)] == ["8501011239"]
    assert not any(any(sign.isdigit() for sign in word) for word in words_in(text))
    assert "850101" not in repr(numbers_in(text))


def test_longer_and_shorter_digits_are_words() -> None:
    assert words_in("12345678901234 2026 070") == ["12345678901234", "2026", "070"]


def test_at_most_eight_words_are_asked_for() -> None:
    assert read("a b c d e f g h").left_out is False
    asked = read("ett två tre fyra fem sex sju åtta nio")
    assert (len(asked.terms), asked.left_out) == (MOST, True)


@pytest.mark.parametrize(("word", "longer"), [("and", True), ("bo", False), ("123", False), ("ång", True)])
def test_longer_words_are_found_by_three_letters(word: str, longer: bool) -> None:
    assert bool(Term(word).until) is longer


def test_texts_inside_lists_and_mappings_are_found() -> None:
    assert list(told([[{"a": "x", "b": ["y", 3]}, None, "z"]])) == ["x", "y", "z"]


@given(st.text(min_size=1), st.text())
def test_what_begins_so_stands_between_a_word_and_the_next(begin: str, rest: str) -> None:
    for word in words_in(begin):
        longer = word + fold(rest)
        assert word <= longer < next_word(word)
        assert not (word <= next_word(word) < next_word(word))


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert words_in(" ".join(words_in(text))) == words_in(text) or numbers_in(" ".join(words_in(text)))
