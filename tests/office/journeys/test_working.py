"""Alice works through an item, with and without script; Bob is second; Dana's own home is not there."""

import re
import sqlite3
import time
from base64 import b32decode
from hmac import digest

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from paxweb.sites.office.demo.people import PASSWORD, secret_of
from tests.office.journeys.conftest import Office, at_week, become, to_week

_WORDS = """() => {
  let words = 0;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode.textContent.trim();
    const holder = walk.currentNode.parentElement;
    if (!text || holder.closest(".pax-hidden, .ds-skip-link")) continue;
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    const box = range.getBoundingClientRect();
    if (box.width && box.height && box.top < innerHeight && box.bottom > 0) words += text.split(/\\s+/).length;
  }
  return words;
}"""

_LOWEST = """() => Math.max(...[...document.querySelectorAll("main *")].filter(each => !each.children.length)
  .map(each => each.getBoundingClientRect()).filter(box => box.height && box.top < innerHeight)
  .map(box => Math.min(box.bottom, innerHeight)))"""


def code_of(word: str) -> str:
    """What a demo person's authenticator app shows now (RFC 6238)."""
    counter = time.time_ns() // 10**9 // 30
    hashed = digest(b32decode(secret_of(word)), counter.to_bytes(8, "big"), "sha1")
    start = hashed[-1] & 15
    return f"{(int.from_bytes(hashed[start : start + 4], 'big') & 0x7FFFFFFF) % 10**6:06d}"


def sign_in_by_code(page: Page, office: Office, word: str) -> None:
    """By e-mail, password and the app's code, on the real pages."""
    page.goto(f"{office.address}/sv/")
    page.locator("input[name=login]").fill(f"{word}@skoby.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Fortsätt").click()
    page.locator("input[name=code]").fill(code_of(word))
    page.locator("main form button[type=submit]").first.click()
    to_week(page)
    expect(page.locator("h1")).to_contain_text("Vecka")


def read_one(page: Page, answer: str) -> int:
    """Take the first free item and answer it blind; the words that were above the fold before the answer."""
    page.locator("form[action$='/ta/'] button").first.click()
    expect(page.get_by_text("Behöver något här utredas?")).to_be_visible()
    expect(page.locator("#asked-title")).to_have_count(0)
    words: int = page.evaluate(_WORDS) if page.viewport_size else 0
    page.get_by_label(answer, exact=True).check()
    page.get_by_label("Varför? En rad.").fill("Två saker samma dag")
    page.get_by_role("button", name="Svara").click()
    expect(page.locator("#asked-title")).to_be_visible()
    return words


def read_until_asked(page: Page) -> None:
    """Read items until one that a rule asked about is one's own: some are a colleague's, read a second time."""
    for _ in range(6):
        read_one(page, "Ja")
        asked = page.locator("#asked-title").inner_text() != "Slumpvis dragen: ingen regel frågade"
        if asked and page.locator("a[href='#clear']").count():
            return
        to_week(page)
    raise AssertionError("only draws")


def clear_it(page: Page) -> None:
    """Answer every ordinary explanation and clear the item."""
    for row in page.locator("#clear fieldset").all():
        row.get_by_label("Stämmer inte", exact=True).check()
    page.get_by_label("Vad var förklaringen?").select_option("nothing")
    page.get_by_label("Skäl, så att en kollega förstår").fill("Akten visar att uppgifterna stämmer.")
    page.get_by_role("button", name="Avfärda", exact=True).click()
    expect(page.get_by_text("Avfärdad", exact=True)).to_be_visible()


