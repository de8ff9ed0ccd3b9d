"""A day that a step was given is not forgotten: not when it passes, and not when the case has ended."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.urls import reverse

from paxweb.cases.models import Case
from paxweb.frame.clock import today
from tests.office.cases.unit import AHEAD, Desk
from tests.office.world import HOUSING, SOCIAL

pytestmark = pytest.mark.django_db
CLOSED = {"answer": "explained", "finding": "right"}


def on(settings: LazySettings, days: int) -> None:
    """It is so many days later."""
    day = today() + timedelta(days=days)
    settings.PAX_TODAY = lambda: day


def home(desk: Desk, name: str) -> str:
    """Somebody's first page."""
    return desk.browser(name).get("/sv/").content.decode().split("<main")[1]


def page(desk: Desk, name: str, case: Case) -> str:
    """The case as somebody sees it."""
    return desk.browser(name).get(reverse("cases:case", args=["sv", case.pk])).content.decode()


def ended_untold(desk: Desk) -> Case:
    """A case that has ended on a ground not to tell, which holds for three weeks."""
    case = desk.open(HOUSING, "housing_company")
    for step, answer in (("check_registers", ""), ("talk", "held"), ("violence_question", "no")):
        assert desk.step("Alice", case, step, answer=answer).status_code == 302
    assert desk.step("Bob", case, "ground_not_to_tell").status_code == 302
    closed = desk.step("Alice", case, "close", **CLOSED)
    assert closed.status_code == 302, closed.content.decode()
    return case


def test_whoever_was_not_told_is_told_when_the_ground_has_passed(desk: Desk, settings: LazySettings) -> None:
    case = ended_untold(desk)
    case.refresh_from_db()
    ended = case.ended_on
    assert case.waits_until == today() + AHEAD
    assert case.number in home(desk, "Alice").split("Hindret gäller till och med")[0]
    assert case.number not in home(desk, "Bob"), "a lead is told once the day has passed"
    assert "Dagen har passerat" not in page(desk, "Alice", case)
    on(settings, AHEAD.days + 1)
    for name in ("Alice", "Bob", "Vera"):
        assert case.number in home(desk, name), name
    assert case.number not in home(desk, "Charlie")
    shown = page(desk, "Alice", case)
    assert "Dagen har passerat" in shown
    assert reverse("cases:step", args=["sv", case.pk, "told"]) in shown.split('id="next"')[0]
    again = desk.step("Bob", case, "ground_not_to_tell")
    assert again.status_code == 302, "a new ground with a new day"
    assert case.number not in home(desk, "Vera")
    assert desk.step("Bob", case, "check_registers").status_code == 409
    case.refresh_from_db()
    assert (case.ended_on, case.state) == (ended, "closed"), "it has ended, when it ended"


def test_telling_settles_it(desk: Desk, settings: LazySettings) -> None:
    case = desk.open(SOCIAL, "general")
    assert desk.step("Sara", case, "ground_not_to_tell").status_code == 302
    on(settings, AHEAD.days + 1)
    assert case.number in home(desk, "Charlie")
    assert desk.step("Charlie", case, "told").status_code == 302
    case.refresh_from_db()
    assert (case.waits_until, case.waits_for) == (None, "")
    assert case.number not in home(desk, "Selma")
    assert desk.step("Sara", case, "ground_not_to_tell").status_code == 409, "whoever has been told has been told"


def test_nothing_ends_on_a_ground_that_has_passed(desk: Desk, settings: LazySettings) -> None:
    case = desk.open(HOUSING, "housing_company")
    assert desk.step("Bob", case, "ground_not_to_tell").status_code == 302
    on(settings, AHEAD.days)
    refused = desk.step("Alice", case, "close", **CLOSED)
    assert refused.status_code == 302, "the ground holds to the end of its day"


def test_an_ending_is_refused_the_day_after(desk: Desk, settings: LazySettings) -> None:
    case = desk.open(HOUSING, "housing_company")
    assert desk.step("Bob", case, "ground_not_to_tell").status_code == 302
    on(settings, AHEAD.days + 1)
    refused = desk.step("Alice", case, "close", **CLOSED)
    assert refused.status_code == 409
    assert "Dagen för hindret att informera har passerat" in refused.content.decode()


def test_an_answer_that_is_waited_for_is_a_day_of_whoever_carries_the_case(desk: Desk) -> None:
    case = desk.open(SOCIAL, "social_board")
    assert desk.step("Charlie", case, "start_inquiry").status_code == 302
    assert desk.step("Charlie", case, "check_favour", answer="nothing").status_code == 302
    assert desk.step("Charlie", case, "communicate").status_code == 302
    assert "Svaret väntas senast" in home(desk, "Charlie")
    assert desk.step("Charlie", case, "answer", answer="answered").status_code == 302
    assert "Svaret väntas senast" not in home(desk, "Charlie")


def answered(desk: Desk, answer: str) -> Case:
    """A register case that Alice carries, up to what Skatteverket answered."""
    case = desk.open(HOUSING, "register", "Alice")
    road = (("gather", ""), ("unchanged_by_law", "no"), ("special_reasons", "none"), ("guide_verdict", "open"))
    for step, said in road:
        assert desk.step("Alice", case, step, answer=said).status_code == 302
    assert "Skatteverkets svar, senast" not in home(desk, "Alice")
    assert desk.step("Bob", case, "notice").status_code == 302
    assert "Skatteverkets svar, senast" in home(desk, "Alice")
    assert desk.step("Alice", case, "answer", answer=answer).status_code == 302
    return case


def test_a_step_that_leads_on_by_a_day_is_a_day_of_whoever_carries_the_case(desk: Desk, settings: LazySettings) -> None:
    """The municipality's appeal is lost when its three weeks have passed."""
    case = answered(desk, "stands")
    assert case.number in home(desk, "Alice").split("Överklaga, senast")[0]
    assert "försenad" not in home(desk, "Alice")
    assert "Överklaga, senast" not in home(desk, "Bob")
    on(settings, 22)
    assert "försenad" in home(desk, "Alice").split("Överklaga, senast")[0]


def test_a_step_that_is_not_open_is_nobodys_day(desk: Desk) -> None:
    answered(desk, "changed")
    assert "senast" not in home(desk, "Alice")


def test_what_is_only_offered_is_nobodys_day(desk: Desk) -> None:
    case = desk.open(SOCIAL, "general")
    assert desk.step("Charlie", case, "start_inquiry").status_code == 302
    assert "Be om handlingar" not in home(desk, "Charlie")
