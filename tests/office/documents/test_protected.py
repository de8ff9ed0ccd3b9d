"""Somebody in a case is protected: its documents are closed to all, until whoever handles it has masked them."""

from datetime import timedelta

import pytest
from django.conf import LazySettings

from paxweb.accounts.models import Clearance, Label, Role
from paxweb.cases.models import Case, Named
from paxweb.cases.shielding import shield_board
from paxweb.documents.models import Document, Export
from paxweb.frame.clock import now, today
from paxweb.intake.models import ProtectedKey
from paxweb.ledger.models import Entry
from tests.office.documents.conftest import Desk, form
from tests.office.documents.files import pdf
from tests.office.world import HOUSING, clear

pytestmark = pytest.mark.django_db
SUBJECT = b"s" * 32
CANARY = "Kanariefågel Danasdotter"


@pytest.fixture
def closed(desk: Desk) -> tuple[Desk, Document]:
    """A document about Dana with her name wherever a name can stand, and Dana protected since the newest run."""
    (desk.home / "keys" / HOUSING / "subject.key").write_bytes(SUBJECT)
    document = desk.kept(title=f"Brev till {CANARY}", name=f"{CANARY}.pdf", party=CANARY)
    take_out(desk, reason=f"{CANARY} vill ha den")
    protect(desk, "d" * 64)
    return desk, Document.objects.get(pk=document.pk)


def protect(desk: Desk, key: str) -> None:
    """The newest run says that somebody in the case is protected."""
    Named.objects.get_or_create(case=desk.case, subject_key=key)
    run = desk.world.runs[HOUSING]
    ProtectedKey.objects.create(run=run, subject_key=key)
    shield_board(run, SUBJECT)


def take_out(desk: Desk, reason: str = "Behövs till förhandlingen") -> bytes:
    answer = desk.browser("Alice").post(desk.address("uttag/csv/"), {"aim": "court", "reason": reason})
    assert answer.status_code == 200
    return bytes(answer.content)


def test_why_something_is_taken_out_later_is_withheld_too(closed: tuple[Desk, Document]) -> None:
    desk, _ = closed
    assert CANARY.encode() not in take_out(desk, reason=f"{CANARY} vill ha den igen")
    assert {(each.withheld, each.reason) for each in Export.objects.all()} == {(True, "")}


def handler(desk: Desk, name: str = "Alice") -> None:
    """A lead has given somebody the case's protected fields."""
    label = Label.objects.get(board_id=HOUSING, provision="none")
    clear(
        desk.world.people[name], label, Role.PROTECTED_HANDLER, item_id=desk.case.pk, from_date=today(),
        to_date=today() + timedelta(days=10),
    )  # fmt: skip


def test_a_mark_is_all_anyone_sees(closed: tuple[Desk, Document]) -> None:
    desk, document = closed
    assert (document.withheld, document.title, document.file_name, document.party) == (True, "", "", "")
    bob = desk.browser("Bob")
    for page in (f"handlingar/{document.pk}/", ""):
        text = bob.get(desk.address(page)).content.decode()
        assert "Skyddade uppgifter" in text
        assert CANARY not in text
    assert bob.get(desk.address(f"handlingar/{document.pk}/fil/")).status_code == 404
    assert CANARY.encode() not in take_out(desk)
    assert CANARY not in bob.get(f"/sv/uttag/{HOUSING}/").content.decode()
    assert Export.objects.filter(withheld=True).count() >= 1


def test_what_is_put_in_later_is_closed_too(closed: tuple[Desk, Document]) -> None:
    desk, _ = closed
    answer = desk.browser("Alice").post(desk.address("handlingar/ny/"), form(pdf(b"<< /N 2 >>"), title=CANARY))
    assert answer.status_code == 302
    assert Document.objects.filter(withheld=False).count() == 0
    assert CANARY not in desk.browser("Alice").get(answer["Location"]).content.decode()


def test_only_whoever_handles_it_opens_it_and_says_for_what(closed: tuple[Desk, Document]) -> None:
    desk, document = closed
    page = desk.address(f"handlingar/{document.pk}/skyddad/")
    alice = desk.browser("Alice")
    assert alice.get(page).status_code == 404
    assert alice.post(page, {"purpose": "masking"}).status_code == 404
    handler(desk)
    assert alice.get(page).status_code == 200
    assert alice.post(page, {"purpose": "curious"}).status_code == 400
    opened = alice.post(page, {"purpose": "masking"})
    assert (opened.status_code, opened.content) == (200, pdf())
    assert opened["Content-Disposition"].startswith('attachment; filename="skyddad.pdf"')
    told = Entry.objects.filter(act="protected.reveal", purpose="masking")
    assert [each.items for each in told] == [[str(desk.case.pk), str(document.pk)]]
    Clearance.objects.filter(role=Role.PROTECTED_HANDLER).update(ended_at=now())
    assert alice.post(page, {"purpose": "masking"}).status_code == 404


def test_the_masked_copy_is_read_by_all_and_closed_again_by_somebody_new(closed: tuple[Desk, Document]) -> None:
    desk, document = closed
    handler(desk)
    masked = pdf(b"<< /Title (Brev till ****) >>")
    page = desk.address(f"handlingar/{document.pk}/maskad/")
    alice, bob = desk.browser("Alice"), desk.browser("Bob")
    assert bob.post(page, form(masked, title="Brev, maskat")).status_code == 404
    assert alice.post(page, form(b"MZ", title="Brev, maskat")).status_code == 400
    answer = alice.post(page, form(masked, title="Brev, maskat"))
    assert answer.status_code == 302, answer.content.decode()[:3000]
    copy = Document.objects.get(masks=document)
    assert (copy.withheld, copy.title) == (False, "Brev, maskat")
    assert bob.get(desk.address(f"handlingar/{copy.pk}/fil/")).content == masked
    assert str(copy.pk) in bob.get(desk.address(f"handlingar/{document.pk}/")).content.decode()
    desk.kept(pdf(b"<< /N 3 >>"))
    assert Document.objects.get(pk=copy.pk).withheld is False
    assert Entry.objects.filter(act="document.mask").count() == 1
    protect(desk, "e" * 64)
    assert Document.objects.get(pk=copy.pk).withheld is True
    assert bob.get(desk.address(f"handlingar/{copy.pk}/fil/")).status_code == 404


def test_a_document_that_is_not_closed_is_not_opened_that_way(desk: Desk, settings: LazySettings) -> None:
    document = desk.kept()
    handler(desk)
    assert desk.browser("Alice").get(desk.address(f"handlingar/{document.pk}/skyddad/")).status_code == 404
    assert Case.objects.count() == 1
