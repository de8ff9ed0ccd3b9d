"""A letter's life: fetched from the case, changed, refused where it may not go, signed, and fixed for good."""

import io
from hashlib import sha256

import pypdf
import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from paxweb.accounts.clearances.leading import addresses
from paxweb.accounts.models import Notice, Role
from paxweb.cases.actions.open_case import About
from paxweb.cases.models import Case
from paxweb.documents.reading import content_of
from paxweb.ledger.models import Entry
from paxweb.letters.actions import finish
from paxweb.letters.actions.change import change
from paxweb.letters.actions.draft import draft
from paxweb.letters.actions.shared import digest_of
from paxweb.letters.contents import all_letters
from paxweb.letters.delivering import Delivery
from paxweb.letters.models import Letter
from paxweb.letters.papering import letterhead
from paxweb.signals.actions.refused import Refused
from tests.office.letters.conftest import FLAT, Bureau, protect
from tests.office.world import SOCIAL

pytestmark = pytest.mark.django_db
TALKED = (("check_registers", ""), ("talk", "held"), ("violence_question", "no"))


def sign(bureau: Bureau, case: Case, row: Letter, by: str = "Alice") -> None:
    """Read the bytes and sign them."""
    actor, content = bureau.actor(by), all_letters()[row.letter]
    pdf = finish.signed_pdf(actor, row, content)
    finish.sign(actor, case, row, content, row.version, digest_of(pdf))


def refusal(bureau: Bureau, case: Case, row: Letter, by: str = "Alice") -> str:
    """The word of the reason why somebody cannot sign."""
    with pytest.raises(Refused) as refused:
        sign(bureau, case, row, by)
    return refused.value.reason.word


def inquiry(bureau: Bureau) -> Case:
    """A general case that is being inquired into."""
    case = bureau.case("general")
    bureau.steps(case, ("start_inquiry", ""))
    return case


def test_a_draft_knows_what_the_case_knows_and_no_address(bureau: Bureau) -> None:
    case = bureau.case("housing_company", about=About("dwelling", "D-1", "Björkgatan 4, lgh 1102", FLAT))
    bureau.steps(case, *TALKED)
    row = draft(bureau.actor("Alice"), case, all_letters()["correct"], "sv")
    assert row.record["flat"] == FLAT
    assert row.record["wrong"] == "Det som behövde skrivas."
    head = letterhead(row.head)
    assert (head.number, head.address, head.delivery) == (case.number, (), Delivery.MAILBOX)


def test_the_next_letter_of_the_board_knows_the_senders_address(bureau: Bureau) -> None:
    case = inquiry(bureau)
    sign(bureau, case, bureau.letter(case, "documents"))
    row = draft(bureau.actor("Alice"), case, all_letters()["communication"], "sv")
    assert letterhead(row.head).sender == ("Storgatan 1", "151 31 Södertälje")


def test_a_finished_letter_is_a_document_of_the_case_with_the_very_bytes(bureau: Bureau) -> None:
    case = inquiry(bureau)
    row = bureau.letter(case, "communication")
    sign(bureau, case, row)
    row.refresh_from_db()
    assert row.kept is not None
    content = content_of(row.kept)
    assert sha256(content).hexdigest() == row.sha256
    text = pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert "Dana Dahl" in text
    assert "Till din digitala brevlåda" in text
    assert Entry.objects.filter(act="letter.sign", detail__sha256=row.sha256).count() == 1


def test_after_that_nothing_changes_it(bureau: Bureau) -> None:
    case = inquiry(bureau)
    row = bureau.letter(case, "communication")
    sign(bureau, case, row)
    actor, content = bureau.actor("Alice"), all_letters()["communication"]
    with pytest.raises(Refused):
        change(actor, case, row, content, letterhead(row.head), {**row.record, "matter": "något annat"}, row.version)
    with pytest.raises(Refused):
        finish.throw_away(actor, case, row, row.version)
    assert refusal(bureau, case, row) in ("fixed", "changed")


@pytest.mark.parametrize(
    "changed",
    [{"sha256": "0" * 64}, {"finished_at": None}, {"record": {}}, {"title": "annat"}, {"language": "en"}, {"head": {}}],
)
def test_the_database_itself_refuses_to_change_it(bureau: Bureau, changed: dict[str, object]) -> None:
    case = inquiry(bureau)
    row = bureau.letter(case, "communication")
    sign(bureau, case, row)
    with pytest.raises(DatabaseError), transaction.atomic():
        Letter.objects.filter(pk=row.pk).update(**changed)


