"""Nothing of a lease case is taken out for a party, a court or an authority before the question of violence is no."""

import pytest

from paxweb.cases.models import Case, Event
from paxweb.documents.models import Aim, Export
from paxweb.frame.clock import now
from tests.office.documents.conftest import Desk

pytestmark = pytest.mark.django_db


def asked(desk: Desk, answer: str) -> None:
    """The question of violence, and its answer."""
    seq = Event.objects.filter(case=desk.case).count() + 1
    Event.objects.create(
        case=desk.case, seq=seq, step="violence_question", answer=answer, by=desk.world.people["Alice"], at=now(),
        digest="0" * 64,
    )  # fmt: skip


@pytest.mark.parametrize("form", ["utskrift", "pdf", "csv"])
def test_not_before_the_answer_is_no(desk: Desk, form: str) -> None:
    Case.objects.filter(pk=desk.case.pk).update(casetype="housing_company", state="checked")
    browser, reason = desk.browser("Alice"), "Behövs till förhandlingen"

    def taken(aim: str) -> int:
        return browser.post(desk.address(f"uttag/{form}/"), {"aim": aim, "reason": reason}).status_code

    for aim in (Aim.PARTY, Aim.COURT, Aim.AUTHORITY):
        assert taken(aim) == 409
    asked(desk, "yes")
    assert taken(Aim.COURT) == 409
    assert not Export.objects.exists()
    assert taken(Aim.HANDLING) == taken(Aim.RECORDS) == 200
    asked(desk, "no")
    assert taken(Aim.COURT) == 200
