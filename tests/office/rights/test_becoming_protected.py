"""Somebody becomes protected after copies of them were made: no copy is shown, signed or handed over any more."""

import json
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse

from pax.vocabulary.hiding import hidden
from paxweb.accounts.access import machine
from paxweb.accounts.keys import subject_key
from paxweb.cases.models import Case, Note
from paxweb.frame.clock import now, today
from paxweb.intake.models import ProtectedKey, Run
from paxweb.intake.withholding import withhold
from paxweb.rights.actions.correct import Proposal, propose_correction, sign_correction
from paxweb.rights.actions.records import Asked, open_records
from paxweb.rights.collecting import collect
from paxweb.rights.drafts import open_draft
from paxweb.rights.models import Correction, Record, Volume, VolumeState
from paxweb.rights.searching import search
from tests.office.rights.test_pages import post, shown
from tests.office.rights.unit import XERXES, YLVA, Year, work_through
from tests.office.world import HOUSING

pytestmark = pytest.mark.django_db
CANARY = "Bor hos sin syster"


def protect(who: Any = XERXES) -> None:  # noqa: ANN401  a person of the made-up board
    """The newest run names them as protected."""
    key = subject_key(HOUSING)
    assert key
    ProtectedKey.objects.create(run=Run.objects.get(), subject_key=hidden(key, "person", who.number))
    ProtectedKey.objects.create(run=Run.objects.get(), subject_key=hidden(key, "entity", who.id))
    with machine("machine:intake"):
        withhold(Run.objects.get(), key)


def with_note(year: Year) -> Case:
    """A case with a word in it that is in nothing else."""
    case = work_through(year)
    Note.objects.create(case=case, text=f"{CANARY}.", by=year.user("Alice"), at=now())
    return case


def kept() -> str:
    """Every value of every table, as text."""
    found = []
    for model in apps.get_models():
        columns = [each.attname for each in model._meta.concrete_fields if not isinstance(each, models.BinaryField)]
        found += [str(row) for row in model._default_manager.values_list(*columns)]
    return "\n".join(found)


def test_a_record_laid_beside_a_request_is_neither_shown_nor_given(year: Year) -> None:
    case = with_note(year)
    asked = open_records(year.actor("Rita"), HOUSING, Asked("Allt om saken", "", "D 1", today()))
    search(asked.pk, [case.number])
    rita = year.browser("Rita")
    record = next(each for each in Record.objects.filter(kind="note") if CANARY in shown(rita, "record", each.pk))
    assert post(rita, "record", record.pk, given="give").status_code == 302
    protect()
    page = shown(rita, "record", record.pk)
    assert CANARY not in page
    assert "skyddade" in page
    assert not post(rita, "record_file", record.pk).content.startswith(b"%PDF")
    for given in ({"given": "give"}, {"given": "masked", "passages": "Bor", "provision": "OSL 26:5"}):
        assert post(rita, "record", record.pk, **given).status_code == 400
    assert post(rita, "record", record.pk, given="withhold", provision="OSL 26:5").status_code == 302


def test_a_draft_of_an_extract_is_closed_until_it_is_collected_anew(year: Year) -> None:
    with_note(year)
    asked = year.asked()
    volume, rita = year.volume(asked), year.browser("Rita")
    assert CANARY in shown(rita, "volume", volume.pk)
    protect(YLVA)
    assert CANARY not in shown(rita, "volume", volume.pk)
    assert post(rita, "propose", volume.pk, language_of="sv", read="read").status_code == 409
    assert post(rita, "again", asked.pk).status_code == 302
    collect(asked.pk)
    anew = year.volume(asked)
    assert CANARY not in json.dumps([str(line) for line in open_draft(HOUSING, anew.pk, anew.draft).lines])
    assert post(rita, "propose", anew.pk, language_of="sv", read="read").status_code == 302


@pytest.mark.parametrize("state", [VolumeState.PROPOSED, VolumeState.ISSUED])
def test_a_fixed_extract_is_not_handed_over_or_signed(year: Year, state: str) -> None:
    with_note(year)
    volume, rita = year.volume(year.asked()), year.browser("Rita")
    assert post(rita, "propose", volume.pk, language_of="sv", read="read").status_code == 302
    Volume.objects.filter(pk=volume.pk).update(state=state)
    volume.refresh_from_db()
    protect()
    assert post(rita, "file", volume.pk, "json").status_code == 404
    assert post(year.browser("Bob"), "sign", volume.pk, digest=volume.digest, answer="yes").status_code == 404
    assert CANARY not in shown(rita, "volume", volume.pk)


def test_a_correction_is_withheld_with_what_it_corrects(year: Year) -> None:
    case = with_note(year)
    volume = year.volume(year.asked())
    draft = open_draft(HOUSING, volume.pk, volume.draft)
    line = next(each for each in draft.lines if each.model == "cases.Note" and CANARY in str(each.values))
    proposal = Proposal(False, f"{CANARY} i Skoby", "underlag", "Hen ringde själv.")
    made = propose_correction(year.actor("Rita"), volume, line.id, "text", proposal)
    sign_correction(year.actor("Bob"), made, made.digest, yes=True)
    page = reverse("cases:case", args=["sv", case.pk])
    assert f"{CANARY} i Skoby" in year.browser("Alice").get(page).content.decode()
    protect()
    assert Correction.objects.get().withheld
    assert CANARY not in kept()
    for name, where in (("Alice", page), ("Rita", reverse("rights:correction", args=["sv", made.pk]))):
        answer = year.browser(name).get(where)
        assert answer.status_code == 200
        assert CANARY not in answer.content.decode()
