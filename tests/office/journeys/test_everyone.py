"""Everyone can use the office: axe is silent on every page, light or dark, large or small; nothing scrolls sideways."""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from playwright.sync_api import Browser, Page, ViewportSize

from tests.office.journeys.conftest import Office, at_week, to_week
from tests.office.journeys.test_working import read_until_asked
from tests.office.journeys.walking import kind_of, people, sign_in_as, walk

WHOLE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
DESKTOP, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=320, height=640)
ZOOMED = ViewportSize(width=640, height=400)
"""What 200 % zoom leaves of a desktop's screen."""
VIEWS: tuple[tuple[Literal["light", "dark"], ViewportSize, object], ...] = (
    ("light", DESKTOP, WHOLE), ("light", ZOOMED, None), ("light", PHONE, WHOLE), ("dark", PHONE, CONTRAST),
    ("dark", DESKTOP, CONTRAST),
)  # fmt: skip
MAIN = (
    "vecka/housing_company", "laget/housing_company", "accounts", "accounts/notices", "accounts/absence",
    "accounts/declared", "accounts/sign-in", "accounts/boards", "accounts/boards/housing_company", "review",
    "review/housing_company", "health", "health/jobs",
)  # fmt: skip
"""Pages that somebody's links must lead to, whatever else there is."""
JUDGED = ("pax-time-text", "pax-time-dot", "pax-ways-text", "pax-plot-text", "<canvas", "pax-graph")
"""What axe cannot decide, judged in docs/accessibility.md: words in the SVGs of a time line, a case's way
and the log review's plots, and the drawn graph."""


def first_steps(page: Page, office: Office) -> Iterator[str]:
    """What no link leads to: a form sent back, an answer given, a page that is not there."""
    page.goto(f"{office.address}/sv/demo/")
    yield "the demo's people"
    sign_in_as(page, office, "Alice Ek")
    to_week(page)
    page.locator("form[action$='/ta/'] button").first.click()
    page.wait_for_load_state()
    yield "an item before the answer"
    page.get_by_role("button", name="Svara").click()
    yield "an answer that lacks something"
    page.get_by_role("button", name="Lämna tillbaka").click()
    to_week(page)
    drawn = page.locator("main table tbody tr", has_text="Slumpvis dragen")
    if drawn.count():
        drawn.first.get_by_role("link").click()
        page.wait_for_load_state()
        yield "an opened item that no rule asked about"
    page.goto(f"{office.address}/en/vecka/housing_company/")
    yield "the week in English"
    page.goto(f"{office.address}/sv/nowhere/")
    yield "no such page"
    page.goto(f"{office.address}/sv/accounts/")
    page.get_by_role("button", name="Logga ut").first.click()
    page.goto(f"{office.address}/sv/sign-in/")
    yield "sign in"
    page.goto(f"{office.address}/sv/begin/")
    yield "begin"


def everywhere(page: Page, office: Office) -> Iterator[str]:
    """Every kind of page, one after the other; its name."""
    yield from first_steps(page, office)
    known: set[str] = set()
    for name in people(page, office):
        for kind in walk(page, office, name, known):
            yield f"{name}: {kind}"
    assert {kind_of(f"/sv/{each}/") for each in MAIN} <= known, "a main page that no link leads to"


def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser: Browser, office: Office, axe: str) -> None:
    """Each page in light and dark, at 1280 pixels, on a 320-pixel phone, and as 200 % zoom makes a desktop's screen."""
    wrong: list[str] = []
    with browser.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(60_000)
        for name in everywhere(page, office):
            page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
            page.evaluate(axe)
            wrong += [f"{name}, {told}" for view in VIEWS for told in seen(page, *view)]
            page.set_viewport_size(DESKTOP)
            page.emulate_media(color_scheme="light")
    assert not wrong, "\n".join(wrong)


def seen(page: Page, scheme: Literal["light", "dark"], screen: ViewportSize, rules: object) -> Iterator[str]:
    """What is wrong with the page in one scheme at one width."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(screen)
    where = f"{scheme} {screen['width']}"
    if page.evaluate("document.documentElement.scrollWidth") > screen["width"]:
        yield f"{where}: scrolls sideways"
    if rules is None:
        return
    found = page.evaluate("rules => axe.run(document, rules)", rules)
    yield from (f"{where}: {told}" for told in _told(found["violations"]))
    undecided = (told for told in _told(found["incomplete"]) if not any(word in told for word in JUDGED))
    yield from (f"{where}: undecided {told}" for told in undecided)


def test_every_page_is_whole_without_script(browser: Browser, office: Office) -> None:
    """Its heading shows, each form can be sent, and nothing scrolls sideways on a phone."""
    wrong: list[str] = []
    with browser.new_context(java_script_enabled=False, viewport=PHONE) as context:
        page = context.new_page()
        page.set_default_timeout(60_000)
        known: set[str] = set()
        for name in people(page, office):
            for kind in walk(page, office, name, known):
                if not page.locator("h1").first.is_visible():
                    wrong.append(f"{kind}: no heading")
                wrong += [
                    f"{kind}: a form without a button that shows"
                    for form in page.locator("main form[method=post]").all()
                    if not form.locator("button, input[type=submit]").count()
                ]
    assert wrong == []


def _told(found: Iterable[dict[str, Any]]) -> list[str]:
    return [f"{each['id']}: {node['html'][:160]} {node['failureSummary']}" for each in found for node in each["nodes"]]


def test_the_pages_ask_nobody_else_and_break_no_policy(browser: Browser, office: Office) -> None:
    asked: list[str] = []
    said: list[str] = []
    with browser.new_context() as context:
        page = at_week(context, office, "Alice Ek")
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        read_until_asked(page)
        page.wait_for_load_state("networkidle")
        assert page.locator(".pax-graph canvas").count() > 0, "the graph is drawn"
    assert [url for url in asked if not url.startswith(office.address)] == []
    assert said == []


def test_an_item_prints_its_facts_without_menus(browser: Browser, office: Office) -> None:
    with browser.new_context() as context:
        page = at_week(context, office, "Alice Ek")
        read_until_asked(page)
        page.emulate_media(media="print", color_scheme="dark")
        assert not page.get_by_role("navigation").first.is_visible()
        assert page.locator("#rows").is_visible()
        assert len(page.pdf(format="A4")) > 10_000
