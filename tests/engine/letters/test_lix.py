"""LIX counted by hand, and what may not fool it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pax.letters import lix


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0.0),
        ("…", 0.0),
        ("Hunden sover.", 2 / 1 + 0.0),
        ("Hunden sover. Katten jagar råttan.", 5 / 2 + 0.0),
        ("Kommunstyrelsen beslutade.", 2 / 1 + 100 * 2 / 2),
        ("Rubrik utan punkt\nEn mening till", 6 / 2 + 0.0),
        ("Vi ses kl. 10.30 i morgon.", 6 / 2 + 0.0),
        ("Det kostar 12 345,50 kr.", 5 / 1 + 0.0),
        ("Skatte-verket", 1 / 1 + 100 * 1 / 1),
    ],
)
def test_the_measure_as_counted_by_hand(text: str, expected: float) -> None:
    assert lix(text) == pytest.approx(expected)


@given(st.lists(st.sampled_from(["hus", "sol", "utredningen", "handläggare"]), min_size=1, max_size=30))
def test_a_full_stop_more_never_makes_a_text_harder(words: list[str]) -> None:
    whole = " ".join(words) + "."
    halved = " ".join(words[: len(words) // 2]) + ". " + " ".join(words[len(words) // 2 :]) + "."
    assert lix(halved) <= lix(whole)


def test_official_prose_is_measured_as_hard() -> None:
    hard = (
        "Nämndens ställningstagande avseende återbetalningsskyldighet för felaktigt utbetalat ekonomiskt bistånd"
        " förutsätter att bidragstagaren genom oriktiga uppgifter eller underlåtenhet förorsakat utbetalningen."
    )
    assert lix(hard) > 60
