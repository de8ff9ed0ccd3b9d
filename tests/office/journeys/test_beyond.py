"""axe on what no link leads to: forms sent back, pages in English, pages on paper."""

from collections.abc import Iterator

from playwright.sync_api import Browser, Page

from tests.office.journeys.conftest import Office
from tests.office.journeys.rooms import WAYS, go, search_for
from tests.office.journeys.test_everyone import CONTRAST, DESKTOP, PHONE, WHOLE, seen
from tests.office.journeys.walking import sign_in_as

SENT_BACK = {
    "case-open": (), "case-step": (), "document-add": (), "letter-draft": ("head_day",), "rights-open": (),
    "rights-mark": (), "rights-correct": (), "rights-hold": (), "rights-records-open": (), "rights-propose": (),
    "machine-propose": ("days",), "search": ("q",),
}  # fmt: skip
"""Room → what is emptied before its form is sent as it is."""
PRINTED = ("case", "letter", "rights-extract", "rights-records")
_SEND = """emptied => {
    const forms = [...document.querySelectorAll("main form")];
    const form = forms.find(each => each.method === "post" && each.elements.length > 2);
    form.noValidate = true;
    emptied.forEach(name => { form.elements[name].value = "" });
    form.requestSubmit();
}"""


def test_axe_finds_nothing_beyond_the_links(browser: Browser, office: Office, axe: str) -> None:
    """Every room in English; those on paper; each form as it comes back when something lacks."""
    wrong: list[str] = []
    with browser.new_context(viewport=DESKTOP) as context:
        page = context.new_page()
        page.set_default_timeout(60_000)
        last = ""
        for name in sorted(WAYS, key=lambda each: WAYS[each][0]):
            if WAYS[name][0] != last:
                last = WAYS[name][0]
                sign_in_as(page, office, last)
            for what in beyond(page, office, name):
                wrong += [f"{name} {what}, {told}" for told in judged(page, axe, what)]
                page.set_viewport_size(DESKTOP)
                page.emulate_media(color_scheme="light", media="screen")
    assert not wrong, "\n".join(wrong)


def beyond(page: Page, office: Office, name: str) -> Iterator[str]:
    """What stands behind one room, one after the other; what each is."""
    go(page, office, name)
    there = page.url
    if name in PRINTED:
        page.emulate_media(media="print")
        yield "on paper"
    if name in SENT_BACK:
        with page.expect_navigation():
            page.evaluate(_SEND, list(SENT_BACK[name]))
        page.wait_for_load_state()
        assert page.locator("main [aria-invalid=true], main .pax-wrong, main [role=alert]").count(), f"{name}: taken"
        yield "sent back"
    if name == "search":
        search_for(page, "xyzzyx")
        page.wait_for_load_state()
        yield "without a hit"
        go(page, office, name)
        there = page.url
    page.goto(there.replace("/sv/", "/en/", 1))
    assert page.locator("html").get_attribute("lang") == "en"
    yield "in English"


def judged(page: Page, axe: str, what: str) -> Iterator[str]:
    """What axe and the page's width say; a form sent back on a phone and in the dark too."""
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    page.evaluate(axe)
    yield from seen(page, "light", DESKTOP, WHOLE)
    if what == "sent back":
        yield from seen(page, "light", PHONE, None)
        yield from seen(page, "dark", DESKTOP, CONTRAST)
