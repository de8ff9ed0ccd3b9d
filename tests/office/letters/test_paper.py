"""A letter's PDF: each fact stands in its text once, and beside the facts nothing but the letter's own words."""

import io
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pax.letters import COLUMNS, FactKind, Letter, Receiver, Value
from paxweb.letters.delivering import WAYS, Delivery
from paxweb.letters.papering import Letterhead, paper_of, tidied
from paxweb.typesetting import Heading, Items, Paper, Paragraph, Rows, Signatures
from paxweb.typesetting.paper import as_data
from paxweb.typesetting.press import printed
from paxweb.typesetting.printing import _LAYOUT
from tests.engine.letters.examples import NAMES, WRITTEN, record

MADE = datetime(2026, 11, 23, 12, tzinfo=UTC)
MARKUP = "#*_$@<>[]{}()\\\"'`~-=/+&%|^!?;:,. "
LETTERS = "abcdefghijklmnopqrstuvwxyzåäöéüñABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ0123456789"
PLACED = st.text(alphabet=LETTERS + MARKUP, min_size=0, max_size=60)
LIVELY = st.sampled_from(
    ["#emph[x]", "*fet*", "$x^2$", '#read("/etc/passwd")', "// tyst", "/* tyst */", "= Rubrik", "- punkt", "@ref",
     "<l>",
     "\\", "--- –", '"citat"', "#let x = 1", "#import \"@preview/a:1.0.0\"", "https://example.org", "Ærø Łódź",
     "x" * 200, "{{ board }}", "{matter}", "**stark**"]
)  # fmt: skip


def pdf_of(paper: Paper) -> bytes:
    """The PDF, by the press itself in this process."""
    answer = printed(_LAYOUT, json.dumps(as_data(paper)), int(paper.made_at.timestamp()))
    assert answer[:1] == b"+", answer[1:200]
    return answer[1:]


def bare(text: str) -> str:
    """The signs of a text without its blanks: where a line is broken tells nothing."""
    return "".join(text.split())


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def expected(paper: Paper) -> str:
    """Every text of a paper in the order a reader meets it."""
    found = [*paper.sender, *paper.receiver]
    found += [f"{name}: {value}" for name, value in paper.particulars]
    found.append(paper.title)
    for block in paper.blocks:
        match block:
            case Heading(text, _):
                found.append(text)
            case Paragraph(runs):
                found += [run.text for run in runs]
            case Items(items):
                found += ["•" + "".join(run.text for run in runs) for runs in items]
            case Rows(caption, columns, rows, _):
                found += [caption, *columns, *(cell for row in rows for cell in row)]
            case Signatures(lines):
                found += lines
    return bare("".join(found))


def without_footers(pages: list[str], paper: Paper) -> str:
    """The text of all pages, page numbers and the repeated heads of tables taken away."""
    heads = {bare("".join(block.columns)) for block in paper.blocks if isinstance(block, Rows)}
    whole = ""
    for number, page in enumerate(pages, 1):
        word, of = ("Sida", "av") if paper.language == "sv" else ("Page", "of")
        foot = bare(f"{word}{number}{of}{len(pages)}")
        text = bare(page)
        assert text.endswith(foot) or text.startswith(foot) or foot in text
        text = text.replace(foot, "", 1)
        if number > 1:
            head = next((head for head in heads if text.startswith(head)), "")
            text = text[len(head) :]
        whole += text
    return whole


def paper(letter: Letter, language: str, facts: Mapping[str, Value], **head: Any) -> Paper:  # noqa: ANN401  any field
    """A letter on paper with those facts."""
    plain = Letterhead(
        day=date(2026, 11, 23), number="QnumberZ 2026/7", sender=("QsenderZ 1", "151 31 QtownZ"), name="QnameZ Qvist",
        delivery=WAYS[letter.receiver][0],
    )  # fmt: skip
    signers = ("QaliceZ Alm", "QbobZ Berg")
    heading, kept = replace(plain, **head), tidied(facts)
    return paper_of(letter, heading, kept, language, board="QboardZ", made_at=MADE, signers=signers)


