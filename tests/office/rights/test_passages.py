"""Words taken out of a text are gone, also where two passages meet, lie over each other, or look like a provision."""

import pytest

from paxweb.rights.actions.records import masked
from paxweb.rights.drafts import Draft, Line, Value
from paxweb.rights.marks import INCLUDE, Told, applied, taken_from
from paxweb.rights.passages import cut

TEXT = "Anna Berg Lind bor på Almvägen 26. Berg Lind svarade."


def test_two_passages_that_lie_over_each_other_leave_nothing_of_either() -> None:
    given = masked(TEXT, ["Anna Berg", "Berg Lind"], "OSL 26:1")
    assert given == "[OSL 26:1] bor på Almvägen 26. [OSL 26:1] svarade."


def test_a_passage_is_not_looked_for_in_what_stands_instead_of_another() -> None:
    assert masked(TEXT, ["Almvägen", "26"], "OSL 26:1").count("[OSL 26:1]") == 2


def test_a_passage_that_lies_over_itself_goes_whole() -> None:
    assert masked("hahaha", ["haha"], "X") == "[X]"


@pytest.mark.parametrize("first", ["Anna Berg", "Berg Lind"])
def test_two_marks_on_two_provisions_leave_nothing_between_them(first: str) -> None:
    second = "Berg Lind" if first == "Anna Berg" else "Anna Berg"
    line = Line("r1", "cases.Note", "1", "", "A", "A", "", (Value("text", TEXT, free=True),))
    marks = [Told(1, "r1", "text", "OSL 26:1", (first,), ""), Told(2, "r1", "text", "OSL 21:7", (second,), "")]
    (kept,), withheld = applied(Draft((line,)), marks)
    assert kept.values[0].value.startswith("[OSL ")
    for word in ("Anna", "Berg", "Lind"):
        assert word not in kept.values[0].value
    assert {each.provision for each in withheld} == {"OSL 26:1", "OSL 21:7"}


def test_a_value_that_is_withheld_whole_is_gone() -> None:
    line = Line("r1", "cases.Note", "1", "", "A", "A", "", (Value("text", TEXT), Value("kind", "x", "code")))
    (kept,), withheld = applied(Draft((line,)), [Told(1, "r1", "", "OSL 26:1", (), "")])
    assert [value.value for value in kept.values] == ["[OSL 26:1]", "[OSL 26:1]"]
    assert len(withheld) == 2


def test_a_name_that_is_withheld_is_not_told_among_the_receivers() -> None:
    party = Value("party", "Grannen Nils Ek", free=True)
    line = Line("r1", "documents.Document", "1", "", "A", "A", "", (party, Value("kind", "x", "code")))
    marks = [
        Told(1, "r1", "party", "OSL 26:5", (), ""), Told(2, "r1", "kind", "OSL 26:5", (), ""),
        Told(3, "r1", "", INCLUDE, (), ""),
    ]  # fmt: skip
    taken = taken_from(Draft((line,)), marks)
    assert cut("Grannen Nils Ek", taken) == "[OSL 26:5]"
    assert cut("Länsstyrelsen, xx", taken) == "Länsstyrelsen, xx"
