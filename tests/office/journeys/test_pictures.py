"""`make screens`: pictures of the office's main pages for the docs; skipped unless PAX_SCREENSHOTS=1."""

import os

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize

from tests.office.journeys.conftest import ROOT, Office, at_week, become, to_week
from tests.office.journeys.rooms import WAYS, go
from tests.office.journeys.test_working import read_until_asked

PICTURES = ROOT / "docs" / "guides" / "pictures" / "office"

LINKS = {"lead": "Läget", "clearances": "Behörigheter", "log-review": "Loggranskning", "health": "Drift"}

pytestmark = pytest.mark.skipif(
    os.environ.get("PAX_SCREENSHOTS") != "1",  # noqa: TID251  whoever writes the docs asks for pictures
    reason="pictures are made by make screens",
)


def keep(page: Page, name: str) -> None:
    """A picture of the page as it first meets the eye."""
    page.wait_for_load_state("networkidle")
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")


def test_the_main_pages_have_their_pictures(desk: BrowserContext, office: Office) -> None:
    page = desk.new_page()
    page.goto(f"{office.address}/sv/sign-in/")
    keep(page, "sign-in")
    page.goto(f"{office.address}/sv/demo/")
    keep(page, "people")
    page = at_week(desk, office, "Alice Ek")
    keep(page, "week")
    page.locator("form[action$='/ta/'] button").first.click()
    keep(page, "item-blind")
    page.get_by_role("button", name="Lämna tillbaka").click()
    read_until_asked(page)
    keep(page, "item-opened")
    page.locator("#clear").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('clear').scrollIntoView()")
    keep(page, "item-explanations")
    page.evaluate("document.querySelector('#time-title').scrollIntoView()")
    keep(page, "item-evidence")
    page.emulate_media(color_scheme="dark")
    to_week(page)
    keep(page, "week-dark")
    page.emulate_media(color_scheme="light")
    for who, name in (
        ("Bob Lind", "lead"), ("Behörighetsansvarig", "clearances"), ("Dataskyddsombud", "log-review"),
        ("Tekniker", "health"),
    ):  # fmt: skip
        page = become(desk, office, who)
        menu = page.get_by_role("navigation", name="Sidor", exact=True)
        menu.get_by_role("link", name=LINKS[name]).first.click()
        keep(page, name)


PHONE = ViewportSize(width=360, height=740)
ON_PHONE = ("home", "case", "letter", "rights-extract")
IN_THE_DARK = ("home", "case", "letter-draft")
FORMS_ALIKE = frozenset(
    {"document-add", "rights-propose", "rights-records-open", "rights-correct", "rights-hold", "machine-propose"}
)
"""Forms that look as others do."""


@pytest.mark.parametrize("name", sorted(WAYS.keys() - FORMS_ALIKE))
def test_the_rooms_have_their_pictures(desk: BrowserContext, office: Office, name: str) -> None:
    page = become(desk, office, WAYS[name][0])
    go(page, office, name)
    keep(page, name)
    if name in IN_THE_DARK:
        page.emulate_media(color_scheme="dark")
        keep(page, f"{name}-dark")
        page.emulate_media(color_scheme="light")
    if name in ON_PHONE:
        page.set_viewport_size(PHONE)
        keep(page, f"{name}-phone")
