"""Everyone can use the guide: axe is silent, light or dark, large or small; by keyboard, without script, on paper."""

from collections.abc import Iterable
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

PAGES = (
    "/sv/",
    "/en/",
    "/sv/fraga/",
    "/sv/fraga/?sender=social_services&kind=contact&receiver=police",
    "/sv/fraga/?sender=nobody&on=yesterday&provision=x",
    "/sv/svar/?sender=social_services&kind=contact&receiver=police&purpose=crime&asked=1",
    "/en/svar/?sender=social_services&kind=known&receiver=own_board&purpose=receivers_task&asked=1",
    "/sv/svar/?sender=head_teacher&kind=school&receiver=own_social&purpose=child&yes=child_at_risk",
    "/sv/svar/?sender=registry&kind=whole_list&receiver=police&purpose=migration_control&protected=1",
    "/sv/grunder/",
    "/sv/grunder/lag_2024_307/",
    "/sv/arenden/",
    "/sv/arenden/housing_company/",
    "/en/arenden/register/",
    "/sv/blankett/osl_10_15a/",
    "/sv/om/",
    "/sv/tillganglighet/",
    "/sv/nowhere/",
)
WHOLE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
DRAWN = """() => {
  // axe cannot judge letters in a drawing: the least contrast between a picture's text and its boxes, 21 without one.
  const light = colour => {
    const part = value => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4)
    const [red, green, blue] = colour.match(/[0-9.]+/g).map(Number)
    return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
  }
  const [letters, boxes] = ['.pax-ways-text', '.pax-ways-box'].map(name =>
    [...document.querySelectorAll(name)].map(one => light(getComputedStyle(one).fill)))
  return Math.min(21, ...letters.flatMap(a => boxes.map(b => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05))))
}"""
DESKTOP, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=320, height=640)


def _open_all(page: Page) -> None:
    """Unfold what is folded, so that nothing hides from axe."""
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")


@pytest.mark.parametrize(
    ("scheme", "screen", "rules"),
    [("light", DESKTOP, WHOLE), ("light", PHONE, WHOLE), ("dark", DESKTOP, CONTRAST), ("dark", PHONE, CONTRAST)],
    ids=["light", "light-320", "dark", "dark-320"],
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Browser, site: str, axe: str, scheme: Literal["light", "dark"], screen: ViewportSize, rules: object
) -> None:
    with browser.new_context(color_scheme=scheme, viewport=screen) as context:
        page = context.new_page()
        for address in PAGES:
            page.goto(f"{site}{address}")
            _open_all(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"], address
            page.evaluate(axe)
            found = page.evaluate("rules => axe.run(document, rules)", rules)
            assert _told(found["violations"]) == [], address
            unsure = [each for each in found["incomplete"] if each["id"] == "color-contrast"]
            assert [one for one in _told(unsure) if "pax-ways-text" not in one] == [], address
            assert page.evaluate(DRAWN) >= 4.5, address


def _told(violations: Iterable[dict[str, Any]]) -> list[str]:
    return [
        f"{each['id']}: {node['html'][:120]} {node['failureSummary']}" for each in violations for node in each["nodes"]
    ]


def test_the_page_asks_nobody_else_for_anything_and_breaks_no_policy(page: Page, site: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for address in PAGES:
        page.goto(f"{site}{address}")
    assert [url for url in asked if not url.startswith(site)] == []
    assert [text for text in said if "Failed to load resource" not in text] == []  # the 400 and the 404 among PAGES
    assert page.context.cookies() == []


def test_a_question_is_asked_and_answered_by_keyboard_alone(page: Page, site: str) -> None:
    page.goto(f"{site}/sv/fraga/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Hoppa till innehållet")
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_attribute("id", "main")
    for wanted in ("Socialtjänsten", "Kontaktuppgifter", "Polisen", "Förebygga"):
        _tab_to(page, wanted)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    expect(page.locator("[data-ground=lag_2025_170_4]").first).to_be_visible()


def _tab_to(page: Page, words: str) -> None:
    """Press Tab until a link of those words has the focus, and see that the focus shows."""
    for _ in range(40):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        if focus.inner_text().startswith(words):
            assert focus.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
            return
    raise AssertionError(words)


def test_everything_works_without_script(browser: Browser, site: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}/sv/")
        page.get_by_role("link", name="Ställ din fråga").click()
        for words in ("Det kommunala bostadsbolaget", "Hyreskontrakt och hyra", "Skatteverket"):
            page.get_by_role("link", name=words, exact=True).click()
        page.get_by_role("link", name="En uppgift i folkbokföringen verkar vara fel").first.click()
        expect(page.locator("h1")).to_have_text("Bara om något mer är sant")
        page.get_by_text("Ändra frågan").click()
        page.get_by_label("Eller en annan bestämmelse").fill("GDPR 6")
        page.get_by_role("button", name="Visa svaret").click()
        expect(page.get_by_role("alert")).to_contain_text("Skriv bestämmelsen")
        page.get_by_label("Eller en annan bestämmelse").fill("OSL 22:1")
        page.get_by_label("Det kan antas att uppgiften i folkbokföringen är fel").check()
        page.get_by_role("button", name="Visa svaret").click()
        expect(page.locator("h1")).to_have_text("Ja, när detta är skrivet och avgjort")


def test_the_form_prints_on_paper_with_lines_and_without_menus(page: Page, site: str) -> None:
    page.goto(f"{site}/sv/blankett/osl_10_15a/?sender=finance&kind=company&receiver=police&purpose=fraud")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_role("navigation").first).to_be_hidden()
    assert page.locator(".pax-lines").count() >= 5
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert sum(int(part) for part in ink.strip("rgb()").split(",")) < 200, "a dark screen must not print white on white"
    assert len(page.pdf(format="A4")) > 10_000
