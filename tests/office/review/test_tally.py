"""What counts as what, in Swedish time."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from paxweb.accounts.roles import ACTS_OF
from paxweb.review.looking import in_letters
from paxweb.review.tally import SEARCHED, Act, colleagues_median, count, out_of_hours

SWEDEN = ZoneInfo("Europe/Stockholm")
WEDNESDAY = datetime(2026, 11, 18, 12, tzinfo=SWEDEN)


def act(kind: str, what: str, *items: str, user: int = 1, at: datetime = WEDNESDAY) -> Act:
    return Act(at, kind, what, user, items)


def test_what_is_read_and_never_worked_with_is_counted_by_item() -> None:
    figures = count([act("read", "item.read", "a"), act("read", "item.read", "a"), act("read", "item.read", "b")], ())[
        1
    ]
    assert (figures.readings, figures.not_own) == (3, 2)


def test_an_item_somebody_took_is_their_own_whenever_they_took_it() -> None:
    figures = count([act("read", "item.read", "a"), act("change", "item.take", "a")], ())[1]
    assert figures.not_own == 0


def test_a_list_that_was_shown_is_no_reading_of_its_items() -> None:
    figures = count([act("read", "week.list", "a", "b")], ())[1]
    assert (figures.lines, figures.readings, figures.not_own) == (1, 0, 0)


def test_a_refusal_counts_as_nothing_else() -> None:
    figures = count([act("refusal", "item.read", "a"), act("refusal", "item.read", "b")], ())[1]
    assert (figures.refused, figures.lines, figures.readings) == (2, 0, 0)


@pytest.mark.parametrize("what", ["item.print", "outcomes.send", "item.export", "protected.reveal", "break_glass.open"])
def test_what_leaves_or_is_opened_for_a_special_reason_is_counted(what: str) -> None:
    assert count([act("read", what)], ())[1].taken_out == 1


@pytest.mark.parametrize("form", ["print", "pdf", "csv"])
def test_an_export_is_counted_when_it_is_made_and_makes_nothing_ones_own(form: str) -> None:
    lines = [act("read", f"export.{form}", "a"), act("change", f"export.{form}", "a"), act("read", "case.read", "a")]
    figures = count(lines, ())[1]
    assert (figures.taken_out, figures.readings, figures.not_own) == (1, 1, 1)


def test_the_acts_that_are_counted_are_acts_of_the_office() -> None:
    acts = {act for allowed in ACTS_OF.values() for act in allowed}
    assert acts >= SEARCHED
    assert {name for name in acts if name.startswith("export.")} >= {"export.print", "export.pdf", "export.csv"}


def test_searches_are_counted() -> None:
    assert count([act("read", "search.use"), act("read", "item.read", "a")], ())[1].searches == 1


@pytest.mark.parametrize(
    ("hour", "day", "out"), [(5, 18, True), (6, 18, False), (18, 18, False), (19, 18, True), (12, 21, True)]
)
def test_out_of_hours_goes_by_the_clock_and_the_weekday(hour: int, day: int, out: bool) -> None:
    assert out_of_hours(datetime(2026, 11, day, hour, tzinfo=SWEDEN)) is out


def test_people_without_lines_count_as_zero() -> None:
    assert count([], {7})[7].lines == 0


def test_the_median_is_of_others_with_the_same_role_or_of_all_others() -> None:
    values, roles = {1: 90, 2: 4, 3: 6, 4: 1000}, {1: "reader", 2: "reader", 3: "reader", 4: "lead"}
    assert colleagues_median(1, values, roles) == 5.0
    assert colleagues_median(4, values, roles) == 6.0
    assert colleagues_median(1, {1: 5}, roles) is None


def test_letters_go_on_after_z() -> None:
    assert [in_letters(rank) for rank in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
