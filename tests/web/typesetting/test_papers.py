"""What is printed lasts, can be read aloud, holds nothing of the machine, and cannot be made to hold more."""

import io
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdf
import pytest

from paxweb.typesetting import (
    Heading,
    Items,
    NotPrinted,
    Paper,
    Paragraph,
    Rows,
    Run,
    Signatures,
    plain,
    print_paper,
    tidy,
    typeset,
    unprintable,
)
from paxweb.typesetting.paper import Block

MADE = datetime(2026, 11, 23, 12, 30, 5, tzinfo=UTC)


def paper(*blocks: Block, **more: Any) -> Paper:  # noqa: ANN401  whatever a test changes
    """A paper with these blocks."""
    told = {"title": "Vi vill veta vad du säger", "language": "sv", "made_at": MADE, "author": "Bostadsbolaget", **more}
    return Paper(blocks=blocks, **told)


WHOLE = paper(
    Heading("Vad vi har sett"),
    Paragraph((*plain("Du fick ett brev den "), Run("3 maj", strong=True), *plain("."))),
    Items((plain("ett"), plain("två"))),
    Rows("Händelser", ("Dag", "Vad"), (("2026-01-02", "Samtal"), ("2026-01-03", "Brev")), (1, 3)),
    Signatures(("Alice Alm",)),
    sender=("Bostadsbolaget", "Storgatan 1"),
    receiver=("Dana Dahl",),
    particulars=(("Dag", "23 november 2026"),),
)


@pytest.fixture(scope="module")
def reader() -> pypdf.PdfReader:
    """The whole paper, as a reader of PDFs opens it."""
    return pypdf.PdfReader(io.BytesIO(print_paper(WHOLE)))


def _kinds(node: Any) -> set[str]:  # noqa: ANN401  a PDF's own objects
    found: set[str] = set()
    waiting = [node]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            found |= {str(one["/S"])} if "/S" in one else set()
            waiting += [one["/K"]] if "/K" in one else []
    return found


def _root(reader: pypdf.PdfReader) -> Any:  # noqa: ANN401  a PDF's own objects
    return reader.trailer["/Root"]


def test_it_says_that_it_is_pdf_a_2a_and_pdf_ua_1(reader: pypdf.PdfReader) -> None:
    told = _root(reader)["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfaid:part>2<", told)
    assert re.search(r"pdfaid:conformance>A<", told)
    assert re.search(r"pdfuaid:part>1<", told)


def test_it_is_tagged_with_a_title_a_language_and_headings(reader: pypdf.PdfReader) -> None:
    root = _root(reader)
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  a PDF's own boolean
    assert str(root["/Lang"]).lower().startswith("sv")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712  a PDF's own boolean
    assert reader.metadata is not None
    assert reader.metadata.title == WHOLE.title
    assert reader.metadata.creation_date == MADE
    kinds = _kinds(root["/StructTreeRoot"])
    assert {"/H1", "/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Caption"} <= kinds


def test_it_carries_its_own_fonts_and_nothing_that_acts(reader: pypdf.PdfReader) -> None:
    resources: list[Any] = [page["/Resources"] for page in reader.pages]
    found = [font.get_object() for one in resources for font in one["/Font"].values()]
    fonts = {str(font["/BaseFont"]) for font in found}
    assert fonts
    assert all("Libertinus" in font for font in fonts)
    raw = print_paper(WHOLE)
    for word in (b"/JavaScript", b"/EmbeddedFile", b"/Launch", b"/URI", b"/OpenAction", b"/AcroForm"):
        assert word not in raw


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert print_paper(WHOLE) == print_paper(WHOLE)
    assert print_paper(WHOLE) != print_paper(paper(*WHOLE.blocks))


def test_each_page_has_its_number_and_a_long_table_its_head_again() -> None:
    rows = tuple((f"2026-01-{day:02}", "Något hände") for day in range(1, 30)) * 6
    pages = pypdf.PdfReader(io.BytesIO(print_paper(paper(Rows("Händelser", ("Dag", "Vad"), rows))))).pages
    texts = [page.extract_text() for page in pages]
    assert len(texts) > 3
    assert all(f"Sida {number} av {len(texts)}" in text for number, text in enumerate(texts, 1))
    assert all("Dag Vad" in text for text in texts[1:])


