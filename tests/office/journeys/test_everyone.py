"""Everyone can use the office: axe is silent on every page, light or dark, large or small; nothing scrolls sideways."""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.office.journeys.conftest import Office, become

WHOLE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
DESKTOP, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=320, height=640)
JUDGED = ("pax-time-text", "pax-time-dot", "<canvas", "pax-graph")
"""What axe cannot decide, judged in docs/accessibility.md: words in the time line's SVG, and the drawn graph."""


def pages(page: Page, office: Office) -> Iterator[str]:
    """Every kind of page, one after the other; its name."""
    yield "the demo's people"
    page.get_by_role("button", name="Alice Ek").click()
    page.wait_for_load_state()
    yield "the week"
    week = page.url
    page.locator("form[action$='/ta/'] button").first.click()
    page.wait_for_load_state()
    yield "an item before the answer"
    page.get_by_role("button", name="Svara").click()
    yield "an answer that lacks something"
    page.get_by_role("button", name="Lämna tillbaka").click()
    page.goto(week)
    for name in ("väntar på svar", "Slumpvis dragen"):
        row = page.locator("main table tr", has_text=name)
        if row.count():
            row.first.get_by_role("link").click()
            page.wait_for_load_state()
            yield f"an opened item: {name}"
            page.goto(week)
    page.goto(f"{office.address}/en/vecka/housing_company/")
    yield "the week in English"
    page.goto(f"{office.address}/sv/nowhere/")
    yield "no such page"
    page.goto(f"{office.address}/sv/accounts/")
    yield "one's own page"
    for person, name in (("Bob Lind", "Läget"), ("Behörighetsansvarig", ""), ("Dataskyddsombud", ""), ("Tekniker", "")):
        page.goto(f"{office.address}/sv/demo/")
        page.get_by_role("button", name=person).click()
        page.wait_for_load_state()
        if name:
            page.get_by_role("link", name=name).first.click()
            page.wait_for_load_state()
        yield f"{person}: {name or 'first page'}"


@pytest.mark.parametrize(
    ("scheme", "screen", "rules"),
    [("light", DESKTOP, WHOLE), ("light", PHONE, WHOLE), ("dark", DESKTOP, CONTRAST), ("dark", PHONE, CONTRAST)],
    ids=["light", "light-320", "dark", "dark-320"],
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Browser, office: Office, axe: str, scheme: Literal["light", "dark"], screen: ViewportSize, rules: object
) -> None:
    wrong: list[str] = []
    with browser.new_context(color_scheme=scheme, viewport=screen) as context:
        page = context.new_page()
        page.goto(f"{office.address}/sv/demo/")
        for name in pages(page, office):
            page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
            if page.evaluate("document.documentElement.scrollWidth") > screen["width"]:
                wrong.append(f"{name}: scrolls sideways")
            page.evaluate(axe)
            found = page.evaluate("rules => axe.run(document, rules)", rules)
            wrong += [f"{name}: {told}" for told in _told(found["violations"])]
            wrong += [
                f"{name}: undecided {told}"
                for told in _told(found["incomplete"])
                if not any(word in told for word in JUDGED)
            ]
    assert wrong == []


def _told(found: Iterable[dict[str, Any]]) -> list[str]:
    return [f"{each['id']}: {node['html'][:160]} {node['failureSummary']}" for each in found for node in each["nodes"]]


def test_the_pages_ask_nobody_else_and_break_no_policy(browser: Browser, office: Office) -> None:
    asked: list[str] = []
    said: list[str] = []
    with browser.new_context() as context:
        page = become(context, office, "Alice Ek")
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.locator("main table tr", has_text="väntar på svar").first.get_by_role("link").click()
        page.wait_for_load_state("networkidle")
        assert page.locator(".pax-graph canvas").count() > 0, "the graph is drawn"
    assert [url for url in asked if not url.startswith(office.address)] == []
    assert said == []


def test_an_item_prints_its_facts_without_menus(browser: Browser, office: Office) -> None:
    with browser.new_context() as context:
        page = become(context, office, "Alice Ek")
        page.locator("main table tbody a").first.click()
        page.emulate_media(media="print", color_scheme="dark")
        assert not page.get_by_role("navigation").first.is_visible()
        assert page.locator("#rows").is_visible()
        assert len(page.pdf(format="A4")) > 10_000
