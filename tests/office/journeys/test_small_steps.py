"""Small steps where scripts run: the page stays, what is half written stays, and what went wrong is told whole."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from paxweb.frame.clock import today
from tests.office.cases.roads import ROADS
from tests.office.journeys.conftest import Office
from tests.office.journeys.test_cases import People, fill, open_case

HALF = "En halv anteckning som inte är sparad."
TASK = "Ring hyresvärden"


@pytest.fixture
def case(browser: Browser, office: Office) -> Iterator[Page]:
    """The page of a case just opened, half a note written, and a mark that a page loaded anew would lose."""
    people = People(browser, office, script=True)
    address = open_case(people, ROADS[min(ROADS)])
    (page,) = people.pages.values()
    page.goto(address)
    fill(page, {"note": HALF})
    page.evaluate("() => { window.stayed = true }")
    yield page
    people.close()


def _stayed(page: Page) -> bool:
    return bool(page.evaluate("() => window.stayed === true"))


def _form(page: Page, ends: str) -> Locator:
    return page.locator(f"main form[action$='/{ends}/']")


def _add_task(page: Page, text: str) -> None:
    form = _form(page, "att-gora")
    if not form.is_visible():
        page.locator("main details:has(form[action$='/att-gora/']) summary").click()
    form.locator("[name='task']").fill(text)
    form.locator("[name='task_due']").fill(today().isoformat())
    form.get_by_role("button").click()


def test_a_small_step_leaves_the_page_and_the_half_written_note(case: Page) -> None:
    _add_task(case, TASK)
    done = _form(case, "gjort").get_by_role("button")
    expect(done).to_be_visible()
    heading = case.get_by_role("heading", name="Att göra", exact=True)
    expect(heading).to_be_focused()
    expect(case.locator("#voice")).to_have_text("Sparat.")
    expect(_form(case, "anteckning").locator("[name='note']")).to_have_value(HALF)
    done.click()
    expect(case.locator("main s", has_text=TASK)).to_be_visible()
    assert _stayed(case)
    _form(case, "anteckning").get_by_role("button").click()
    expect(case.locator("#life + ol")).to_contain_text(HALF)
    expect(_form(case, "anteckning").locator("[name='note']")).to_have_value("")
    assert _stayed(case)


def test_a_small_step_that_is_refused_shows_the_whole_answer(case: Page) -> None:
    _add_task(case, "x")
    expect(case.locator("main [aria-invalid='true']")).to_have_value("x")
    assert not _stayed(case)


def test_what_was_written_comes_back_when_the_session_is_gone(case: Page) -> None:
    case.context.clear_cookies(name=re.compile("session"))
    _form(case, "anteckning").get_by_role("button").click()
    expect(case.locator("main .pax-paper")).to_contain_text(HALF)
    assert not _stayed(case)


def test_a_small_step_without_an_answer_says_so_and_loses_nothing(case: Page) -> None:
    case.context.set_offline(True)
    for _ in range(2):
        _form(case, "anteckning").get_by_role("button").click()
        expect(case.get_by_role("alert")).to_contain_text("Inget svar kom")
    expect(_form(case, "anteckning").locator("[name='note']")).to_have_value(HALF)
    case.context.set_offline(False)
    assert _stayed(case)
