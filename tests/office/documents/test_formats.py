"""Which files are taken in: content decides and the name must agree; nothing that runs, nothing locked, no bombs."""

import struct
import zipfile
from io import BytesIO

import pytest

from paxweb.documents.formats import packed
from paxweb.documents.formats.judging import ENDINGS, FORMATS, judge
from paxweb.documents.formats.reasons import (
    ACTIVE,
    BOMB,
    BROKEN,
    CUT,
    DISAGREES,
    EMPTY,
    LOCKED,
    UNKNOWN,
    NotTaken,
)
from paxweb.signals.actions.refused import Reason
from tests.office.documents import files
from tests.office.documents.files import WHOLE, docx, eml, odf, package, pdf


def judged(name: str, content: bytes) -> str:
    return judge(BytesIO(content), len(content), name).id


def refused(name: str, content: bytes) -> Reason:
    with pytest.raises(NotTaken) as caught:
        judged(name, content)
    return caught.value.reason


@pytest.mark.parametrize("name", WHOLE)
def test_an_ordinary_file_of_each_format_is_taken(name: str) -> None:
    assert name.rpartition(".")[2].lower() in FORMATS[judged(name, WHOLE[name])].endings


def test_every_format_stands_among_the_ordinary_files() -> None:
    assert {judged(name, content) for name, content in WHOLE.items()} == set(FORMATS)
    assert {"pdf", "docx", "eml"} <= set(ENDINGS)


@pytest.mark.parametrize("name", WHOLE)
def test_no_file_is_taken_under_the_name_of_another_format(name: str) -> None:
    texts = {"txt", "csv", "eml"}
    own = judged(name, WHOLE[name])
    for form in FORMATS.values():
        if form.id != own and not {form.id, own} <= texts:
            assert refused(f"fil.{form.endings[0]}", WHOLE[name]) in (DISAGREES, CUT, BROKEN), form.id


@pytest.mark.parametrize("name", ["a.exe", "a.html", "a.svg", "a.zip", "a", "pdf", "a.pdf.js", "a.docm", "a.", ".pdf/"])
def test_other_names_are_not_taken(name: str) -> None:
    assert refused(name, pdf()) == UNKNOWN


