"""The pages of letters, as somebody without JavaScript meets them."""

import io
import re
from hashlib import sha256
from typing import Any

import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from paxweb.cases.models import Case
from paxweb.documents.reading import content_of
from paxweb.ledger.models import Entry, Kind
from paxweb.letters.models import Letter
from tests.office.letters.conftest import Bureau, protect
from tests.office.world import sign_in

pytestmark = pytest.mark.django_db


def browser(bureau: Bureau, name: str) -> Client:
    """Somebody's browser, signed in with a second factor just now."""
    return sign_in(Client(), bureau.world.people[name])


def address(name: str, case: Case, *more: object) -> str:
    return reverse(f"letters:{name}", args=["sv", case.pk, *more])


def fields(page: str) -> dict[str, Any]:
    """Every field of the page's forms with the value it shows."""
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        kind = attributes.get("type")
        if kind in ("radio", "checkbox") and " checked" not in tag:
            continue
        if "name" in attributes:
            found.setdefault(attributes["name"], []).append(attributes.get("value", ""))
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\s*(.*?)</textarea>', page, re.DOTALL):
        found[name] = [text]
    return {name: values for name, values in found.items() if name != "csrfmiddlewaretoken"}


def inquiry(bureau: Bureau) -> Case:
    case = bureau.case("general")
    bureau.steps(case, ("start_inquiry", ""))
    return case


def written(bureau: Bureau, client: Client, case: Case, kind: str = "communication") -> Letter:
    """A letter begun and filled in by its pages."""
    answer = client.post(address("begin", case, kind), {"language_of": "sv"})
    assert answer.status_code == 302
    page = client.get(answer["Location"])
    assert page.status_code == 200
    form = fields(page.content.decode())
    form |= {
        "head_name": "Dana Dahl", "head_delivery": "mailbox", "head_sender": "Storgatan 1\n151 31 Södertälje",
        "fact_matter": "ditt bidrag till hyran", "fact_found": "Du fick bidrag i mars.\n\nDu flyttade i februari.",
        "fact_sources": "Vår egen lista\nFolkbokföringen", "fact_contact": "08-123 45 67",
    }  # fmt: skip
    kept = client.post(answer["Location"], form)
    assert kept.status_code == 302, re.findall(r'class="pax-wrong"[^>]*>([^<]*)', kept.content.decode())
    return Letter.objects.get(case=case, letter=kind)


def test_from_choosing_a_letter_to_the_very_bytes(bureau: Bureau) -> None:
    case, client = inquiry(bureau), browser(bureau, "Alice")
    offered = client.get(address("letters", case)).content.decode()
    assert "Vi vill veta vad du säger" in offered
    assert "Uppsägning" not in offered
    row = written(bureau, client, case)
    page = client.get(address("letter", case, row.pk)).content.decode()
    assert "ditt bidrag till hyran" in page
    assert "Du flyttade i februari." in page
    draft = client.get(address("draft_pdf", case, row.pk))
    assert draft["Content-Type"] == "application/pdf"
    assert draft["Content-Disposition"].startswith("attachment")
    assert "Utkast" in pypdf.PdfReader(io.BytesIO(draft.content)).pages[0].extract_text()
    signing = client.get(address("sign", case, row.pk)).content.decode()
    exact = client.get(address("signed_pdf", case, row.pk)).content
    form = fields(signing)
    assert form["digest"] == [sha256(exact).hexdigest()]
    assert client.post(address("sign", case, row.pk), form).status_code == 302
    row.refresh_from_db()
    assert row.kept is not None
    assert content_of(row.kept) == exact
    assert "Brevet är färdigt och kan inte ändras" in client.get(address("letter", case, row.pk)).content.decode()
    assert client.post(address("sign", case, row.pk), form).status_code == 409


def test_a_withheld_letter_is_a_mark_on_every_page(bureau: Bureau) -> None:
    case, client = inquiry(bureau), browser(bureau, "Alice")
    row = written(bureau, client, case)
    protect(case)
    page = client.get(address("letter", case, row.pk))
    assert page.status_code == 200
    assert "Skyddade uppgifter" in page.content.decode()
    listed = client.get(address("letters", case)).content.decode()
    for text in (page.content.decode(), listed):
        assert "Dana" not in text
        assert "bidrag" not in text
    assert client.get(address("change", case, row.pk)).status_code == 302
    for name in ("draft_pdf", "sign", "signed_pdf"):
        assert client.get(address(name, case, row.pk)).status_code == 409, name
    for name in ("ask", "take_back"):
        assert client.post(address(name, case, row.pk), {"version": row.version}).status_code == 409, name


