"""A letter and its record → what stands on paper."""

from datetime import date
from decimal import Decimal

import pytest

from pax.letters import FilledDots, FilledHead, FilledRunning, FilledTable, Letter, filled, missing, said_money
from pax.letters.saying import money, said_day
from tests.engine.letters.examples import LETTERS, NAMES, WRITTEN, record

BY_ID = {letter.id: letter for letter in LETTERS}


@pytest.mark.parametrize(("letter", "language"), WRITTEN, ids=NAMES)
def test_each_fact_is_placed_and_no_other(letter: Letter, language: str) -> None:
    placed: list[str] = []
    for part in filled(letter, record(letter, language), language):
        match part:
            case FilledRunning(pieces):
                placed += [piece.fact for piece in pieces if piece.fact]
            case FilledDots(items):
                placed += [piece.fact for item in items for piece in item if piece.fact]
            case FilledTable() | FilledHead():
                pass
    tables = {fact.id for fact in letter.facts.values() if fact.kind.table}
    assert set(placed) == set(letter.facts) - tables


def test_a_fact_left_empty_takes_its_paragraph_and_a_lonely_heading_with_it() -> None:
    letter = BY_ID["file_note"]
    whole = record(letter, "sv")
    headings = [part.text for part in filled(letter, whole, "sv") if isinstance(part, FilledHead)]
    without = filled(letter, {**whole, "next": "", "said_back": ""}, "sv")
    left = [part.text for part in without if isinstance(part, FilledHead)]
    assert "Vad personen säger" in headings
    assert "Vad personen säger" not in left
    assert "Vad som händer nu" in left, "a sentence of the letter's own stands below it"


def test_what_must_be_there_is_told_in_the_files_order() -> None:
    letter = BY_ID["notice_register"]
    assert missing(letter, {"entry": "x"})[:2] == ("person", "known")
    assert "number" not in missing(letter, {})
    assert missing(letter, record(letter, "sv")) == ()


@pytest.mark.parametrize(
    ("amount", "sv", "en"),
    [
        ("12400.00", "12\u00a0400\u00a0kr", "SEK\u00a012,400"),
        ("0.5", "0,50\u00a0kr", "SEK\u00a00.50"),
        ("1234567.89", "1\u00a0234\u00a0567,89\u00a0kr", "SEK\u00a01,234,567.89"),
        ("-3", "-3\u00a0kr", "-SEK\u00a03"),
    ],
)
def test_kronor_as_people_write_them(amount: str, sv: str, en: str) -> None:
    assert said_money(Decimal(amount), "sv") == sv
    assert said_money(Decimal(amount), "en") == en


@pytest.mark.parametrize("text", ["", "många", "NaN", "Infinity", "1e99", "12 kr"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        money(text)


def test_a_plan_is_days_and_amounts() -> None:
    letter = BY_ID["instalments"]
    (table,) = [part for part in filled(letter, record(letter, "sv"), "sv") if isinstance(part, FilledTable)]
    assert table.rows[0] == ("31\u00a0januari\u00a02027", "6\u00a0200\u00a0kr")
    with pytest.raises(ValueError, match="isoformat"):
        filled(letter, {**record(letter, "sv"), "plan": [["i morgon", "5"]]}, "sv")


def test_a_day_is_written_out() -> None:
    assert said_day(date(2026, 12, 1), "en") == "1\u00a0December\u00a02026"