def test_what_was_made_from_a_protected_persons_words_can_still_be_withheld(bureau: Bureau) -> None:
    case = inquiry(bureau)
    row = bureau.letter(case, "communication")
    sign(bureau, case, row)
    Letter.objects.filter(pk=row.pk).update(withheld=True, record={}, head={}, title="")
    assert Letter.objects.get(pk=row.pk).sha256 == row.sha256


def test_a_step_waits_for_its_letter_and_then_goes(bureau: Bureau) -> None:
    case = inquiry(bureau)
    with pytest.raises(Refused) as refused:
        bureau.steps(case, ("ask_documents", ""))
    assert refused.value.reason.word == "no_document"
    row = bureau.letter(case, "documents")
    with pytest.raises(Refused):
        bureau.steps(case, ("ask_documents", ""))
    sign(bureau, case, row)
    bureau.steps(case, ("ask_documents", ""))
    with pytest.raises(Refused) as refused:
        bureau.steps(case, ("ask_documents", ""))
    assert refused.value.reason.word == "no_document", "asked again, a letter of its own is needed"


def test_another_kind_of_letter_does_not_open_the_step(bureau: Bureau) -> None:
    case = inquiry(bureau)
    sign(bureau, case, bureau.letter(case, "communication"))
    with pytest.raises(Refused):
        bureau.steps(case, ("ask_documents", ""))


def test_a_letter_for_a_step_that_is_not_open_is_drafted_and_not_signed(bureau: Bureau) -> None:
    case = bureau.case("housing_company")
    bureau.steps(case, ("check_registers", ""), ("talk", "held"))
    row = bureau.letter(case, "correct")
    assert refusal(bureau, case, row) == "not_open"
    bureau.steps(case, ("violence_question", "yes"))
    assert refusal(bureau, case, row) == "not_open"


def test_the_tenant_who_fled_violence_gets_no_letter_at_all(bureau: Bureau) -> None:
    case = bureau.case("housing_company")
    bureau.steps(case, ("check_registers", ""), ("talk", "held"), ("violence_question", "yes"))
    for kind in ("correct", "agreement", "notice", "evidence", "enforcement", "access", "information"):
        assert refusal(bureau, case, bureau.letter(case, kind), "Bob") in ("not_open", "not_you"), kind
    assert not Letter.objects.filter(case=case, finished_at__isnull=False).exists()


def test_two_people_sign_a_notice_and_neither_alone(bureau: Bureau) -> None:
    case = bureau.case("housing_company")
    bureau.steps(case, *TALKED)
    row, content = bureau.letter(case, "notice", by="Bob"), all_letters()["notice"]
    assert refusal(bureau, case, row, "Bob") == "not_you"
    finish.ask(bureau.actor("Bob"), case, row, content, row.version)
    (told,) = Notice.objects.filter(kind="letter.sign", user=bureau.world.people["Erik"])
    place = f"/sv/arende/{case.pk}/brev/{row.pk}/"
    assert addresses(bureau.actor("Erik"), [told], "sv") == {told.pk: place}
    told_to = set(Notice.objects.filter(kind="letter.sign").values_list("user_id", flat=True))
    assert not told_to & {bureau.actor(name).id for name in ("Alice", "Bob")}
    assert refusal(bureau, case, row, "Bob") == "not_you"
    with pytest.raises(PermissionDenied):
        sign(bureau, case, row, "Alice")
    sign(bureau, case, row, "Erik")
    row.refresh_from_db()
    assert row.kept is not None
    text = pypdf.PdfReader(io.BytesIO(content_of(row.kept))).pages[-1].extract_text()
    assert "Bob Berg" in text
    assert "Erik Ek" in text
    assert "beslut" not in text.lower()


def test_while_it_waits_it_cannot_change_and_can_be_taken_back(bureau: Bureau) -> None:
    case = bureau.case("housing_company")
    bureau.steps(case, *TALKED)
    row, content = bureau.letter(case, "notice"), all_letters()["notice"]
    alice = bureau.actor("Alice")
    finish.ask(alice, case, row, content, row.version)
    with pytest.raises(Refused):
        change(alice, case, row, content, letterhead(row.head), row.record, row.version)
    finish.take_back(alice, case, row, row.version)
    change(alice, case, row, content, letterhead(row.head), row.record, row.version)


