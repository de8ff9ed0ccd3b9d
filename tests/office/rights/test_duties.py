"""Home shows whoever answers requests the day of each, and whoever signs what waits for them."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.urls import reverse

from paxweb.cases.models import Case
from paxweb.frame.clock import now, today
from paxweb.ledger.models import Entry
from paxweb.rights.actions.correct import Proposal, propose_correction, sign_correction
from paxweb.rights.actions.delete import Proposed, propose_deletion
from paxweb.rights.actions.issue import propose
from paxweb.rights.actions.records import Asked, open_records
from paxweb.rights.drafts import open_draft
from paxweb.rights.models import Correction, Deletion, RecordsRequest, Told
from tests.office.rights.unit import XERXES, Year, work_through
from tests.office.world import HOUSING

pytestmark = pytest.mark.django_db


def home(year: Year, name: str) -> str:
    """Somebody's first page."""
    return year.browser(name).get("/sv/").content.decode().split("<main")[1].split("</main>")[0]


def place(name: str, *arguments: object) -> str:
    """The address of a page, as a link has it."""
    return f'href="{reverse(f"rights:{name}", args=["sv", *arguments])}"'


def later(settings: LazySettings, days: int) -> None:
    """So many days later."""
    day = today() + timedelta(days=days)
    settings.PAX_TODAY = lambda: day


def test_an_answer_is_due_in_a_month_and_a_record_promptly(year: Year, settings: LazySettings) -> None:
    asked = year.asked()
    records = open_records(year.actor("Rita"), HOUSING, Asked("Hissen", "", "SKB 2026/00021", today()))
    page = home(year, "Rita")
    assert place("request", asked.pk) in page
    assert "Registerutdrag: svara senast" in page
    assert place("records", records.pk) in page
    assert "försenad" not in page
    assert XERXES.name not in page, "who asks stands on the request's own page"
    for name in ("Bob", "Alice", "Disa"):
        assert place("request", asked.pk) not in home(year, name), name
    later(settings, 4)
    assert home(year, "Rita").count("försenad") == 1, "records are answered within days, an extract within a month"
    assert place("records", records.pk) in home(year, "Bob"), "an overdue answer is told to the lead"
    later(settings, 27)
    assert home(year, "Rita").count("försenad") == 2
    assert place("request", asked.pk) in home(year, "Lena")
    RecordsRequest.objects.update(closed_at=now())
    assert place("records", records.pk) not in home(year, "Rita")
    reads = Entry.objects.filter(act="office.enter", user_id=year.user("Lena").pk).latest("pk")
    assert str(asked.pk) in reads.items


def test_a_late_answer_is_told_as_overdue_and_not_in_days_below_nothing(year: Year, settings: LazySettings) -> None:
    asked = year.asked()
    where = reverse("rights:request", args=["sv", asked.pk])
    assert "dagar kvar" in year.browser("Rita").get(where).content.decode()
    later(settings, 40)
    page = year.browser("Rita").get(where).content.decode()
    assert "försenat" in page
    assert "dagar kvar" not in page


def test_what_waits_for_a_signature_waits_for_whoever_signs_it(year: Year) -> None:
    case = work_through(year)
    Case.objects.filter(pk=case.pk).update(ended_on=today() - timedelta(days=4000), state="closed")
    propose_deletion(year.actor("Rita"), HOUSING, Proposed("cases", today() - timedelta(days=3000), "KS § 1", "D 9"))
    volume = year.volume(year.asked())
    line, value = next(
        (line, value)
        for line in open_draft(HOUSING, volume.pk, volume.draft).lines
        for value in line.values
        if line.place and value.value
    )
    said = Proposal(refuse=False, new="rätt", ground="intyg", reason="fel i registret")
    made = propose_correction(year.actor("Rita"), volume, line.id, value.name, said)
    propose(year.actor("Rita"), volume, "sv")
    places = [
        place("sign", volume.pk),
        place("sign_correction", made.pk),
        place("deletion", HOUSING, Deletion.objects.get().pk),
    ]
    theirs, mine = home(year, "Bob"), home(year, "Rita")
    for one in places:
        assert one in theirs.split("Väntar på dig")[1]
        assert one in mine.split("Du väntar på andra")[1]
        assert one not in home(year, "Alice")
    sign_correction(year.actor("Bob"), Correction.objects.get(), made.digest, yes=True)
    Told.objects.create(correction=made, how="letter", receiver="Skatteverket")
    assert place("correction", made.pk) in home(year, "Rita"), "receivers are to be told"
    Told.objects.update(told_on=today())
    assert place("correction", made.pk) not in home(year, "Rita")
