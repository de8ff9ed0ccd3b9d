"""A file is sealed while it comes, a piece at a time; too large, cut off, unwanted: nothing is lost or left."""

import tracemalloc
from io import BytesIO
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from paxweb.documents.models import Document
from paxweb.documents.receiving import SealingHandler
from paxweb.documents.storage import incoming
from tests.office.documents.conftest import Desk, form
from tests.office.documents.files import docx, pdf
from tests.office.world import sign_in

pytestmark = pytest.mark.django_db
WRITTEN = {"title": "Det jag skrev", "party": "Någon annan", "kind": "photo", "direction": "made", "day": "2026-02-03"}


def seen_again(page: str) -> bool:
    """Whether everything written is still in the form."""
    return all(word in page for word in ("Det jag skrev", "Någon annan", "2026-02-03", 'value="photo" selected'))


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "a.pdf", "Filen är tom"),
        (pdf()[:-40], "a.pdf", "avklippt"),
        (b"MZ", "a.exe", "tas inte emot"),
        (b"MZ\x90", "a.pdf", "något annat än namnets ändelse"),
        (docx(more={"word/vbaProject.bin": b"x"}), "a.docx", "kan köras"),
        (bytes(3 * 1024 * 1024), "a.pdf", "större än 2 MB"),
    ],
)
def test_what_was_wrong_is_told_and_the_form_is_kept(
    desk: Desk, settings: LazySettings, content: bytes, name: str, says: str
) -> None:
    settings.PAX_DOCUMENT_MB = 2
    answer = desk.browser("Alice").post(desk.address("handlingar/ny/"), form(content, name, **WRITTEN))
    page = answer.content.decode()
    assert (answer.status_code, says in page, seen_again(page)) == (400, True, True), page[:2000]
    assert "filen måste väljas igen" in page
    assert (Document.objects.count(), desk.stored()) == (0, [])


def test_a_form_without_a_file_is_told_so(desk: Desk) -> None:
    answer = desk.browser("Alice").post(desk.address("handlingar/ny/"), {**form(), **WRITTEN, "file": ""})
    assert (answer.status_code, "Välj en fil" in answer.content.decode()) == (400, True)
    assert seen_again(answer.content.decode())


def test_something_else_that_is_wrong_leaves_no_file_either(desk: Desk) -> None:
    answer = desk.browser("Alice").post(desk.address("handlingar/ny/"), form(day="2026-02-31"))
    assert answer.status_code == 400
    assert (Document.objects.count(), desk.stored()) == (0, [])


def test_the_title_is_the_files_name_when_none_is_written(desk: Desk) -> None:
    desk.browser("Alice").post(desk.address("handlingar/ny/"), form(name="Avtal 2026.pdf", title=""))
    assert Document.objects.get().title == "Avtal 2026"


def test_a_file_of_the_largest_size_takes_little_memory_on_its_way_in(desk: Desk, settings: LazySettings) -> None:
    settings.PAX_DOCUMENT_MB = 40
    size = 38 * 1024 * 1024
    handler = SealingHandler()
    piece = b"%PDF-1.7 " + bytes(64 * 1024 - 9)
    handler.new_file("file", "a.pdf", "application/pdf", size)
    tracemalloc.start()
    for start in range(0, size, len(piece)):
        handler.receive_data_chunk(piece, start)
    sent = handler.file_complete(size)
    assert sent is not None
    assert sent.spool is not None
    assert sent.spool.length >= size
    with sent.spool.reader() as reader:
        while reader.read(64 * 1024):
            pass
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 2 * 1024 * 1024
    handler.let_go()
    assert desk.stored() == []


def posted(client: Client, address: str, body: bytes, length: int | None = None) -> Any:  # noqa: ANN401  the client's own
    """A body as it comes over the line, and how long it says that it is."""
    return client.generic("POST", address, body, MULTIPART_CONTENT, CONTENT_LENGTH=str(length or len(body)))


def test_a_body_that_breaks_off_is_told_so_and_leaves_nothing(desk: Desk) -> None:
    class Line(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            found = super().read(size)
            if not found:
                raise OSError("the line is gone")
            return found

    body = encode_multipart(BOUNDARY, form(pdf(b"<< /X (%s) >>" % (b"y" * 200_000))))
    alice = desk.browser("Alice")
    line: Any = {
        "wsgi.input": Line(body[:100_000]),
        "CONTENT_LENGTH": str(len(body)),
        "CONTENT_TYPE": MULTIPART_CONTENT,
    }
    answer = alice.generic("POST", desk.address("handlingar/ny/"), **line)
    assert (answer.status_code, "avbröts" in answer.content.decode()) == (400, True)
    assert (Document.objects.count(), desk.stored()) == (0, [])


def test_a_body_that_is_no_form_is_told_so(desk: Desk) -> None:
    alice = desk.browser("Alice")
    answer = alice.generic("POST", desk.address("handlingar/ny/"), b"x" * 100, "multipart/form-data; boundary=\xff")
    assert answer.status_code == 400
    cut = encode_multipart(BOUNDARY, form())[:300]
    assert posted(alice, desk.address("handlingar/ny/"), cut).status_code in (400, 403)
    assert (Document.objects.count(), desk.stored()) == (0, [])


@pytest.mark.parametrize("who", ["nobody", "half", "at another address"])
def test_whoever_may_send_nothing_writes_nothing(desk: Desk, who: str, monkeypatch: pytest.MonkeyPatch) -> None:
    clients = {
        "nobody": Client(), "half": sign_in(Client(), desk.world.people["Alice"], strong=False),
        "at another address": desk.browser("Alice"),
    }  # fmt: skip

    whole = form(bytes(3_000_000))

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a file was written")

    monkeypatch.setattr("paxweb.documents.receiving.Spool", never)
    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", never)
    monkeypatch.setattr("django.core.files.uploadedfile.InMemoryUploadedFile.__init__", never)
    page = "/sv/vecka/housing_company/" if who == "at another address" else desk.address("handlingar/ny/")
    answer = clients[who].post(page, whole)
    assert answer.status_code < 500


def test_outside_the_wall_a_file_is_let_go_of_and_answered_like_nothing(desk: Desk) -> None:
    answer = desk.browser("Charlie").post(desk.address("handlingar/ny/"), form())
    assert answer.status_code == 404
    assert list(incoming().iterdir()) == []


def test_a_form_wants_its_token(desk: Desk) -> None:
    answer = desk.browser("Alice", enforce_csrf_checks=True).post(desk.address("handlingar/ny/"), form())
    assert (answer.status_code, desk.stored()) == (403, [])


def test_one_file_at_a_time(desk: Desk) -> None:
    two = {**form(), "second": SimpleUploadedFile("b.pdf", pdf())}
    assert desk.browser("Alice").post(desk.address("handlingar/ny/"), two).status_code == 400
    assert desk.stored() == []
