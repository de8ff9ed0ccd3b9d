"""An extract: found everywhere it stands, nobody else in it, seen by the right people, signed byte for byte."""

import io
import json
import re
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from jsonschema import Draft202012Validator
from pypdf import PdfReader

import paxweb.rights
from paxweb.cases.models import Case, Consent, Party
from paxweb.cases.types import type_of
from paxweb.frame.clock import now
from paxweb.intake.models import Edge, Evidence, SheetRow, Subject
from paxweb.rights.actions import issue
from paxweb.rights.holdings import GOES_ALONG, HELD, NOBODY, How, fields_told, held, uncovered
from paxweb.rights.models import Volume
from paxweb.rights.naming import in_words
from paxweb.rights.wording import has_word, known
from tests.office.rights.canaries import OTHERS, fill
from tests.office.rights.unit import XERXES, YLVA, ZARA, Year, work_through

pytestmark = pytest.mark.django_db
SCHEMA = Path(paxweb.rights.__file__).with_name("extract.schema.yml")


def issued(year: Year, volume: Volume, language: str = "sv") -> tuple[str, str]:
    """The JSON and the PDF's text of a volume, proposed by Rita and signed by Bob."""
    digest = issue.propose(year.actor("Rita"), volume, language)
    issue.sign(year.actor("Bob"), Volume.objects.get(pk=volume.pk), digest)
    pdf, data = issue.files_of(Volume.objects.get(pk=volume.pk))
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return data.decode(), text


def test_an_extract_holds_what_the_board_holds_and_nobody_else(year: Year) -> None:
    work_through(year)
    data, text = issued(year, year.volume(year.asked()))
    told = json.loads(data)
    Draft202012Validator(yaml.safe_load(SCHEMA.read_text(encoding="utf-8"))).validate(told)
    kinds = {row["kind"] for part in told["parts"] for row in part["rows"]}
    assert {"intake.Subject", "intake.SheetRow", "cases.Case", "cases.Note", "documents.Document"} <= kinds
    assert "Ringde Xerxes Kanariefågel" in data
    for said in (data, " ".join(text.split())):
        for other in (YLVA, ZARA):
            assert other.number not in said
            assert other.id not in said
            assert other.name not in said
        assert "Alice" not in said
    assert XERXES.number in text


def test_every_model_of_the_office_stands_in_the_list_of_holdings() -> None:
    assert uncovered() == [], "say in paxweb/rights/holdings.py how it can be about somebody, or why it cannot"


def test_the_list_names_no_model_or_column_that_is_gone() -> None:
    there = {model._meta.label: {column.name for column in model._meta.concrete_fields} for model in apps.get_models()}
    named = {*(each.model for each in HELD), *GOES_ALONG, *NOBODY}
    assert sorted(named - set(there)) == []
    general = {"item", "case", "run", "seq", "item_id"}
    assert [(each.model, name) for each in HELD for name in set(each.inner) - general - there[each.model]] == []


def test_every_column_that_is_told_has_a_word() -> None:
    silent = [
        f"{holding.model}.{column.name}"
        for how in How
        for holding, model in held(how)
        for column in fields_told(holding, model)
        if not known(column.name)
    ]
    assert silent == [], "give it a word in paxweb/rights/words.yml"


def test_every_code_that_is_told_has_a_word() -> None:
    silent = {
        f"{column.name}: {code}"
        for how in How
        for holding, model in held(how)
        for column in fields_told(holding, model)
        for code, _ in column.choices or ()
        if code and not has_word(str(code))
    }
    assert silent == set(), "give it a word in paxweb/rights/words.yml"


def test_a_case_is_told_in_words_and_never_in_codes(year: Year) -> None:
    case = work_through(year)
    data, text = issued(year, year.volume(year.asked()))
    casetype = type_of(case)
    for told in (data, " ".join(text.split())):
        assert casetype.title.sv in told
        assert casetype.states[case.state].title.sv in told
        assert not re.search(r": (housing_company|HO|keys_back)\b", told)
    for step in casetype.steps.values():
        assert in_words(f"step:{casetype.id}", step.id, "en") == step.title.en
        for answer, says in step.answers.items():
            assert in_words(f"answer:{casetype.id}/{step.id}", answer, "sv") == says.sv
    assert in_words("step:gone", "talk", "sv") == "talk"


def test_a_column_that_is_not_told_says_why() -> None:
    assert all(reason for each in HELD for reason in each.inner.values())


def test_a_canary_in_every_column_is_found_and_no_other_persons(year: Year) -> None:
    case = work_through(year)
    more = OTHERS.format(name=YLVA.name, number=YLVA.number, id=YLVA.id, address=YLVA.address)
    written = set[str]()
    for root in (year.item(XERXES), year.item(XERXES, "HO-05"), case):
        written |= fill(root, year.user("Alice"), more)
    theirs = others_rows(year, case)
    assert len(written) > 40
    data, text = issued(year, year.volume(year.asked()))
    assert sorted(sign for sign in written if sign not in data.lower()) == []
    flat = "".join(text.lower().split())
    assert sorted(sign for sign in written if sign not in flat) == []
    for said in (data.lower(), flat):
        for word in (
            YLVA.name,
            YLVA.number,
            YLVA.id,
            YLVA.home,
            "provgatan 2,",
            *theirs,
            ZARA.name,
            ZARA.number,
            "alice",
        ):
            assert "".join(word.lower().split()) not in "".join(said.split()), word


def others_rows(year: Year, case: Case) -> set[str]:
    """Rows about Ylva alone, in Xerxes's own item and case, with canaries of her own."""
    item = year.item(XERXES)
    her = {"kind": "person", "entity_id": YLVA.id, "subject_key": "e" * 64, "label": YLVA.name, "main": False}
    Subject.objects.create(item=item, run=item.run, address="ylvas.adress hemma", **her)
    for model in (SheetRow, Evidence):
        facts = {"person_id": YLVA.id, "note": "ylvas.rad"}
        source = {"table": "residences", "register": "navet", "delivery_id": "d", "file": "f"}
        model.objects.create(item=item, run=item.run, seq=99, row_key="ylvas.nyckel", facts=facts, **source)
    ends = {"from_kind": "person", "from_id": YLVA.id, "to_kind": "person", "to_id": ZARA.id}
    Edge.objects.create(item=item, run=item.run, **ends, to_label="ylvas.koppling", relation="relations")
    Party.objects.create(case=case, address="ylvas.partsadress", **her)
    Consent.objects.create(
        case=case, event_seq=1, name=YLVA.name, purpose="ylvas.samtycke", given=True, told_may_refuse=True,
        child_present=False, interpreter=False, at=now(),
    )  # fmt: skip
    return {"ylvas.adress", "ylvas.rad", "ylvas.nyckel", "ylvas.koppling", "ylvas.partsadress", "ylvas.samtycke"}