@pytest.mark.parametrize("word", ["x" * 300, "W" * 200, "ab" * 32, "/en/mycket/lång/sökväg" * 20])
def test_a_long_word_stays_on_the_page(word: str) -> None:
    """Each piece of it is set within the margins (25 mm on A4)."""
    for block in (Paragraph(plain(word)), Rows("Tabell", ("A", "B", "C"), ((word, "b", "c"),), (1, 1, 1))):
        page = pypdf.PdfReader(io.BytesIO(print_paper(paper(block)))).pages[0]
        assert word in "".join(page.extract_text().split())
        widest = max((len(line) for line in page.extract_text().split("\n") if set(line) <= set(word)), default=0)
        assert widest <= (40 if isinstance(block, Paragraph) else 20)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("a\u202eb", "U+202E"), ("a\u2066b", "U+2066"), ("a\u200bb", "U+200B"), ("a\u00adb", "U+00AD"),
        ("a\x00b", "U+0000"), ("a\tb", "U+0009"), ("a\x1b[31m", "U+001B"), ("a\ue000", "U+E000"),
        ("a\u2028b", "U+2028"),
        ("z\u0301\u0302\u0303\u0304", "U+0303"), ("\ufeffa", "U+FEFF"), ("👩‍👧", "U+200D"), ("😀", "U+1F600"),
        ("漢字", "U+6F22"),
    ],
)  # fmt: skip
def test_a_sign_that_cannot_be_shown_is_refused_by_its_code(text: str, sign: str) -> None:
    with pytest.raises(NotPrinted) as refused:
        print_paper(paper(Paragraph(plain(text))))
    assert refused.value.sign == sign
    assert text not in str(refused.value)


def test_half_a_character_is_refused_too() -> None:
    assert unprintable("a\ud800b") == "U+D800"


def test_a_text_is_tidied_without_losing_a_sign_that_shows() -> None:
    assert tidy("  a\u0308r\r\nvad\r ") == "är\nvad"
    assert unprintable(tidy("är\nvad\u00a0sagt")) is None


def test_what_takes_too_long_is_stopped() -> None:
    with pytest.raises(NotPrinted, match="too much time or memory"):
        print_paper(paper(Paragraph(plain("ord " * 600_000))), seconds=1)


def test_what_is_too_long_is_not_begun() -> None:
    with pytest.raises(NotPrinted, match="too long"):
        print_paper(paper(Paragraph(plain("x" * 5_000_000))))


def test_a_layout_of_ones_own_sees_its_data_and_no_file_beside_its_folder(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (tmp_path / "secret.txt").write_text("hemligt")
    layout = own / "own.typ"
    head = '#set document(title: "T")\n#set text(lang: "sv", font: "Libertinus Serif")\n#title()\n'
    layout.write_text(head + "#text(json(bytes(sys.inputs.data)).said)")
    text = pypdf.PdfReader(io.BytesIO(typeset(layout, {"said": "#emph[så]"}))).pages[0].extract_text()
    assert "#emph[så]" in text
    layout.write_text(head + '#read("../secret.txt")')
    with pytest.raises(NotPrinted):
        typeset(layout, {})
    layout.write_text(head + '#import "@preview/cetz:0.3.0"')
    with pytest.raises(NotPrinted):
        typeset(layout, {})


def test_a_picture_without_words_is_refused(tmp_path: Path) -> None:
    """typst's own check of PDF/UA, which the layouts rest on, is on."""
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    (tmp_path / "a.svg").write_text(drawn)
    layout = tmp_path / "a.typ"
    head = '#set document(title: "T")\n#set text(lang: "sv", font: "Libertinus Serif")\n#title()\n'
    layout.write_text(head + '#image("a.svg")')
    with pytest.raises(NotPrinted, match="PDF/UA-1"):
        typeset(layout, {})


def test_a_paper_says_at_once_what_it_lacks() -> None:
    with pytest.raises(ValueError, match="as many cells"):
        Rows("T", ("A", "B"), (("a",),))
    with pytest.raises(ValueError, match="time zone"):
        paper(made_at=datetime(2026, 1, 1))  # noqa: DTZ001  the refusal is what is tested
    with pytest.raises(ValueError, match="Swedish or English"):
        paper(language="de")