@pytest.mark.parametrize("name", [name for name in WHOLE if not name.endswith((".txt", ".csv", ".eml"))])
def test_a_file_that_is_cut_off_is_told_so_or_is_broken(name: str) -> None:
    whole = WHOLE[name]
    for left in (len(whole) // 2, len(whole) - 5):
        assert refused(name, whole[:left]) in (CUT, BROKEN)


def test_an_empty_file_is_empty() -> None:
    assert refused("a.pdf", b"") == EMPTY


@pytest.mark.parametrize(
    "content",
    [
        pdf(b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"),
        pdf(b"<< /S /J#61vaScript /JS (x) >>"),
        pdf(packed=b"<< /S /JavaScript /JS (x) >>"),
        pdf(packed=b"<< /S /Launch /F (calc.exe) >>"),
        pdf(b"<< /Type /EmbeddedFile /Length 1 >>\nstream\nx\nendstream"),
        pdf(b"<< /S /SubmitForm /F (http://example.org) >>"),
        pdf(b"<< /XFA [] >>"),
        pdf(b"<< /Subtype /RichMedia >>"),
    ],
)
def test_a_pdf_that_runs_something_is_not_taken(content: bytes) -> None:
    assert refused("a.pdf", content) == ACTIVE


def test_a_locked_pdf_is_told_so() -> None:
    assert refused("a.pdf", pdf(trailer=b"/Encrypt 9 0 R")) == LOCKED
    assert judged("a.pdf", pdf(b"<< /EncryptMetadata false >>")) == "pdf"


def test_objects_packed_in_a_way_we_cannot_read_are_refused() -> None:
    odd = b"<< /Type /ObjStm /N 1 /First 4 /Filter /LZWDecode /Length 4 >>\nstream\nabcd\nendstream"
    assert refused("a.pdf", pdf(odd)) == BROKEN


def test_words_in_a_pdfs_text_are_no_names() -> None:
    assert judged("a.pdf", pdf(b"<< /Title (JavaScript for beginners) >>")) == "pdf"


@pytest.mark.parametrize(
    "content",
    [
        docx(more={"word/vbaProject.bin": b"x"}),
        docx(more={"word/embeddings/oleObject1.bin": b"x"}),
        docx(more={"word/activeX/activeX1.xml": "<a/>"}),
        docx(more={"word/afchunk.mht": b"x"}),
        docx("<w:altChunk r:id='1'/>"),
        docx("<w:p><w:r><w:instrText>DD</w:instrText></w:r><w:r><w:instrText>EAUTO c:\\cmd</w:instrText></w:r></w:p>"),
        docx(more={"word/_rels/settings.xml.rels": "<Relationships><Relationship Type='x/attachedTemplate' "
                "Target='http://example.org/x.dotm' TargetMode='External'/></Relationships>"}),
        package({"[Content_Types].xml": "<Types>application/vnd.ms-word.document.macroEnabled.main+xml</Types>"}),
        docx(more={"customXml/item1.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
    ],
)  # fmt: skip
def test_a_word_file_that_runs_or_fetches_something_is_not_taken(content: bytes) -> None:
    assert refused("a.docx", content) == ACTIVE


def test_a_word_file_with_an_ordinary_link_is_taken() -> None:
    link = ("<Relationships><Relationship Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
            "hyperlink' Target='https://example.org' TargetMode='External'/></Relationships>")  # fmt: skip
    assert judged("a.docx", docx(more={"word/_rels/document.xml.rels": link})) == "docx"


@pytest.mark.parametrize(
    "content",
    [
        odf(more={"Basic/Standard/script-lb.xml": "<a/>"}),
        odf(more={"Scripts/python/x.py": "x"}),
        odf(content="<office:event-listeners/>"),
        odf(content="<text:a xlink:href='vnd.sun.star.script:x'/>"),
        odf(content="<draw:object-ole/>"),
    ],
)
def test_an_open_document_that_runs_something_is_not_taken(content: bytes) -> None:
    assert refused("a.odt", content) == ACTIVE


def test_locked_packages_are_told_so() -> None:
    assert refused("a.odt", odf(more={"META-INF/manifest.xml": "<manifest:encryption-data/>"})) == LOCKED
    assert refused("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == LOCKED
    flagged = bytearray(docx())
    directory = flagged.index(b"PK\x01\x02")
    flagged[6] |= 1
    flagged[directory + 8] |= 1
    assert refused("a.docx", bytes(flagged)) == LOCKED


def test_a_bomb_is_refused_by_what_it_says_and_by_what_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused("a.docx", docx(more={"word/media/a.png": bytes(packed.MOST_UNPACKED)})) == BOMB
    monkeypatch.setattr(packed, "MOST_OF_ONE", 1 << 20)
    assert refused("a.docx", docx("<w:p/>" * (1 << 18))) == BOMB
    monkeypatch.setattr(packed, "MOST_ENTRIES", 5)
    assert refused("a.docx", docx(more={f"word/media/{n}.png": b"" for n in range(6)})) == BOMB


def test_a_package_that_lies_about_its_sizes_is_refused() -> None:
    whole = bytearray(docx("<w:p/>" * 100_000))
    entry = zipfile.ZipFile(BytesIO(bytes(whole))).getinfo("word/document.xml")
    at = bytes(whole).index(b"PK\x01\x02", entry.header_offset)
    while bytes(whole)[at + 46 : at + 46 + 17] != b"word/document.xml":
        at = bytes(whole).index(b"PK\x01\x02", at + 1)
    whole[at + 24 : at + 28] = struct.pack("<I", 10)
    assert refused("a.docx", bytes(whole)) == BROKEN


def test_files_that_share_their_bytes_are_refused() -> None:
    whole = bytearray(docx(more={"word/a.xml": "<a/>" * 5000, "word/b.xml": "<a/>" * 5000}))
    first = bytes(whole).index(b"word/a.xml", bytes(whole).index(b"PK\x01\x02"))
    second = bytes(whole).index(b"word/b.xml", bytes(whole).index(b"PK\x01\x02"))
    whole[second - 4 : second] = whole[first - 4 : first]
    assert refused("a.docx", bytes(whole)) == BROKEN


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a\\b", "c:x", "word/../../x.xml"])
def test_packages_with_paths_out_of_themselves_are_refused(name: str) -> None:
    assert refused("a.docx", docx(more={name: "x"})) == BROKEN


def test_something_before_or_after_a_package_or_picture_is_refused() -> None:
    assert refused("a.docx", b"#!/bin/sh\n" + docx()) == DISAGREES
    assert refused("a.docx", docx() + b"%PDF-1.7") == CUT
    assert refused("a.png", files.png() + docx()) == BROKEN
    assert refused("a.png", files.png(60_000, 60_000)) == BOMB


@pytest.mark.parametrize("text", ["<!DOCTYPE html><script>x</script>", " \n<svg onload=x>", "<?php x", "#!/bin/sh",
                                  "\ufeff<html>", "{\\rtf1 x}", "%!PS"])  # fmt: skip
def test_markup_in_disguise_is_no_text(text: str) -> None:
    assert refused("a.txt", text.encode()) == DISAGREES


@pytest.mark.parametrize("content", [b"a\x00b", b"a\x1b[31m", bytes(range(1, 9)), b"MZ\x90\x00\x03", b"\xff\xfe\x00"])
def test_what_is_no_text_is_no_text(content: bytes) -> None:
    assert refused("a.txt", content) == BROKEN


@pytest.mark.parametrize(
    "text",
    ["a;=1+1", "=cmd|' /C calc'!A0", 'a;"=HYPERLINK(""x"")"', "a,@SUM(A1)", "+cmd|x!A", "-2+3+cmd|x", "a\n＝1+1",
     "a;  =SUM(1)", "\ufeff=1+1", "a;\u200b=X(1)"],
)  # fmt: skip
def test_a_table_that_calculates_is_not_taken(text: str) -> None:
    assert refused("a.csv", text.encode()) == ACTIVE


@pytest.mark.parametrize("text", ["a;-5", "a;+46 8 123", "a@example.org;b", "a;1=2", "=;b", "a;'=1+1"])
def test_ordinary_cells_are(text: str) -> None:
    assert judged("a.csv", text.encode()) == "csv"


def test_a_formula_on_the_edge_of_a_piece_is_found() -> None:
    for before in range(256 * 1024 - 3, 256 * 1024 + 3):
        assert refused("a.csv", b"x" * (before - 1) + b"\n=SUM(1)") == ACTIVE
    assert judged("a.csv", (b"x" * 100 + b"\n") * 9000) == "csv"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (eml(("x.exe", "application/octet-stream", b"MZ")), UNKNOWN),
        (eml(("a.pdf", "application/pdf", pdf(b"<< /S /JavaScript >>"))), ACTIVE),
        (eml(("a.docx", "x/y", docx(more={"word/vbaProject.bin": b"x"}))), ACTIVE),
        (eml(html="<script>alert(1)</script>"), ACTIVE),
        (b"Subject: x\r\n\r\nno sender", DISAGREES),
        (b"just words\n", DISAGREES),
        (b"From: a@b\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
         + b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 300 + b"--b--", BOMB),
    ],
)  # fmt: skip
def test_a_letter_is_judged_with_its_attachments(content: bytes, why: Reason) -> None:
    assert refused("a.eml", content) == why


def test_letters_within_letters_are_looked_into() -> None:
    inner = eml(("a.pdf", "application/pdf", pdf(b"<< /S /Launch >>")))
    outer = (b"From: a@b\r\nSubject: x\r\nContent-Type: message/rfc822\r\n\r\n" + inner)  # fmt: skip
    assert refused("a.eml", outer) == ACTIVE
    assert judged("a.eml", eml(("logo.gif", "image/gif", b"GIF89a...."))) == "eml"