def test_each_reading_is_told_to_the_log_with_the_case(bureau: Bureau) -> None:
    case, client = inquiry(bureau), browser(bureau, "Alice")
    row = written(bureau, client, case)
    before = Entry.objects.count()
    client.get(address("letter", case, row.pk))
    (line,) = Entry.objects.order_by("id")[before:]
    assert (line.kind, line.act, line.items) == (Kind.READ, "letter.read", [str(case.pk)])


def test_the_address_in_question_is_refused_on_the_page_with_what_to_do_instead(bureau: Bureau) -> None:
    case, client = inquiry(bureau), browser(bureau, "Alice")
    row = written(bureau, client, case)
    form = fields(client.get(address("change", case, row.pk)).content.decode())
    form |= {"head_delivery": "post", "head_address": "Björkg. 4\n151 32 Södertälje"}
    answer = client.post(address("change", case, row.pk), form)
    assert answer.status_code == 409
    assert "adressen som frågan gäller" in answer.content.decode()
    row.refresh_from_db()
    assert "Björkg" not in str(row.head)


def test_two_people_never_overwrite_each_other(bureau: Bureau) -> None:
    case, alice, bob = inquiry(bureau), browser(bureau, "Alice"), browser(bureau, "Bob")
    row = written(bureau, alice, case)
    form = fields(bob.get(address("change", case, row.pk)).content.decode())
    assert alice.post(address("change", case, row.pk), {**form, "fact_matter": "Alices ord"}).status_code == 302
    answer = bob.post(address("change", case, row.pk), {**form, "fact_matter": "Bobs ord"})
    assert answer.status_code == 409
    assert "Bobs ord" in answer.content.decode(), "what Bob wrote is still on his page"
    row.refresh_from_db()
    assert row.record["matter"] == "Alices ord"


def test_a_lead_signs_what_another_has_asked(bureau: Bureau) -> None:
    case, alice, bob = bureau.case("housing_company"), browser(bureau, "Alice"), browser(bureau, "Bob")
    bureau.steps(case, ("check_registers", ""), ("talk", "held"), ("violence_question", "no"))
    row = bureau.letter(case, "notice")
    page = alice.get(address("letter", case, row.pk)).content.decode()
    assert "Be en annan skriva under" in page
    assert "Läs och skriv under" not in page
    assert alice.post(address("ask", case, row.pk), {"version": row.version}).status_code == 302
    form = fields(bob.get(address("sign", case, row.pk)).content.decode())
    assert alice.post(address("sign", case, row.pk), form).status_code in (404, 409)
    assert bob.post(address("sign", case, row.pk), form).status_code == 302
    row.refresh_from_db()
    assert row.finished_by_id == bureau.world.people["Bob"].pk
    case_page = alice.get(reverse("cases:case", args=["sv", case.pk])).content.decode()
    assert "Uppsägning av ditt hyresavtal" in case_page
    assert "Färdigt" in case_page


def test_the_guides_no_is_shown_with_its_reasons_and_no_draft_is_made(bureau: Bureau) -> None:
    case, client = bureau.case("register"), browser(bureau, "Alice")
    given = {"language_of": "sv", "fact_entry_wrong": "yes", "fact_special_reasons": "yes", "fact_weighed": "yes"}
    answer = client.post(address("begin", case, "notice_register"), given)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Nej, inte som frågan står" in page
    assert "Särskilda skäl talar mot" in page
    assert not Letter.objects.exists()
    yes = client.post(address("begin", case, "notice_register"), {**given, "fact_special_reasons": "no"})
    assert yes.status_code == 302
    assert Letter.objects.get().verdict["headline"] == "shall"


def test_rows_of_the_case_can_be_left_out_and_never_written(bureau: Bureau) -> None:
    case, client = bureau.case("housing_company"), browser(bureau, "Bob")
    bureau.steps(case, ("check_registers", ""), ("talk", "held"), ("violence_question", "no"))
    assert client.post(address("begin", case, "evidence"), {"language_of": "sv"}).status_code == 302
    row = Letter.objects.get()
    assert [cells[2] for cells in row.record["events"]] == [
        "Kontrollera registren", "Tala med hyresgästen: Samtalet hölls", "Våldsfrågan: Nej",
    ]  # fmt: skip
    form = fields(client.get(address("change", case, row.pk)).content.decode())
    assert form["fact_events"] == ["0", "1", "2"]
    form |= {
        "fact_events": ["0", "2"],
        "fact_asked": "Avtalet slutar.",
        "fact_contact": "08",
        "head_name": "Hyresnämnden",
    }
    assert client.post(address("change", case, row.pk), form).status_code == 302
    row.refresh_from_db()
    assert [cells[0] for cells in row.record["events"]] == ["1", "3"]
    wrong = client.post(address("change", case, row.pk), {**form, "version": row.version, "fact_events": ["99"]})
    assert wrong.status_code == 400


