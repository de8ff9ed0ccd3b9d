"""The pages from end to end, as the office's own role: an extract, a correction, records, a deletion."""

import io
import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from paxweb.accounts.binding import keys_of, read_number
from paxweb.accounts.models import StaffKey, TeamMember
from paxweb.accounts.walls import recuse_pairs
from paxweb.cases.models import Case, Note
from paxweb.frame.clock import now, today
from paxweb.ledger.models import Entry
from paxweb.rights.collecting import collect
from paxweb.rights.deleting import delete_decided
from paxweb.rights.drafts import open_draft
from paxweb.rights.models import (
    Deletion,
    DeletionState,
    Mark,
    PersonRequest,
    Record,
    RecordsRequest,
    Stage,
    Volume,
    VolumeState,
)
from paxweb.rights.searching import search
from tests.office.rights.unit import XERXES, YLVA, Year, work_through
from tests.office.world import HOUSING

pytestmark = pytest.mark.django_db


def post(browser: Client, page: str, /, *arguments: object, **fields: object) -> Any:  # noqa: ANN401  the client's own
    """What a page answers."""
    found = browser.post(reverse(f"rights:{page}", args=["sv", *arguments]), fields)
    return found


def shown(browser: Client, name: str, *arguments: object) -> str:
    """A page that opens."""
    response = browser.get(reverse(f"rights:{name}", args=["sv", *arguments]))
    assert response.status_code == 200, name
    english = browser.get(reverse(f"rights:{name}", args=["en", *arguments]))
    assert english.status_code == 200
    return response.content.decode()


def entered(year: Year, **changes: object) -> PersonRequest:
    """Rita enters Xerxes's request by the page; the machine collects."""
    fields = {
        "kind": "access", "name": XERXES.name, "numbers": XERXES.number, "identity_checked": "document",
        "diary_number": "SKB 2026/00017", "received_on": today(), **changes,
    }  # fmt: skip
    response = post(year.browser("Rita"), "open", HOUSING, **fields)
    assert response.status_code == 302, response.content.decode()
    pk = UUID(response["Location"].rstrip("/").rpartition("/")[2])
    collect(pk)
    return PersonRequest.objects.get(pk=pk)


def test_an_extract_from_the_counter_to_the_signed_file(year: Year) -> None:
    work_through(year)
    rita, bob = year.browser("Rita"), year.browser("Bob")
    asked = entered(year)
    assert "SKB 2026/00017" in shown(rita, "overview", HOUSING)
    assert XERXES.name in shown(rita, "request", asked.pk)
    volume = Volume.objects.get(request=asked)
    page = shown(rita, "volume", volume.pk)
    assert "Grannen" in page
    assert YLVA.name not in page, "others are masked before the registrar reads it"
    note = next(line for line in open_draft(HOUSING, volume.pk, volume.draft).lines if line.model == "cases.Note")
    shown(rita, "mark", volume.pk, note.id, "text")
    marked = post(
        rita, "mark", volume.pk, note.id, "text", passages="Grannen", provision="OSL 26:5", why="en uppgiftslämnare"
    )
    assert marked.status_code == 302
    wrong = post(rita, "mark", volume.pk, note.id, "text", passages="finns inte", provision="OSL 26:5", why="varför")
    assert wrong.status_code == 400
    assert Mark.objects.count() == 1
    assert b"Grannen" not in bytes(Mark.objects.get().box)
    assert post(rita, "propose", volume.pk, language_of="sv", read="read").status_code == 302
    volume.refresh_from_db()
    assert post(rita, "sign", volume.pk, digest=volume.digest, answer="yes").status_code == 404
    assert "OSL 26:5" in shown(bob, "sign", volume.pk)
    assert post(bob, "sign", volume.pk, digest="0" * 64, answer="yes").status_code == 400
    assert post(bob, "sign", volume.pk, digest=volume.digest, answer="yes").status_code == 302
    pdf, data = post(rita, "file", volume.pk, "pdf"), post(rita, "file", volume.pk, "json")
    assert pdf.content.startswith(b"%PDF")
    assert "attachment" in pdf["Content-Disposition"]
    told = json.loads(data.content)
    assert "Grannen" not in data.content.decode()
    assert told["withheld"][0]["provision"] == "OSL 26:5"
    assert post(rita, "mark", volume.pk, note.id, "text", provision="OSL 26:5", why="för sent").status_code == 400
    assert post(rita, "close", asked.pk).status_code == 302
    assert Entry.objects.filter(act="rights.deliver").count() == 2
    changes = ("rights.open", "rights.mark", "rights.propose", "rights.sign", "rights.close")
    lines = Entry.objects.filter(act__in=changes, kind="change")
    assert lines.count() == 5


