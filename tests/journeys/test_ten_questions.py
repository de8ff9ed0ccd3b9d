"""Ten real questions from the front page, each answered within three clicks."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from paxweb.guide.examples import EXAMPLES

ANSWERS = {
    "wrong-address": ("after", "fol_32c", "särskilda skäl"),
    "phone-to-police": ("after", "lag_2025_170_4", "synnerliga skäl"),
    "worried-head-teacher": ("shall", "sol_19_1", "Ja, ni ska lämna uppgiften"),
    "sham-lease": ("after", "fol_32c", "kommunalt bolag"),
    "auditor": ("may", "osl_10_17", "Ja, ni får lämna uppgiften"),
    "other-municipality": ("no", "osl_12_consent", "Nej, inte som frågan står"),
    "forsakringskassan": ("no", "osl_12_consent", "socialtjänsten kan ta emot men inte lämna"),
    "journalist": ("shall", "tf_2", "Ingen sekretess gäller"),
    "known-to-you": ("no", "osl_12_consent", "mellan nämnder i samma kommun"),
    "child-at-risk": ("shall", "sol_19_1", "genast"),
}


class Clicks:
    """A person with a mouse, and how often they have clicked."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.number = 0

    def on(self, selector: str) -> None:
        """One click."""
        self.page.locator(selector).first.click()
        self.number += 1


def test_each_question_of_the_front_page_has_its_answer_here() -> None:
    assert set(ANSWERS) == {example.id for example in EXAMPLES}


@pytest.mark.parametrize("question", ANSWERS)
def test_a_question_is_answered_within_three_clicks(
    page: Page, site: str, question: str, screenshots: Path | None
) -> None:
    headline, ground, words = ANSWERS[question]
    alice = Clicks(page)
    page.set_viewport_size({"width": 1200, "height": 850})
    page.goto(f"{site}/sv/")
    alice.on(f"[data-example={question}]")
    expect(page.locator("[data-headline]")).to_have_attribute("data-headline", headline)
    expect(page.locator("[data-state^=open]").first).to_have_attribute("data-ground", ground)
    if screenshots:
        _keep(page, screenshots / f"{question}.png")
    if question == "forsakringskassan":
        alice.on("tr[data-ground=lag_2024_307] a")
        expect(page.locator("main")).to_contain_text(words)
    else:
        expect(page.locator("main")).to_contain_text(words)
        alice.on(f"[data-ground={ground}] .pax-button")
        expect(page.locator("main")).to_contain_text("Namn och befattning")
        alice.on(".pax-cite a")
        expect(page.locator("main")).to_contain_text("Undantagen sekretess")
    assert alice.number <= 3


def _keep(page: Page, path: Path) -> None:
    """A picture for the docs: the answer as it first meets the eye."""
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, animations="disabled")


def test_a_fact_answered_on_the_page_changes_the_answer_and_can_be_undone(page: Page, site: str) -> None:
    page.goto(f"{site}/sv/")
    page.locator("[data-example=known-to-you]").click()
    page.get_by_role("link", name=re.compile("Det är sant.*Den som uppgiften rör")).click()
    expect(page.locator("[data-headline]")).to_have_attribute("data-headline", "may")
    page.get_by_role("link", name=re.compile("Ångra")).click()
    expect(page.locator("[data-headline]")).to_have_attribute("data-headline", "no")


def test_the_same_answer_in_english_is_one_click_away(page: Page, site: str) -> None:
    page.goto(f"{site}/sv/")
    page.locator("[data-example=phone-to-police]").click()
    page.get_by_role("link", name="In English").click()
    expect(page.locator("h1")).to_have_text("Yes, once this is written and settled")
    expect(page.locator("html")).to_have_attribute("lang", "en")