def test_a_plan_is_read_line_by_line(bureau: Bureau) -> None:
    case, client = bureau.case("social_board"), browser(bureau, "Alice")
    assert client.post(address("begin", case, "instalments"), {"language_of": "sv"}).status_code == 302
    row = Letter.objects.get()
    form = fields(client.get(address("change", case, row.pk)).content.decode())
    form |= {"fact_total": "1000", "fact_plan": "2027-01-31 500\n2027-02-28 500,50 kr", "fact_contact": "08"}
    form |= {"fact_pay_how": "bankgiro", "head_name": "Dana Dahl"}
    assert client.post(address("change", case, row.pk), form).status_code == 302
    row.refresh_from_db()
    assert row.record["plan"] == [["2027-01-31", "500.00"], ["2027-02-28", "500.50"]]
    for bad in ("i morgon 500", "2027-01-31", "2027-01-31 -5", "2027-01-31 NaN", "\n".join(["2027-01-31 5"] * 61)):
        answer = client.post(address("change", case, row.pk), {**form, "version": row.version, "fact_plan": bad})
        assert answer.status_code == 400, bad


def test_a_word_that_decides_is_refused_in_a_companys_letter(bureau: Bureau) -> None:
    case, client = bureau.case("housing_company"), browser(bureau, "Alice")
    row = bureau.letter(case, "correct")
    form = fields(client.get(address("change", case, row.pk)).content.decode())
    answer = client.post(address("change", case, row.pk), {**form, "fact_wrong": "Du får överklaga detta Beslut."})
    assert answer.status_code == 400
    assert "får inte stå i ett sådant brev" in answer.content.decode()


def test_in_english_the_page_and_the_letter_are_english(bureau: Bureau) -> None:
    case, client = inquiry(bureau), browser(bureau, "Alice")
    start = reverse("letters:begin", args=["en", case.pk, "communication"])
    assert "We want to hear what you say" in client.get(start).content.decode()
    where = client.post(start, {"language_of": "en"})["Location"]
    assert "By which day" in client.get(where).content.decode() or "Answer by" in client.get(where).content.decode()
    assert Letter.objects.get().title == "We want to hear what you say"


@pytest.mark.parametrize("kind", ["notice", "refusal", "never_written"])
def test_a_letter_of_another_kind_of_case_is_not_there(bureau: Bureau, kind: str) -> None:
    client = browser(bureau, "Alice")
    assert client.get(address("begin", inquiry(bureau), kind)).status_code == 404


def test_a_letter_of_another_case_is_not_there(bureau: Bureau) -> None:
    one, other, client = inquiry(bureau), inquiry(bureau), browser(bureau, "Alice")
    row = written(bureau, client, one)
    for name in ("letter", "change", "draft_pdf", "sign", "signed_pdf"):
        assert client.get(address(name, other, row.pk)).status_code == 404, name
    for name in ("ask", "take_back", "throw_away"):
        assert client.post(address(name, other, row.pk), {"version": 0}).status_code == 404, name


def test_a_reader_reads_and_writes_nothing(bureau: Bureau) -> None:
    case = inquiry(bureau)
    row = written(bureau, browser(bureau, "Alice"), case)
    dana = browser(bureau, "Dana")
    assert dana.get(address("letter", case, row.pk)).status_code == 200
    assert dana.get(address("draft_pdf", case, row.pk)).status_code == 200
    for name in ("change", "sign", "signed_pdf"):
        assert dana.get(address(name, case, row.pk)).status_code == 404, name
    assert dana.get(address("begin", case, "communication")).status_code == 404


def test_nobody_outside_the_wall_finds_a_letter(bureau: Bureau) -> None:
    case = inquiry(bureau)
    row = written(bureau, browser(bureau, "Alice"), case)
    charlie = browser(bureau, "Charlie")
    for name in ("letter", "change", "draft_pdf", "sign", "signed_pdf"):
        assert charlie.get(address(name, case, row.pk)).status_code == 404, name


def test_markup_in_a_fact_is_shown_as_it_stands(bureau: Bureau) -> None:
    case, client = inquiry(bureau), browser(bureau, "Alice")
    row = written(bureau, client, case)
    form = fields(client.get(address("change", case, row.pk)).content.decode())
    hostile = "<script>alert(1)</script> #emph[x] $x$ {{ 7*7 }}"
    assert client.post(address("change", case, row.pk), {**form, "fact_matter": hostile}).status_code == 302
    page = client.get(address("letter", case, row.pk)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; #emph[x]" in page
    text = pypdf.PdfReader(io.BytesIO(client.get(address("draft_pdf", case, row.pk)).content)).pages[0].extract_text()
    assert "<script>alert(1)</script> #emph[x] $x$ {{ 7*7 }}" in " ".join(text.split())