def test_whoever_signs_signs_the_bytes_they_read(bureau: Bureau) -> None:
    case = inquiry(bureau)
    row, content, alice = bureau.letter(case, "communication"), all_letters()["communication"], bureau.actor("Alice")
    read, version = digest_of(finish.signed_pdf(alice, row, content)), row.version
    change(alice, case, row, content, letterhead(row.head), {**row.record, "contact": "08-1"}, row.version)
    with pytest.raises(Refused) as refused:
        finish.sign(alice, case, row, content, version, read)
    assert refused.value.reason.word == "changed"
    with pytest.raises(Refused):
        finish.sign(alice, case, row, content, row.version, "0" * 64)
    sign(bureau, case, row)


@pytest.mark.parametrize("address", ["Björkgatan 4\n151 32 Södertälje", "BJÖRKG 4 lgh 1102", "c/o Berg\nBjörkgatan 4A"])
def test_no_letter_goes_to_the_address_in_question(bureau: Bureau, address: str) -> None:
    case = inquiry(bureau)
    with pytest.raises(Refused) as refused:
        bureau.letter(case, "communication", delivery=Delivery.BY_MAIL, address=tuple(address.split("\n")))
    assert refused.value.reason.word == "address_in_question"
    assert "digitala brevlådan" in refused.value.reason.says.sv
    row = bureau.letter(case, "communication", delivery=Delivery.BY_MAIL, address=("Box 7", "151 32 Södertälje"))
    sign(bureau, case, row)


def test_nor_to_a_flat_that_only_the_letter_itself_names(bureau: Bureau) -> None:
    case = bureau.case("housing_company", about=About("person", "19800101-0000", "Dana Dahl"))
    bureau.steps(case, *TALKED)
    with pytest.raises(Refused) as refused:
        bureau.letter(
            case, "correct", flat="Almvägen 7", delivery=Delivery.BY_MAIL, address=("Almv. 7", "151 32 Södertälje")
        )
    assert refused.value.reason.word == "address_in_question"


def test_a_protected_persons_address_is_never_printed(bureau: Bureau) -> None:
    case = inquiry(bureau)
    case.parties.update(withheld=True)
    with pytest.raises(Refused) as refused:
        bureau.letter(case, "communication", delivery=Delivery.BY_MAIL, address=("Box 7", "151 32 Södertälje"))
    assert refused.value.reason.word == "protected"
    assert letterhead(draft(bureau.actor("Alice"), case, all_letters()["communication"], "sv").head).delivery == (
        Delivery.SKATTEVERKET
    )
    row = bureau.letter(case, "communication", delivery=Delivery.SKATTEVERKET, address=("Box 7",))
    sign(bureau, case, row)
    row.refresh_from_db()
    assert row.head["address"] == []
    assert row.kept is not None
    text = pypdf.PdfReader(io.BytesIO(content_of(row.kept))).pages[0].extract_text()
    assert "Förmedlas av Skatteverket" in text
    assert "Box 7" not in text


def test_a_draft_by_post_from_before_protection_is_not_signed_after(bureau: Bureau) -> None:
    case = inquiry(bureau)
    row = bureau.letter(case, "communication", delivery=Delivery.BY_MAIL, address=("Box 7", "151 32 Södertälje"))
    case.parties.update(withheld=True)
    assert refusal(bureau, case, row) == "protected"


def test_when_somebody_becomes_protected_their_letters_are_taken_out_of_sight(bureau: Bureau) -> None:
    case = inquiry(bureau)
    finished, draft_of = bureau.letter(case, "communication"), bureau.letter(case, "documents")
    sign(bureau, case, finished)
    protect(case)
    for row in (finished, draft_of):
        row.refresh_from_db()
        assert row.withheld
        assert "Dana" not in f"{row.title}{row.head}{row.record}"
    assert len(finished.sha256) == 64
    assert refusal(bureau, case, draft_of) == "rewritten"


def test_a_protected_person_can_still_be_written_to_and_then_that_is_out_of_sight_too(bureau: Bureau) -> None:
    case = inquiry(bureau)
    protect(case)
    row = bureau.letter(case, "communication", delivery=Delivery.SKATTEVERKET)
    row.refresh_from_db()
    assert row.record["matter"]
    pdf = finish.signed_pdf(bureau.actor("Alice"), row, all_letters()["communication"])
    assert "Förmedlas av Skatteverket" in pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    sign(bureau, case, row)
    row.refresh_from_db()
    assert (row.withheld, row.record, row.head) == (True, {}, {})
    assert row.sha256 == sha256(pdf).hexdigest()
    bureau.steps(case, ("communicate", ""))


def verdict(**facts: bool) -> dict[str, object]:
    told = {"entry_wrong": True, "special_reasons": False, "weighed": True, **facts}
    return {"gateway": "fol_32c", "sender": "registry", "facts": told}