def test_alice_signs_in_with_a_code_reads_blind_learns_what_was_asked_and_clears_it(
    desk: BrowserContext, office: Office
) -> None:
    page = desk.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    sign_in_by_code(page, office, "alice")
    listed = page.locator(".pax-queue").inner_text()
    assert not re.search(r"gatan|vägen|\d{6,}", listed), "a list tells family, area and day before it is read"
    read_until_asked(page)
    assert page.evaluate(_WORDS) <= 120
    page.get_by_role("link", name="Avfärda…").click()
    page.get_by_role("button", name="Avfärda", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("rättas")
    clear_it(page)
    assert [text for text in said if "Failed to load" not in text] == []


@pytest.mark.parametrize(("who", "items"), [("Charlie Berg", 5), ("Enhetschef socialtjänsten", 4)])
def test_at_most_120_words_stand_above_the_fold_on_every_item_of_a_board(
    desk: BrowserContext, office: Office, who: str, items: int
) -> None:
    page = become(desk, office, who)
    for _ in range(items):
        to_week(page)
        assert read_one(page, "Ja") <= 120
        assert page.evaluate(_WORDS) <= 120, page.locator("#asked-title").inner_text()
        assert page.evaluate(_LOWEST) >= 480, "the fold lies at 800, and much above it is blank"


def test_the_same_without_script(browser: Browser, office: Office) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        sign_in_by_code(page, office, "bob")
        page.locator("form[action$='/ta/'] button").first.click()
        page.get_by_label("Ja", exact=True).check()
        page.get_by_label("Varför? En rad.").fill("Två saker samma dag")
        page.get_by_role("button", name="Svara").click()
        expect(page.locator("#asked-title")).to_be_visible()
        if page.locator("#clear fieldset").count():
            clear_it(page)


def test_alice_signs_in_with_a_passkey(desk: BrowserContext, office: Office) -> None:
    page = become(desk, office, "Alice Ek")
    devices = desk.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": True, "automaticPresenceSimulation": True,
        }},
    )  # fmt: skip
    page.goto(f"{office.address}/sv/accounts/sign-in/passkey/")
    page.locator("main form input[type=text]").first.fill("min telefon")
    page.get_by_role("button", name="Skapa nyckeln").click()
    expect(page.get_by_text("min telefon").first).to_be_visible()
    page.get_by_role("button", name="Logga ut").first.click()
    page.context.clear_cookies()
    page.goto(f"{office.address}/sv/")
    page.get_by_role("button", name="Logga in med nyckel").click()
    to_week(page)
    expect(page.locator("h1")).to_contain_text("Vecka")


def test_bob_and_alice_take_the_same_item_and_bob_is_told(browser: Browser, office: Office) -> None:
    with browser.new_context() as hers, browser.new_context() as his:
        alice, bob = at_week(hers, office, "Alice Ek"), at_week(his, office, "Bob Lind")
        address = bob.locator("form[action$='/ta/']").last.get_attribute("action")
        alice.locator(f"form[action='{address}'] button").click()
        expect(alice.get_by_text("Behöver något här utredas?")).to_be_visible()
        bob.locator(f"form[action='{address}'] button").click()
        expect(bob.get_by_role("alert")).to_contain_text("En kollega hann före")
        alice.get_by_role("button", name="Lämna tillbaka").click()
        alice.wait_for_url(re.compile(r"/sv/vecka/"))


def test_danas_own_stairwell_is_not_there_and_her_list_is_no_shorter(browser: Browser, office: Office) -> None:
    with sqlite3.connect(office.home / "office" / "office.sqlite3") as store:
        query = "SELECT r.item_id FROM accounts_recusal r JOIN accounts_user u ON u.id = r.user_id WHERE u.email = ?"
        kept = [row[0] for row in store.execute(query, ("dana@skoby.example",))]
    assert kept, "the town has a question about Dana"
    with browser.new_context() as context:
        page = at_week(context, office, "Dana Holm")
        assert "av 20 lästa" in page.locator("main").inner_text()
        for item in kept:
            address = f"{item[:8]}-{item[8:12]}-{item[12:16]}-{item[16:20]}-{item[20:]}"
            assert address not in page.content()
            answer = page.goto(f"{office.address}/sv/uppgift/{address}/")
            never = context.request.get(f"{office.address}/sv/uppgift/7b1c0f57-3c5e-4a0e-9d5b-2f0a6f1d9e11/")
            assert answer is not None
            assert answer.status == never.status == 404
            page.goto(f"{office.address}/sv/")


def test_charlie_finds_nothing_of_the_housing_company(desk: BrowserContext, office: Office) -> None:
    page = at_week(desk, office, "Charlie Berg")
    expect(page.locator("main")).not_to_contain_text("Bostäder och kontrakt")
    answer = page.goto(f"{office.address}/sv/vecka/housing_company/")
    assert answer is not None
    assert answer.status == 404


@pytest.mark.parametrize("key", ["j", "k"])
def test_keys_step_through_the_list(desk: BrowserContext, office: Office, key: str) -> None:
    page = at_week(desk, office, "Bob Lind")
    page.keyboard.press("j")
    page.keyboard.press("j")
    before = page.locator("[data-step]").nth(1)
    expect(before).to_be_focused()
    page.keyboard.press(key)
    expect(page.locator("[data-step]").nth(2 if key == "j" else 0)).to_be_focused()
