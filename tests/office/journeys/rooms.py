"""Ways to the main rooms of the demo's office, by its links: for pictures, and for what no link shows."""

from collections.abc import Mapping

from playwright.sync_api import Page

from tests.office.journeys.conftest import Office

HOUSING, SOCIAL = "housing_company", "social_services"
LEAD, REGISTRAR, ACCESS = "Bob Lind", "Registrator", "Behörighetsansvarig"
BEGUN = (f"/sv/arenden/{SOCIAL}/", "tr:has-text('Bistånd och var'):has-text('Kommunicerat') a")
"""The social board's case in which a letter has gone out."""
ASKED = (f"/sv/begaran/{HOUSING}/", "a:has-text('/171')")
RECORDS = "a[href*='/begaran/handlingar/']"
SEND = "form button[type=submit]"
WAYS: Mapping[str, tuple[str, ...]] = {
    "home": ("Alice Ek", "/sv/"),
    "home-lead": ("Enhetschef socialtjänsten", "/sv/"),
    "search": (LEAD, "/sv/sok/", "=Storgatan"),
    "cases": (LEAD, f"/sv/arenden/{HOUSING}/"),
    "case": (LEAD, f"/sv/arenden/{HOUSING}/", "tr:has-text('Överens om att lämna') a"),
    "case-step": (LEAD, f"/sv/arenden/{HOUSING}/", "tr:has-text('Vem bor') a", "a[href*='/steg/']"),
    "case-open": (LEAD, f"/sv/arenden/{HOUSING}/nytt/"),
    "document": (LEAD, f"/sv/arenden/{HOUSING}/", "tr:has-text('Överens om att lämna') a", "a[href*='/handlingar/']"),
    "document-add": (LEAD, f"/sv/arenden/{HOUSING}/", "tr:has-text('Vem bor') a", "a[href$='/handlingar/ny/']"),
    "letters": ("Charlie Berg", *BEGUN, "a:has-text('Skriv ett brev')"),
    "letter-draft": ("Charlie Berg", *BEGUN, "a:has-text('Skriv ett brev')", "a[href*='/brev/nytt/']", SEND),
    "letter": ("Charlie Berg", *BEGUN, "a[href*='/brev/']:has-text('Vi vill veta')"),
    "letter-sign": ("Enhetschef socialtjänsten", "/sv/", "a:has-text('Du har fått')", "a:has-text('Läs och skriv')"),
    "rights": (REGISTRAR, f"/sv/begaran/{HOUSING}/"),
    "rights-open": (REGISTRAR, f"/sv/begaran/{HOUSING}/ny/"),
    "rights-extract": (REGISTRAR, *ASKED, "a[href*='/utdrag/']"),
    "rights-sign": (LEAD, f"/sv/begaran/{HOUSING}/", "a[href*='/skriv-under/']"),
    "rights-mark": (REGISTRAR, *ASKED, "a[href*='/utdrag/']", "a[href*='/markera/']"),
    "rights-correction": (REGISTRAR, *ASKED, "a[href*='/rattelse/']"),
    "rights-records": (REGISTRAR, f"/sv/begaran/{SOCIAL}/handlingar/ny/", RECORDS),
    "rights-record": (REGISTRAR, f"/sv/begaran/{HOUSING}/handlingar/ny/", RECORDS, "a[href*='/handling/']"),
    "rights-deletion": (LEAD, f"/sv/begaran/{HOUSING}/gallring/", "a[href*='/gallring/']:has-text('/180')"),
    "rights-propose": (REGISTRAR, f"/sv/begaran/{HOUSING}/gallring/ny/"),
    "rights-records-open": (REGISTRAR, f"/sv/begaran/{HOUSING}/handlingar/ny/"),
    "rights-correct": (REGISTRAR, *ASKED, "a[href*='/utdrag/']", "a[href*='/ratta/']"),
    "rights-hold": (REGISTRAR, *ASKED, "a[href*='/utdrag/']", "a[href*='/sparas/']"),
    "machine-propose": (LEAD, f"/sv/machines/boards/{HOUSING}/propose/"),
    "machines": (ACCESS, f"/sv/machines/boards/{HOUSING}/"),
    "machine-decision": (ACCESS, f"/sv/machines/boards/{HOUSING}/", "a:has-text('Månadsrapporten')"),
    "machines-guide": (LEAD, "/sv/machines/guide/"),
}
"""Room → who looks, where they begin, and what they go on to: a link or button, or (=) a word to search for."""


def go(page: Page, office: Office, name: str) -> None:
    """From where the way begins to its end; whoever looks is signed in already."""
    _, at, *on = WAYS[name]
    page.goto(f"{office.address}{at}")
    for step in on:
        if step.startswith("="):
            search_for(page, step[1:])
        else:
            page.locator(f"main {step}").first.click()
        page.wait_for_load_state()


def search_for(page: Page, words: str) -> None:
    """Fill in the page's own search and send it."""
    page.locator("main input[type=search], main input[type=text]").first.fill(words)
    page.locator("main form button[type=submit]").first.click()