KNOWN = (("gather", ""), ("unchanged_by_law", "no"), ("special_reasons", "none"), ("guide_verdict", "open"))


def test_a_register_notice_is_drafted_only_when_the_guide_says_yes(bureau: Bureau) -> None:
    case = bureau.case("register")
    bureau.steps(case, *KNOWN)
    for wrong in (None, verdict(special_reasons=True), verdict(entry_wrong=False), verdict(weighed=False)):
        with pytest.raises(Refused) as refused:
            draft(bureau.actor("Alice"), case, all_letters()["notice_register"], "sv", wrong)
        assert refused.value.reason.word == "not_yes"
    row = bureau.letter(case, "notice_register", name="Skatteverket", verdict=verdict())
    with pytest.raises(PermissionDenied):
        sign(bureau, case, row, "Alice")
    finish.ask(bureau.actor("Alice"), case, row, all_letters()["notice_register"], row.version)
    sign(bureau, case, row, "Bob")
    bureau.steps(case, ("notice", ""), by="Bob")
    assert case.state == "noticed"


def test_a_housing_company_is_told_to_ask_its_lawyer_first(bureau: Bureau) -> None:
    case = bureau.case("register")
    of_company = {**verdict(), "sender": "housing_company"}
    with pytest.raises(Refused):
        draft(bureau.actor("Alice"), case, all_letters()["notice_register"], "sv", of_company)


def test_a_word_that_may_never_stand_in_a_letter_stops_it_whoever_wrote_it(bureau: Bureau) -> None:
    case = bureau.case("housing_company")
    bureau.steps(case, *TALKED)
    row = bureau.letter(case, "correct", wrong="Bolaget har fattat ett BESLUT om dig.")
    assert refusal(bureau, case, row) == "forbidden"


def test_what_is_missing_is_told(bureau: Bureau) -> None:
    case = inquiry(bureau)
    row = bureau.letter(case, "communication", found="", contact="")
    actor, content = bureau.actor("Alice"), all_letters()["communication"]
    with pytest.raises(Refused) as refused:
        finish.sign(actor, case, row, content, row.version, "0" * 64)
    assert refused.value.reason.says.sv == "Det saknas: Vad ni har sett, Vart personen vänder sig."


@pytest.mark.parametrize("hostile", ["😀", "漢字", "a\u202eb", "\ue000"])
def test_what_cannot_be_printed_is_refused_and_not_kept(bureau: Bureau, hostile: str) -> None:
    case = inquiry(bureau)
    row = draft(bureau.actor("Alice"), case, all_letters()["communication"], "sv")
    before = dict(row.record)
    content = all_letters()["communication"]
    facts = {**row.record, "matter": f"x {hostile}"}
    with pytest.raises(Refused) as refused:
        change(bureau.actor("Alice"), case, row, content, letterhead(row.head), facts, row.version)
    assert refused.value.reason.word == "unprinted"
    assert "U+" in refused.value.reason.says.sv
    assert hostile not in refused.value.reason.says.sv
    assert Letter.objects.get(pk=row.pk).record == before


def test_nobody_outside_the_wall_writes_or_sees_a_letter(bureau: Bureau) -> None:
    case = inquiry(bureau)
    row = bureau.letter(case, "communication")
    bureau.world.person("Carl", (SOCIAL, Role.LEAD))
    assert not Letter.objects.visible_to(bureau.actor("Carl")).exists()
    with pytest.raises(PermissionDenied):
        draft(bureau.actor("Carl"), case, all_letters()["communication"], "sv")
    with pytest.raises(PermissionDenied):
        finish.throw_away(bureau.actor("Dana"), case, row, row.version)


def test_each_change_leaves_one_line_without_a_word_of_the_letter(bureau: Bureau) -> None:
    case = inquiry(bureau)
    before = Entry.objects.count()
    row = bureau.letter(case, "communication")
    assert [entry.act for entry in Entry.objects.order_by("id")[before:]] == ["letter.draft", "letter.change"]
    told = str(list(Entry.objects.order_by("id")[before:].values("detail", "items")))
    assert "Dana" not in told
    assert str(row.pk) in told


def test_a_thrown_away_draft_keeps_no_facts(bureau: Bureau) -> None:
    case = inquiry(bureau)
    row = bureau.letter(case, "communication")
    finish.throw_away(bureau.actor("Alice"), case, row, row.version)
    row.refresh_from_db()
    assert row.record == {}
    assert "Dana" not in str(row.head)