def test_what_a_team_alone_may_see_is_a_volume_the_registrar_cannot_tell_of(year: Year) -> None:
    case = work_through(year)
    Case.objects.filter(pk=case.pk).update(team_only=True)
    asked = entered(year)
    ordinary, secret = year.volume(asked), year.volume(asked, team_only=True)
    rita, lena = year.browser("Rita"), year.browser("Lena")
    with_it = shown(rita, "request", asked.pk)
    assert str(secret.pk) not in with_it
    assert str(case.pk) not in json.dumps(
        [str(line) for line in open_draft(HOUSING, ordinary.pk, ordinary.draft).lines]
    )
    never = rita.get(reverse("rights:volume", args=["sv", UUID(int=5)]))
    gone = rita.get(reverse("rights:volume", args=["sv", secret.pk]))
    assert (gone.status_code, gone.content) == (404, never.content)
    assert lena.get(reverse("rights:volume", args=["sv", secret.pk])).status_code == 404
    day = today()
    TeamMember.objects.create(user=year.user("Lena"), item_id=case.pk, from_date=day, to_date=day + timedelta(days=9))
    assert lena.get(reverse("rights:volume", args=["sv", secret.pk])).status_code == 200


def test_whoever_is_kept_away_from_an_item_sees_no_volume_of_it(year: Year) -> None:
    case = work_through(year)
    asked = entered(year)
    volume = year.volume(asked)
    rita = year.browser("Rita")
    assert rita.get(reverse("rights:volume", args=["sv", volume.pk])).status_code == 200
    recuse_pairs([(year.user("Rita").pk, case.pk)])
    assert rita.get(reverse("rights:volume", args=["sv", volume.pk])).status_code == 404
    assert str(volume.pk) not in shown(rita, "request", asked.pk)


def test_the_officer_of_data_protection_sees_figures_and_nobody(year: Year) -> None:
    work_through(year)
    asked = entered(year)
    disa = year.browser("Disa")
    page = shown(disa, "overview", HOUSING)
    assert "<dd>1</dd>" in page
    assert asked.diary_number not in page
    assert disa.get(reverse("rights:request", args=["sv", asked.pk])).status_code == 404


def test_a_question_nobody_has_read_waits_until_the_answer_is_due(year: Year) -> None:
    asked = entered(year)
    volume = year.volume(asked)
    draft = open_draft(HOUSING, volume.pk, volume.draft)
    assert draft.waits
    assert not [line for line in draft.lines if line.model in ("intake.Question", "intake.Origin")]
    PersonRequest.objects.filter(pk=asked.pk).update(due_on=today() + timedelta(days=5))
    assert post(year.browser("Rita"), "again", asked.pk).status_code == 302
    collect(asked.pk)
    volume = year.volume(asked)
    draft = open_draft(HOUSING, volume.pk, volume.draft)
    assert not draft.waits
    assert [line for line in draft.lines if line.model == "intake.Question"]


