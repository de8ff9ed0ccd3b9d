"""What a case came to reaches the rules' hit rates, and a changed outcome replaces the one before."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from paxweb.cases.models import Case, Outcome
from paxweb.frame.clock import now, today
from paxweb.intake.models import Item, Question
from paxweb.intake.outcomes import Outcome as Row
from paxweb.intake.outcomes import write_outcomes
from paxweb.signals.actions.send_outcomes import send_outcomes
from paxweb.signals.models import FirstAnswer, State, Work
from paxweb.signals.models import Outcome as SaidOutside
from tests.office.cases.test_opening import open_from, read_item
from tests.office.cases.unit import Desk
from tests.office.world import HOUSING

pytestmark = pytest.mark.django_db


def opened(desk: Desk) -> tuple[Item, Case]:
    """A case from an item whose blind answer was yes."""
    item = read_item(desk)
    FirstAnswer.objects.create(item=item, user=desk.user("Alice"), answer="yes", why="två hem", answered_at=now())
    _, case = open_from(desk, "Alice", item)
    assert case is not None
    return item, case


def close(desk: Desk, case: Case, **given: str) -> None:
    """End it, as soon as the type lets one."""
    assert desk.step("Bob", case, "ground_not_to_tell").status_code == 302
    assert desk.step("Alice", case, "close", **given).status_code == 302


def the_row() -> Row:
    """The one row that goes back to the engine."""
    (row,) = send_outcomes(HOUSING)
    return row


def test_a_case_that_goes_says_nothing_yet_but_its_hours(desk: Desk) -> None:
    _, case = opened(desk)
    assert desk.post("Alice", "hours", case, day=today(), spent=90).status_code == 302
    row = the_row()
    assert (row.finding, row.cause, row.decided_on, str(row.hours)) == ("", "", None, "1.50")
    assert row.first_answer == "yes"


def test_a_fault_with_its_cause_goes_back_and_the_item_is_done(desk: Desk) -> None:
    item, case = opened(desk)
    close(desk, case, answer="corrected", finding="wrong_in_favour", cause="person_unintended")
    row = the_row()
    assert (row.finding, row.cause, row.decided_on) == ("wrong_in_favour", "person_unintended", today())
    work = Work.objects.get(item=item)
    assert (work.state, work.facts_hash) == (State.CLEARED, Question.objects.get(item=item).facts_hash)


def test_the_items_page_tells_below_how_its_case_ended_as_long_as_that_stands(desk: Desk) -> None:
    item, case = opened(desk)
    address = reverse("signals:item", args=["sv", item.pk])
    close(desk, case, answer="corrected", finding="wrong_in_favour", cause="person_unintended")
    page = desk.browser("Alice").get(address).content.decode()
    above, below = page.split('id="came-title"')
    assert "Fel, till den enskildes fördel · Den enskilde, utan uppsåt" in below
    assert case.number in below.split("</section>")[0]
    assert "Fel, till" not in above, "the words above the fold stay as few as they were"
    assert desk.step("Bob", case, "reopen").status_code == 302
    assert "came-title" not in desk.browser("Alice").get(address).content.decode()
    Case.objects.filter(pk=case.pk).update(ended_on=today(), team_only=True)
    assert "came-title" not in desk.browser("Alice").get(address).content.decode(), "one may not see it"


def test_the_items_page_tells_what_another_system_said(desk: Desk) -> None:
    item = read_item(desk)
    SaidOutside.objects.create(
        item=item, user=desk.user("Bob"), machine="token:k4x7q2", finding="right", decided_on=today(),
        diary_number="SB 2026/00012", at=now(),
    )  # fmt: skip
    below = desk.browser("Alice").get(reverse("signals:item", args=["sv", item.pk])).content.decode()
    told = below.split('id="came-title"')[1].split("</section>")[0]
    for word in ("Rätt", "token:k4x7q2", "i namn av Bob", "SB 2026/00012"):
        assert word in told


def test_an_explanation_is_right_and_has_no_cause(desk: Desk, tmp_path: Path) -> None:
    _, case = opened(desk)
    assert desk.step("Bob", case, "ground_not_to_tell").status_code == 302
    wrong = desk.step("Alice", case, "close", answer="explained", finding="wrong_in_favour", cause="unknown")
    assert wrong.status_code == 409
    assert desk.step("Alice", case, "close", answer="explained", finding="right").status_code == 302
    row = the_row()
    assert (row.finding, row.cause) == ("right", "")
    assert write_outcomes([row], tmp_path / "outcomes.csv") == 1


def test_an_opened_case_has_no_finding_and_the_changed_outcome_replaces_the_old(desk: Desk) -> None:
    item, case = opened(desk)
    close(desk, case, answer="corrected", finding="wrong_in_favour", cause="person_unintended")
    assert desk.step("Bob", case, "reopen").status_code == 302
    assert the_row().finding == ""
    assert Work.objects.get(item=item).state == State.IN_CASE
    close(desk, case, answer="explained", finding="right")
    row = the_row()
    assert (row.finding, row.cause) == ("right", "")
    assert Outcome.objects.filter(case=case).count() == 2
    assert Work.objects.get(item=item).state == State.CLEARED


@pytest.mark.parametrize(
    ("finding", "cause"),
    [
        ("right", "authority"),
        ("wrong_in_favour", ""),
        ("wrong_in_favour", "deceived"),
        ("wrong_in_favour", "person_intent_suspected"),
        ("unclear", "deceived"),
    ],
)
def test_an_outcome_that_does_not_hold_together_is_refused(desk: Desk, finding: str, cause: str) -> None:
    _, case = opened(desk)
    assert desk.step("Bob", case, "ground_not_to_tell").status_code == 302
    answer = desk.step("Alice", case, "close", answer="slight", finding=finding, cause=cause)
    assert answer.status_code in (400, 409)
    assert Outcome.objects.count() == 0


def test_a_stopped_payment_is_counted_until_a_declared_day_and_no_further(desk: Desk) -> None:
    _, case = opened(desk)
    assert desk.step("Bob", case, "ground_not_to_tell").status_code == 302
    ends = {"answer": "corrected", "finding": "wrong_in_favour", "cause": "unknown", "gain_stopped": "500"}
    assert desk.step("Alice", case, "close", **ends).status_code == 400
    far = str(today() + timedelta(days=800))
    assert desk.step("Alice", case, "close", **ends, horizon=far).status_code == 409
    near = today().replace(day=1) + timedelta(days=95)
    assert desk.step("Alice", case, "close", **ends, horizon=str(near)).status_code == 302
    effect = case.effects.get()
    months = (near.year - today().year) * 12 + near.month - today().month
    assert (effect.step, effect.horizon) == ("stopped", near)
    assert (int(effect.monthly or 0), int(effect.amount or 0)) == (500, 500 * months)


def test_the_steps_of_another_types_ladder_are_not_there(desk: Desk) -> None:
    _, case = opened(desk)
    assert desk.step("Bob", case, "ground_not_to_tell").status_code == 302
    given = {"answer": "corrected", "finding": "wrong_in_favour", "cause": "unknown", "gain_established": "9000"}
    assert desk.step("Alice", case, "close", **given).status_code == 302
    assert case.effects.count() == 0
