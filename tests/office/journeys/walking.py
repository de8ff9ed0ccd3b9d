"""Every page of the office that a person's own links lead to: one of each kind, as somebody would find it."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.office.journeys.conftest import Office

_FILES = re.compile(r"\.(csv|pdf|zip|json|docx|txt)$|/(pdf|csv|fil|file|download|hamta)/$")
_KIND = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\b\d+\b|(?<=/)([A-Z]{1,3}(-\d+)?|housing_company|social_services)(?=/)")
_LINKS = "() => [...document.querySelectorAll('a[href^=\"/\"]')].map(link => link.getAttribute('href'))"
MOST = 60


def kind_of(address: str) -> str:
    """What kind of page an address is: its path without ids, boards and numbers."""
    return _KIND.sub("*", urlsplit(address).path)


def people(page: Page, office: Office) -> list[str]:
    """Everyone on the demo's page."""
    page.goto(f"{office.address}/sv/demo/")
    return [name.strip() for name in page.locator("main form button[type=submit]").all_inner_texts()]


def sign_in_as(page: Page, office: Office, name: str) -> None:
    """By one click on the demo's page."""
    page.goto(f"{office.address}/sv/demo/")
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_url(re.compile(r"/sv/(?!demo)"), wait_until="load")


def walk(page: Page, office: Office, name: str, known: set[str]) -> Iterator[str]:
    """The page on each kind of page somebody's links lead to and `known` does not hold; its kind. `known` grows."""
    sign_in_as(page, office, name)
    waiting, been = [urlsplit(page.url).path], set[str]()
    while waiting and len(been) < MOST:
        address = waiting.pop(0)
        kind = kind_of(address)
        if kind in been:
            continue
        been.add(kind)
        answer = page.goto(f"{office.address}{address}", wait_until="domcontentloaded" if kind in known else "load")
        assert answer is not None
        assert answer.status in (200, 404), f"{address}: {answer.status}"
        waiting += [each for each in page.evaluate(_LINKS) if _is_page(each)]
        if kind not in known:
            known.add(kind)
            yield kind


def _is_page(address: str) -> bool:
    path = urlsplit(address).path
    return path.startswith("/sv/") and not _FILES.search(path) and "/demo/" not in path
