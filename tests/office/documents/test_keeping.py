"""Round trip: what was put in comes out, for those who may; the disk holds none of it; whatever is wrong is told."""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from paxweb.documents import reading
from paxweb.documents.actions.keep import Given, keep
from paxweb.documents.destroying import Proof, erase
from paxweb.documents.formats.reasons import NotTaken
from paxweb.documents.keys import KeyDestroyed, KeyMissing, case_key_path
from paxweb.documents.models import Blob, CaseKey, Direction, Document
from paxweb.documents.reading import ContentMissing, content_of
from paxweb.documents.storage import path_of
from paxweb.frame.clock import now, today
from paxweb.ledger.models import Entry
from paxweb.seal.files import FileUnopened
from tests.office.documents.conftest import Desk, form
from tests.office.documents.files import WHOLE, docx, pdf

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", WHOLE)
def test_each_format_comes_back_as_it_was_put_in(desk: Desk, name: str) -> None:
    alice = desk.browser("Alice")
    answer = alice.post(desk.address("handlingar/ny/"), form(WHOLE[name], name))
    assert answer.status_code == 302, answer.context["form"].errors
    document = Document.objects.get()
    fetched = alice.get(desk.address(f"handlingar/{document.pk}/fil/"))
    assert (fetched.status_code, fetched.content) == (200, WHOLE[name])


def test_nothing_of_it_lies_open_on_the_disk_or_in_the_database(desk: Desk) -> None:
    canary = b"Kanariefagel Danasdotter, Provgatan 7"
    desk.browser("Alice").post(desk.address("handlingar/ny/"), form(pdf(b"<< /Title (%s) >>" % canary)))
    stored = desk.stored()
    assert len(stored) == 1
    assert canary not in stored[0].read_bytes()
    assert stored[0].stat().st_mode & 0o077 == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM documents_blob")
        assert canary.decode() not in repr(cursor.fetchall())


def test_the_same_bytes_twice_in_a_case_lie_there_once(desk: Desk) -> None:
    first, second = desk.kept(), desk.kept(title="Samma igen")
    assert (first.blob_id, Blob.objects.count(), len(desk.stored())) == (second.blob_id, 1, 1)
    other = desk.kept(case=desk.another("other"))
    assert other.blob.address != first.blob.address
    one, two = (path.read_bytes() for path in desk.stored())
    assert len(one) == len(two)
    assert not {one[at : at + 32] for at in range(8, len(one) - 32, 32)} & {
        two[at : at + 32] for at in range(8, len(two))
    }


def test_a_file_that_was_lost_lies_there_again_when_it_is_put_in_again(desk: Desk) -> None:
    document = desk.kept()
    path_of(desk.case.pk, document.blob.file).unlink()
    with pytest.raises(ContentMissing):
        content_of(document)
    desk.kept(title="Samma igen")
    assert content_of(Document.objects.get(pk=document.pk)) == pdf()
    assert Blob.objects.count() == 1


def test_a_file_that_was_changed_is_mended_by_the_same_file(desk: Desk) -> None:
    document = desk.kept()
    path = path_of(desk.case.pk, document.blob.file)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    desk.kept(title="Samma igen")
    assert content_of(Document.objects.get(pk=document.pk)) == pdf()
    assert Blob.objects.count() == 1


def test_a_changed_file_is_not_handed_over_and_stands_in_the_log(desk: Desk) -> None:
    document = desk.kept()
    path = path_of(desk.case.pk, document.blob.file)
    whole = bytearray(path.read_bytes())
    whole[-20] ^= 1
    path.write_bytes(whole)
    with pytest.raises(FileUnopened):
        content_of(document)
    answer = desk.browser("Alice").get(desk.address(f"handlingar/{document.pk}/fil/"))
    assert answer.status_code == 409
    assert "har ändrats på disken" in answer.content.decode()
    assert Entry.objects.filter(act="document.broken").count() == 1


def test_one_documents_file_cannot_stand_in_for_anothers(desk: Desk) -> None:
    first, second = desk.kept(pdf(b"<< /A 1 >>")), desk.kept(pdf(b"<< /A 2 >>"))
    path_of(desk.case.pk, first.blob.file).write_bytes(path_of(desk.case.pk, second.blob.file).read_bytes())
    with pytest.raises(FileUnopened):
        content_of(first)


@pytest.mark.parametrize("which", ["board", "case", "another board key", "another case's key"])
def test_without_its_key_nothing_is_read_and_nothing_is_taken_in(desk: Desk, which: str) -> None:
    document, other = desk.kept(), desk.another("other")
    desk.kept(case=other)
    board = desk.home / "keys" / "housing_company" / "document.key"
    own = case_key_path(desk.case.pk)
    changes: dict[str, Callable[[], object]] = {
        "board": board.unlink, "case": own.unlink, "another board key": lambda: board.write_bytes(os.urandom(32)),
        "another case's key": lambda: own.write_bytes(case_key_path(other.pk).read_bytes()),
    }  # fmt: skip
    changes[which]()
    with pytest.raises(KeyMissing) as told:
        content_of(Document.objects.get(pk=document.pk))
    assert "whoever keeps the keys" in str(told.value).lower()
    alice = desk.browser("Alice")
    answer = alice.get(desk.address(f"handlingar/{document.pk}/fil/"))
    assert (answer.status_code, "Nyckeln" in answer.content.decode()) == (409, True)
    refused = alice.post(desk.address("handlingar/ny/"), form(pdf(b"<< /B 1 >>"), title="Det jag skrev"))
    assert refused.status_code == 409
    assert "Det jag skrev" in refused.content.decode()
    assert (Document.objects.filter(case=desk.case).count(), len(desk.stored())) == (1, 2)