def marked(letter: Letter, language: str, words: list[str]) -> tuple[dict[str, Value], list[str]]:
    """A record in which every fact holds its own mark, and the marks as they stand on paper."""
    facts: dict[str, Value] = record(letter, language)
    marks = []
    for number, fact in enumerate(letter.facts.values()):
        mark, word = f"Q{number}fact{fact.id}Z", words[number % len(words)]
        match fact.kind:
            case FactKind.LINE | FactKind.TEXT:
                facts[fact.id] = f"{mark} {word}".strip()
            case FactKind.LIST:
                facts[fact.id] = [f"{mark} {word}".strip(), f"Q{number}second{fact.id}Z"]
                marks.append(f"Q{number}second{fact.id}Z")
            case FactKind.DAY | FactKind.MONEY | FactKind.PLAN:
                continue
            case kind:
                cells = [f"Q{number}cell{at}{fact.id}Z" for at in range(len(COLUMNS[kind]))]
                facts[fact.id] = [cells]
                marks += cells
                continue
        marks.append(mark)
    return facts, marks


@pytest.mark.parametrize(("letter", "language"), WRITTEN, ids=NAMES)
@settings(max_examples=12, deadline=None)
@given(words=st.lists(PLACED | LIVELY, min_size=1, max_size=9))
def test_every_fact_stands_once_and_nothing_stands_beside_the_letters_words(
    letter: Letter, language: str, words: list[str]
) -> None:
    facts, marks = marked(letter, language, words)
    made = paper(letter, language, facts)
    pages = pages_of(pdf_of(made))
    text = without_footers(pages, made)
    assert text == expected(made)
    head = ["QnumberZ", "QsenderZ", "QtownZ", "QboardZ", "QaliceZ", "QbobZ"]
    head += [] if letter.receiver is Receiver.FILE else ["QnameZ"]
    assert {mark: text.count(mark) for mark in [*marks, *head]} == dict.fromkeys([*marks, *head], 1)


@pytest.mark.parametrize(("letter", "language"), WRITTEN, ids=NAMES)
def test_days_and_amounts_of_a_record_stand_once(letter: Letter, language: str) -> None:
    made = paper(letter, language, record(letter, language))
    text = without_footers(pages_of(pdf_of(made)), made)
    for run in (run for block in made.blocks if isinstance(block, Paragraph) for run in block.runs):
        assert bare(run.text) in text
    assert text == expected(made)


def test_a_letter_by_post_shows_the_address_and_no_other_letter_does() -> None:
    letter = next(one for one, _ in WRITTEN if one.id == "communication")
    facts = record(letter, "sv")
    by_post = paper(letter, "sv", facts, delivery=Delivery.BY_MAIL, address=("QstreetZ 1", "151 32 QcityZ"))
    in_box = paper(letter, "sv", facts, delivery=Delivery.MAILBOX, address=("QstreetZ 1", "151 32 QcityZ"))
    passed_on = paper(letter, "sv", facts, delivery=Delivery.SKATTEVERKET, address=("QstreetZ 1",))
    assert "QstreetZ 1" in "".join(pages_of(pdf_of(by_post)))
    assert "QstreetZ" not in "".join(pages_of(pdf_of(in_box)))
    told = "".join(pages_of(pdf_of(passed_on)))
    assert "QstreetZ" not in told
    assert "Förmedlas av Skatteverket" in told


@pytest.mark.parametrize("name", ["שרה כהן", "دانا", "Ελένη Παπαδοπούλου", "Юлія Шевченко", "Łukasz Żółć", "Ngũgĩ"])
def test_a_name_in_another_script_is_shown_as_it_is(name: str) -> None:
    """A script that is written from the right stands in the order it is drawn, so only its signs are compared."""
    letter = next(one for one, _ in WRITTEN if one.id == "communication")
    made = paper(letter, "sv", record(letter, "sv"), name=name)
    text = without_footers(pages_of(pdf_of(made)), made)
    assert sorted(text) == sorted(expected(made))


def test_the_test_can_fail() -> None:
    letter = next(one for one, _ in WRITTEN if one.id == "communication")
    made = paper(letter, "sv", record(letter, "sv"))
    other = paper(letter, "sv", {**record(letter, "sv"), "contact": "någon annan"})
    assert without_footers(pages_of(pdf_of(made)), made) != expected(other)
