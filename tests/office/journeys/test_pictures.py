"""`make screens`: pictures of the office's main pages for the docs; skipped unless PAX_SCREENSHOTS=1."""

import os

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.office.journeys.conftest import ROOT, Office, become

PICTURES = ROOT / "docs" / "guides" / "pictures" / "office"

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
    page = become(desk, office, "Alice Ek")
    keep(page, "week")
    page.locator("form[action$='/ta/'] button").first.click()
    keep(page, "item-blind")
    page.get_by_label("Ja", exact=True).check()
    page.get_by_label("Varför? En rad.").fill("Två saker samma dag")
    page.get_by_role("button", name="Svara").click()
    page.goto(f"{office.address}/sv/")
    page.locator("main table tr", has_text="väntar på svar").first.get_by_role("link").click()
    keep(page, "item-opened")
    page.locator("#clear").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('clear').scrollIntoView()")
    keep(page, "item-explanations")
    page.evaluate("document.querySelector('#time-title').scrollIntoView()")
    keep(page, "item-evidence")
    page.emulate_media(color_scheme="dark")
    page.goto(f"{office.address}/sv/")
    keep(page, "week-dark")
    page.emulate_media(color_scheme="light")
    for who, name in (
        ("Bob Lind", "lead"), ("Behörighetsansvarig", "clearances"), ("Dataskyddsombud", "log-review"),
        ("Tekniker", "health"),
    ):  # fmt: skip
        page = become(desk, office, who)
        if name == "lead":
            page.get_by_role("link", name="Läget").first.click()
        keep(page, name)
