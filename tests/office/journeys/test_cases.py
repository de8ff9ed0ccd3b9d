"""The seven roads of a case in a browser, with script and without: from the form that opens it to where it ends."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, FilePayload, Page

from pax import casetypes, content
from pax.casetypes import Step
from paxweb.frame.clock import today
from paxweb.sites.office.demo.people import HOUSING, SOCIAL
from tests.office.cases.roads import LEADS, ROADS, Move, Road
from tests.office.journeys.conftest import Office, become

TYPES = {one.id: one for one in casetypes.load(content.find(None))}
CARRIES = {HOUSING: "Alice Ek", SOCIAL: "Charlie Berg"}
FIRST = {HOUSING: "Bob Lind", SOCIAL: "Enhetschef socialtjänsten"}
SECOND = {HOUSING: "Enhetschef bostadsbolaget", SOCIAL: "Biträdande enhetschef socialtjänsten"}
ALWAYS = {"told", "ground_not_to_tell"}
"""What may be done after the end too: whoever it was about is to know in the end."""
WORDS = "Antecknat så som det var, med egna ord."
PDF = b"".join(
    (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
    )
)
OPENED = {
    "trigger": "report", "title": "Prövning av ett ärende", "cause": WORDS, "purpose": "control", "ground": "JB 12:26",
    "subject_kind": "lease", "subject_id": "L-77", "subject_label": "Ett avtal",
}  # fmt: skip
PURPOSES = {"casework": "aid_control"}
"""The roads' purposes → those of the demo's municipality."""


class People:
    """The people of one board, each in a browser of their own."""

    def __init__(self, browser: Browser, office: Office, *, script: bool) -> None:
        self.browser, self.office, self.script = browser, office, script
        self.pages: dict[str, Page] = {}

    def page(self, name: str) -> Page:
        """Somebody's page, signed in."""
        if name not in self.pages:
            context = self.browser.new_context(java_script_enabled=self.script)
            context.set_default_timeout(20_000)
            self.pages[name] = become(context, self.office, name)
        return self.pages[name]

    def close(self) -> None:
        """Close every browser."""
        for page in self.pages.values():
            page.context.close()


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def people(browser: Browser, office: Office, request: pytest.FixtureRequest) -> Iterator[People]:
    """The people, with and without script."""
    made = People(browser, office, script=request.param)
    yield made
    made.close()


def fill(page: Page, given: Mapping[str, object]) -> None:
    """Fill in fields by their names, whatever kind they are."""
    for name, value in given.items():
        field = page.locator(f"main [name='{name}']")
        kind = field.first.evaluate("each => each.tagName + ':' + each.type") if field.count() else ""
        assert kind, f"no field {name} on {page.url}"
        if kind == "INPUT:radio":
            page.locator(f"main [name='{name}'][value='{value}']").check()
        elif kind == "INPUT:checkbox":
            field.check()
        elif kind.startswith("SELECT"):
            field.select_option(str(value))
        else:
            field.fill(str(value))


def send(page: Page) -> None:
    """Send the page's own form; it must be taken."""
    before = page.url
    page.locator("main form.pax-form button[type=submit]").first.click()
    page.wait_for_url(lambda url: url != before, wait_until="load")


def open_case(people: People, road: Road) -> str:
    """Open the road's case by the board's form; its address."""
    page = people.page(CARRIES[road.board])
    page.goto(f"{people.office.address}/sv/arenden/{road.board}/nytt/")
    given = {**OPENED, "casetype": road.casetype, **road.opened}
    given["purpose"] = PURPOSES.get(str(given["purpose"]), given["purpose"])
    fill(page, given)
    send(page)
    return page.url


def walk(people: People, road: Road, case: str, each: Move) -> None:
    """One move: found on the case's page, filled in, sent, and signed by another where two must."""
    step = TYPES[road.casetype].steps[each.step]
    page = people.page(FIRST[road.board] if each.by == LEADS else CARRIES[road.board])
    if step.document is not None:
        add_document(page, case, step)
    page.goto(case)
    page.locator(f"main a[href$='/steg/{each.step}/']").first.click()
    page.wait_for_load_state()
    fill(page, {f"write_{n}": WORDS for n in range(len(step.write))})
    if step.day is not None:
        fill(page, {"day": today() + timedelta(days=21 if step.ahead else 0)})
    fill(page, each.given)
    send(page)
    if step.signs > 1:
        second = people.page(SECOND[road.board])
        second.goto(case)
        second.locator("main a[href*='/underskrift/']").first.click()
        second.wait_for_load_state()
        fill(second, {"sure": "on"})
        send(second)


def add_document(page: Page, case: str, step: Step) -> None:
    """Put the paper a step sends into the case, as a file made elsewhere."""
    page.goto(f"{case}handlingar/ny/")
    fill(page, {"title": step.title.sv, "kind": step.document, "direction": "made", "day": today()})
    paper = FilePayload(name="brev.pdf", mimeType="application/pdf", buffer=PDF)
    page.locator("main [name='file']").set_input_files([paper])
    send(page)


@pytest.mark.parametrize("name", sorted(ROADS))
def test_a_road_is_walked_in_a_browser(people: People, name: str) -> None:
    road = ROADS[name]
    case = open_case(people, road)
    assert re.search(r"/arende/[0-9a-f-]{36}/$", urlsplit(case).path)
    for each in road.moves:
        walk(people, road, case, each)
    page = people.page(CARRIES[road.board])
    page.goto(case)
    ended = TYPES[road.casetype].states[road.ends].title.sv
    assert ended in page.locator("main").inner_text()
    links = page.locator("main a[href*='/steg/']").evaluate_all("links => links.map(each => each.pathname)")
    left = {link.split("/steg/")[1].strip("/") for link in links}
    assert left <= ALWAYS or road.moves[-1].by == LEADS
