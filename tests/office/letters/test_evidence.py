"""The evidence pack: what was done and when, data with their file and line, documents with their digests."""

import io
from hashlib import sha256
from typing import Any

import pypdf
import pytest

from paxweb.cases.models import Case, Event
from paxweb.documents.actions.keep import Given, keep
from paxweb.documents.models import Direction
from paxweb.frame.clock import today
from paxweb.intake.models import Evidence, Item, Run
from paxweb.letters.actions import finish
from paxweb.letters.contents import all_letters
from paxweb.letters.prefilling import ZONE, first_record
from tests.office.letters.conftest import PURPOSES, Bureau

pytestmark = pytest.mark.django_db
TALKED = (("check_registers", ""), ("talk", "held"), ("violence_question", "no"))


def noticed(bureau: Bureau) -> Case:
    """A lease case opened from a signal, in which a letter lies and everything was talked through."""
    case = bureau.case("housing_company")
    item = bureau.world.items["lease"]
    Item.objects.filter(pk=item.pk).update(opened=True)
    told = {"purposes": PURPOSES, "deliveries": [{"delivery_id": "d1", "date": "2026-10-31"}]}
    Run.objects.filter(pk=item.run_id).update(document=told)
    for seq, line in enumerate((12, None)):
        Evidence.objects.create(
            item=item, run=item.run, seq=seq, table="tenancies", row_key=f"k{seq}", register="tenancies",
            delivery_id="d1", file="hyror-2026.csv", line=line, facts={"from_date": "2024-05-01", "to_date": None},
        )  # fmt: skip
    Case.objects.filter(pk=case.pk).update(item=item)
    case.refresh_from_db()
    bureau.steps(case, *TALKED)
    given = Given("Avtalet", "contract", "avtal.txt", today(), Direction.RECEIVED)
    keep(bureau.actor("Alice"), case, given, io.BytesIO("Avtal om lägenhet".encode()))
    return case


def test_it_holds_events_with_times_data_with_their_place_and_documents_with_digests(
    bureau: Bureau,
) -> None:
    case = noticed(bureau)
    facts = first_record(bureau.actor("Bob"), case, all_letters()["evidence"], "sv")
    events = list(Event.objects.filter(case=case).order_by("seq"))
    at = events[0].at.astimezone(ZONE)
    assert facts["events"][0] == ["1", f"{at:%Y-%m-%d %H:%M:%S}", "Kontrollera registren", "Alice Alm"]
    assert len(facts["events"]) == len(events) == 3
    assert facts["evidence"] == [
        ["1", "Hyreskontrakt: från 2024-05-01; till och med pågår", "tenancies", "hyror-2026.csv:12", "2026-10-31"],
        ["2", "Hyreskontrakt: från 2024-05-01; till och med pågår", "tenancies", "hyror-2026.csv", "2026-10-31"],
    ]
    digest = sha256("Avtal om lägenhet".encode()).hexdigest()
    assert facts["documents"] == [["1", "Avtalet", today().isoformat(), digest]]


def test_its_pdf_shows_the_digest_and_says_how_the_times_are_proved(bureau: Bureau) -> None:
    case = noticed(bureau)
    actor = bureau.actor("Bob")
    facts = first_record(actor, case, all_letters()["evidence"], "sv")
    told: dict[str, Any] = {"events": facts["events"], "evidence": facts["evidence"], "documents": facts["documents"]}
    row = bureau.letter(case, "evidence", by="Bob", name="Hyresnämnden", **told)
    pdf = finish.signed_pdf(actor, row, all_letters()["evidence"])
    text = "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    assert sha256("Avtal om lägenhet".encode()).hexdigest() in text
    assert "hyror-2026.csv:12" in text
    assert "Varjehändelseskrevsienloggnärdenskedde" in text
    assert "överklag" not in text.lower()
    made = pypdf.PdfReader(io.BytesIO(pdf)).metadata
    assert made is not None
    assert made.creation_date is not None
    assert made.creation_date == row.changed_at.replace(microsecond=0)


def test_a_question_that_is_not_opened_gives_no_data(bureau: Bureau) -> None:
    case = noticed(bureau)
    Item.objects.filter(cases=case).update(opened=False)
    assert first_record(bureau.actor("Bob"), case, all_letters()["evidence"], "sv")["evidence"] == []


def test_a_thousand_events_are_printed_in_the_request(bureau: Bureau) -> None:
    rows = [[str(n), "2026-11-02 09:15:00", f"Händelse {n}", "Alice Alm"] for n in range(1, 1001)]
    case = bureau.case("housing_company")
    row = bureau.letter(case, "evidence", by="Bob", name="Hyresnämnden", events=rows)
    pdf = finish.signed_pdf(bureau.actor("Bob"), row, all_letters()["evidence"])
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) > 20
    assert "Händelse 1000" in pages[-2].extract_text() + pages[-1].extract_text()