def test_records_are_found_masked_for_good_and_refused_in_writing(year: Year) -> None:
    case = work_through(year)
    Note.objects.create(case=case, text="Källan heter Kurt.", by=year.user("Alice"), at=now())
    rita, bob = year.browser("Rita"), year.browser("Bob")
    fields = {"asked_for": "Allt om lägenheten", "diary_number": "SKB 2026/00018", "received_on": today()}
    made = post(rita, "open_records", HOUSING, **fields)
    records = RecordsRequest.objects.get(pk=UUID(made["Location"].rstrip("/").rpartition("/")[2]))
    assert post(rita, "search", records.pk, terms=case.number).status_code == 302
    assert search(records.pk, [case.number]) >= 3
    assert search(records.pk, [case.number]) == 0, "run again, nothing is found twice"
    assert "0" in shown(rita, "records", records.pk)
    source = next(
        record
        for record in Record.objects.filter(request=records, kind="note")
        if "Kurt" in shown(rita, "record", record.pk)
    )
    masked = post(rita, "record", source.pk, given="masked", passages="heter Kurt", provision="OSL 26:5")
    assert masked.status_code == 302, masked.content.decode()
    copy = post(rita, "record_file", source.pk).content
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(copy)).pages)
    assert "Kurt" not in text
    assert b"Kurt" not in copy
    assert "OSL 26:5" in "".join(text.split("\n"))
    document = Record.objects.get(request=records, kind="document")
    assert post(rita, "record", document.pk, given="give").status_code == 302
    assert post(rita, "record_file", document.pk).content.startswith(b"%PDF")
    reasons = {"reasons": "Källan kan råka illa ut.", "court": "Kammarrätten i Stockholm", "send_to": "reg@skoby.se"}
    assert post(rita, "refusal", records.pk, language_of="sv", **reasons).status_code == 302
    records.refresh_from_db()
    shown(bob, "sign_refusal", records.pk)
    assert post(bob, "sign_refusal", records.pk, digest=records.decision_digest, answer="yes").status_code == 302
    decision = PdfReader(io.BytesIO(post(rita, "refusal_file", records.pk).content))
    said = " ".join("".join(page.extract_text() for page in decision.pages).split())
    for word in ("Kammarrätten i Stockholm", "tre veckor", "reg@skoby.se", "Källan kan råka illa ut."):
        assert word in said
    assert post(rita, "close_records", records.pk).status_code == 409, "not every record has been reviewed"


def test_a_deletion_from_the_plan_to_the_proof(year: Year) -> None:
    case = work_through(year)
    Case.objects.filter(pk=case.pk).update(ended_on=today() - timedelta(days=4000), state="closed")
    rita, bob = year.browser("Rita"), year.browser("Bob")
    assert "1826" in shown(rita, "deletions", HOUSING)
    shown(rita, "propose_deletion", HOUSING)
    before = today() - timedelta(days=3000)
    fields = {"plan_line": "cases", "before": before, "decision": "KS § 12", "diary_number": "SKB 2026/00099"}
    assert post(rita, "propose_deletion", HOUSING, **fields).status_code == 302
    made = Deletion.objects.get()
    assert "cases.Note" in shown(rita, "deletion", HOUSING, made.pk)
    shown(bob, "sign_deletion", HOUSING, made.pk)
    signed = post(bob, "sign_deletion", HOUSING, made.pk, digest=made.digest, answer="yes")
    assert signed.status_code == 302, signed.content.decode()
    assert delete_decided(made.pk) == DeletionState.DONE
    shown(bob, "deletion", HOUSING, made.pk)
    proof = bob.get(reverse("rights:proof", args=["sv", HOUSING, made.pk]))
    assert json.loads(proof.content)["proof"]["tables"]["cases.Case"]["rows"] == 1


def test_nobody_handles_their_own_request(year: Year) -> None:
    key = keys_of(read_number(XERXES.number), [HOUSING])[HOUSING]
    StaffKey.objects.filter(user=year.user("Rita")).update(key=key)
    fields = {
        "kind": "access", "name": XERXES.name, "numbers": XERXES.number, "identity_checked": "document",
        "diary_number": "SKB 1", "received_on": today(),
    }  # fmt: skip
    assert post(year.browser("Rita"), "open", HOUSING, **fields).status_code == 400
    assert not PersonRequest.objects.exists()


def test_an_officials_own_account_is_in_their_extract(year: Year) -> None:
    key = keys_of(read_number(XERXES.number), [HOUSING])[HOUSING]
    StaffKey.objects.filter(user=year.user("Alice")).update(key=key)
    asked = entered(year)
    models = {
        line.model
        for volume in Volume.objects.filter(request=asked, state=VolumeState.DRAFT)
        for line in open_draft(HOUSING, volume.pk, volume.draft).lines
    }
    assert {"accounts.User", "accounts.Clearance", "accounts.StaffKey", "intake.Conflict"} <= models
    assert asked.stage == Stage.OPEN