def test_a_lost_key_is_never_made_anew(desk: Desk) -> None:
    desk.kept()
    case_key_path(desk.case.pk).unlink()
    with pytest.raises(KeyMissing):
        desk.kept(pdf(b"<< /B 1 >>"))
    assert not case_key_path(desk.case.pk).exists()


def test_whoever_destroys_the_key_destroys_the_documents(desk: Desk) -> None:
    document, kept = desk.kept(), desk.home / "copies"
    kept.write_bytes(desk.stored()[0].read_bytes())
    assert erase(desk.case.pk) == Proof(desk.case.pk, True, 1)
    assert erase(desk.case.pk) == Proof(desk.case.pk, False, 0)
    assert desk.stored() == []
    path = path_of(desk.case.pk, document.blob.file)
    path.parent.mkdir(parents=True)
    path.write_bytes(kept.read_bytes())
    with pytest.raises(KeyDestroyed):
        content_of(Document.objects.get(pk=document.pk))
    with pytest.raises(KeyDestroyed):
        desk.kept(pdf(b"<< /B 1 >>"))
    CaseKey.objects.update(destroyed_at=None)
    with pytest.raises(KeyMissing):
        content_of(Document.objects.get(pk=document.pk))
    CaseKey.objects.update(destroyed_at=now())
    assert desk.browser("Alice").get(desk.address(f"handlingar/{document.pk}/fil/")).status_code == 410


def test_a_change_that_is_undone_leaves_no_row(desk: Desk) -> None:
    with transaction.atomic():
        document = desk.kept()
        transaction.set_rollback(True)
    assert (Document.objects.count(), Blob.objects.count()) == (0, 0)
    assert [path.name for path in desk.stored()] == [document.blob.file], "left over: swept after a day"


def test_a_room_above_that_fails_leaves_no_row_and_a_file_to_sweep(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(case: object) -> None:
        raise RuntimeError("a room above failed")

    monkeypatch.setattr("paxweb.documents.actions.keep.changed", fails)
    with pytest.raises(RuntimeError, match="above"):
        desk.kept()
    assert (Document.objects.count(), Blob.objects.count(), len(desk.stored())) == (0, 0, 1)


def test_a_refused_file_leaves_nothing(desk: Desk) -> None:
    with pytest.raises(NotTaken):
        desk.kept(docx(more={"word/vbaProject.bin": b"x"}), "a.docx")
    assert (Document.objects.count(), desk.stored(), Entry.objects.filter(act="document.add").count()) == (0, [], 0)


def test_only_those_who_work_with_a_case_put_documents_in_it(desk: Desk) -> None:
    given = Given(title="T", kind="other", file_name="a.pdf", day=today(), direction=Direction.MADE)
    for name in ("Dana", "Charlie"):
        with pytest.raises(PermissionDenied):
            keep(desk.actor(name), desk.case, given, BytesIO(pdf()))
    assert desk.stored() == []


def test_each_document_is_one_line_and_each_fetch_one_that_names_it(desk: Desk) -> None:
    alice = desk.browser("Alice")
    alice.post(desk.address("handlingar/ny/"), form())
    document = Document.objects.get()
    added = Entry.objects.get(act="document.add", kind="change")
    assert added.items == [str(desk.case.pk), str(document.pk)]
    assert added.detail == {"kind": "contract", "format": "pdf", "direction": "received"}
    alice.get(desk.address(f"handlingar/{document.pk}/fil/"))
    read = Entry.objects.get(act="document.read")
    assert (read.kind, read.items, read.purpose) == ("read", [str(desk.case.pk), str(document.pk)], "control")
    assert {each.subject_key for each in read.about.all()} == {desk.case.pk.hex * 2}


def test_where_the_folder_cannot_be_written_it_says_so(desk: Desk, settings: LazySettings) -> None:
    blocked = Path(desk.home) / "a file"
    blocked.write_text("x")
    settings.PAX_DOCUMENTS = str(blocked / "documents")
    answer = desk.browser("Alice").post(desk.address("handlingar/ny/"), form(title="Det jag skrev"))
    assert answer.status_code == 400
    assert "kunde inte skrivas" in answer.content.decode()
    assert "Det jag skrev" in answer.content.decode()


def test_has_kind_and_lists_follow_the_case(desk: Desk) -> None:
    desk.kept(kind="access")
    alice, charlie = desk.actor("Alice"), desk.actor("Charlie")
    assert reading.has_kind(alice, desk.case, "access")
    assert not reading.has_kind(alice, desk.case, "notice")
    assert not reading.has_kind(charlie, desk.case, "access")
    assert (len(reading.documents_of(alice, desk.case)), reading.documents_of(charlie, desk.case)) == (1, [])
