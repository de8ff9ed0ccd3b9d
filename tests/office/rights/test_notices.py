"""A notice that a signature is awaited leads to the exact place to sign, for as long as it waits there."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from paxweb.accounts.models import Notice
from paxweb.accounts.walls import recuse_pairs
from paxweb.cases.models import Case
from paxweb.frame.clock import today
from paxweb.rights.actions.correct import Proposal, propose_correction, sign_correction
from paxweb.rights.actions.delete import Proposed, propose_deletion
from paxweb.rights.actions.issue import propose, take_back
from paxweb.rights.drafts import open_draft
from paxweb.rights.models import Correction
from tests.office.rights.unit import Year, work_through
from tests.office.world import HOUSING

pytestmark = pytest.mark.django_db


def notices(year: Year, name: str) -> str:
    """Somebody's notices."""
    return year.browser(name).get(reverse("accounts:notices", args=["sv"])).content.decode().split("<main")[1]


def leads(year: Year, name: str, *place: object) -> bool:
    """Whether somebody's notices lead there."""
    return f'href="{reverse(f"rights:{place[0]}", args=["sv", *place[1:]])}"' in notices(year, name)


def test_an_extract_leads_to_where_it_is_signed_until_it_is_taken_back(year: Year) -> None:
    case = work_through(year)
    volume = year.volume(year.asked())
    recuse_pairs([(year.user("Lena").pk, case.pk)])
    propose(year.actor("Rita"), volume, "sv")
    assert leads(year, "Bob", "sign", volume.pk)
    assert Notice.objects.filter(kind="rights.sign").count() == 1, "not the one who is kept away, nor the one who asks"
    take_back(year.actor("Rita"), volume)
    assert not leads(year, "Bob", "sign", volume.pk)
    assert "väntar på din underskrift" in notices(year, "Bob"), "it was told, and leads nowhere any more"


def test_a_correction_leads_there_until_it_is_signed(year: Year) -> None:
    work_through(year)
    volume = year.volume(year.asked())
    lines = open_draft(HOUSING, volume.pk, volume.draft).lines
    line, value = next((line, value) for line in lines for value in line.values if line.place and value.value)
    said = Proposal(refuse=False, new="rätt", ground="intyg", reason="fel i registret")
    made = propose_correction(year.actor("Rita"), volume, line.id, value.name, said)
    assert leads(year, "Bob", "sign_correction", made.pk)
    assert not leads(year, "Rita", "sign_correction", made.pk)
    assert not leads(year, "Alice", "sign_correction", made.pk)
    sign_correction(year.actor("Bob"), Correction.objects.get(), made.digest, yes=True)
    assert not leads(year, "Lena", "sign_correction", made.pk)


def test_a_deletion_leads_to_whoever_decides(year: Year) -> None:
    case = work_through(year)
    Case.objects.filter(pk=case.pk).update(ended_on=today() - timedelta(days=4000), state="closed")
    proposed = Proposed("cases", today() - timedelta(days=3000), "KS § 12", "SKB 2026/00099")
    made = propose_deletion(year.actor("Rita"), HOUSING, proposed)
    assert isinstance(made.pk, UUID)
    assert leads(year, "Bob", "sign_deletion", HOUSING, made.pk)
    assert not leads(year, "Rita", "sign_deletion", HOUSING, made.pk)
