"""A board's key that is not there: every page says which, and who must do what; nothing is half done."""

from pathlib import Path
from uuid import UUID

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from paxweb.ledger.models import Entry
from paxweb.letters.models import Letter
from paxweb.rights.models import Mark, RecordsRequest
from tests.office.rights.unit import Year, work_through
from tests.office.world import HOUSING

pytestmark = pytest.mark.django_db
SUBJECT, DOCUMENT = "subject.key", "document.key"


def away(settings: LazySettings, name: str) -> Path:
    """The key, gone."""
    key = Path(settings.PAX_KEYS) / HOUSING / name
    return key.rename(key.with_suffix(".elsewhere"))


def refused(browser: Client, address: str, which: str, **fields: object) -> None:
    """The page that says what is missing, in both languages, with the status of the documents' own."""
    for language, word in (("sv", "nyckeln"), ("en", "key")):
        there = f"/{language}{address[3:]}"
        response = browser.post(there, fields) if fields else browser.get(there)
        page = response.content.decode()
        assert response.status_code == 409, there
        assert which in page
        assert word in page.lower()


def test_a_draft_whose_key_is_gone_says_which_key_and_who_puts_it_back(year: Year, settings: LazySettings) -> None:
    work_through(year)
    volume = year.volume(year.asked())
    rita = year.browser("Rita")
    address = reverse("rights:volume", args=["sv", volume.pk])
    assert rita.get(address).status_code == 200
    before = Entry.objects.count()
    key = away(settings, SUBJECT)
    which = f"PAX_KEYS/{HOUSING}/{SUBJECT}"
    refused(rita, address, which)
    refused(rita, reverse("rights:mark", args=["sv", volume.pk, "r1", "-"]), which)
    refused(rita, reverse("rights:propose", args=["sv", volume.pk]), which, language_of="sv", read="read")
    assert Mark.objects.count() == 0
    assert Entry.objects.count() == before, "nothing was read, and nothing was changed"
    key.write_bytes(bytes(32))
    key.rename(key.with_name(SUBJECT))
    refused(rita, address, which)


def test_a_search_that_cannot_be_sealed_is_not_left_under_way(year: Year, settings: LazySettings) -> None:
    rita = year.browser("Rita")
    entered = rita.post(
        reverse("rights:open_records", args=["sv", HOUSING]),
        {"asked_for": "Allt om hissen", "answer_to": "", "diary_number": "SKB 2026/9", "received_on": "2026-11-20"},
    )
    asked = RecordsRequest.objects.get(pk=UUID(entered["Location"].rstrip("/").rpartition("/")[2]))
    away(settings, SUBJECT)
    address = reverse("rights:search", args=["sv", asked.pk])
    refused(rita, address, f"PAX_KEYS/{HOUSING}/{SUBJECT}", terms="hiss")
    asked.refresh_from_db()
    assert not asked.searching


def test_an_evidence_letter_is_not_begun_with_dashes_for_checksums(year: Year, settings: LazySettings) -> None:
    case = work_through(year)
    address = reverse("letters:begin", args=["sv", case.pk, "evidence"])
    key = away(settings, DOCUMENT)
    refused(year.browser("Alice"), address, f"PAX_KEYS/{HOUSING}/{DOCUMENT}", language_of="sv")
    assert Letter.objects.count() == 0
    key.rename(key.with_name(DOCUMENT))
    assert year.browser("Alice").post(address, {"language_of": "sv"}).status_code == 302
