"""An extract: found everywhere it stands, nobody else in it, seen by the right people, signed byte for byte."""

import io
import json
from pathlib import Path

import pytest
import yaml
from django.urls import reverse
from jsonschema import Draft202012Validator
from pypdf import PdfReader

import paxweb.rights
from paxweb.rights.actions import issue
from paxweb.rights.models import Volume, VolumeState
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
