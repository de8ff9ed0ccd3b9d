"""Ways round a letter's rules: an address in the line above it, a rule that lets nobody be met, a later paper."""

from io import BytesIO
from typing import Any

import pytest

from paxweb.cases import rooms
from paxweb.cases.actions.do_step import do_step, sign
from paxweb.cases.actions.doing import Doing
from paxweb.cases.models import Case, Event, Proposal
from paxweb.cases.types import type_of
from paxweb.documents.actions.keep import Given, keep
from paxweb.documents.models import Direction
from paxweb.frame.clock import today
from paxweb.letters.actions import finish
from paxweb.letters.actions.shared import digest_of
from paxweb.letters.contents import all_letters
from paxweb.letters.delivering import Delivery
from paxweb.signals.actions.refused import Refused
from tests.office.documents.files import pdf
from tests.office.letters.conftest import Bureau
from tests.office.letters.test_letters import TALKED, inquiry, refusal

pytestmark = pytest.mark.django_db
ELSEWHERE = ("151 32 Södertälje",)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Dana Dahl, Björkgatan 4", ELSEWHERE),
        ("Dana Dahl", ("Björkgatan", "4", *ELSEWHERE)),
        ("Dana Dahl Björkgatan", ("4", *ELSEWHERE)),
        ("Dana Dahl", ("Björkgatan nr 4", *ELSEWHERE)),
    ],
)
def test_the_address_in_question_is_known_in_the_name_and_on_two_lines(
    bureau: Bureau, name: str, address: tuple[str, ...]
) -> None:
    case = inquiry(bureau)
    with pytest.raises(Refused) as refused:
        bureau.letter(case, "communication", delivery=Delivery.BY_MAIL, name=name, address=address)
    assert refused.value.reason.word == "address_in_question"


def test_no_letter_asks_whom_the_rule_says_that_nobody_contacts(bureau: Bureau) -> None:
    case = inquiry(bureau)
    row = bureau.letter(case, "documents")
    Case.objects.filter(pk=case.pk).update(first_contact="authority_only")
    case.refresh_from_db()
    assert refusal(bureau, case, row) == "authority_only"


def uploaded(bureau: Bureau, case: Case, words: str) -> None:
    """A notice somebody wrote elsewhere."""
    given = Given("Uppsägning", "notice", "notice.pdf", today(), Direction.MADE)
    keep(bureau.actor("Bob"), case, given, BytesIO(pdf(f"({words})".encode())))


def test_two_people_sign_the_very_paper_that_was_uploaded_and_no_later_one(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = bureau.case("housing_company")
    bureau.steps(case, *TALKED)
    uploaded(bureau, case, "Den ena")
    case.refresh_from_db()
    words = ["Det som behövde skrivas."] * len(type_of(case).steps["notice"].write)
    do_step(bureau.actor("Bob"), case, Doing("notice", "end_of_term", words), case.version)
    proposal = Proposal.objects.get(case=case)
    assert len(proposal.covers) == 1
    case.refresh_from_db()
    uploaded(bureau, case, "Den andra")
    with pytest.raises(Refused) as refused:
        sign(bureau.actor("Erik"), case, proposal.pk, proposal.digest)
    assert refused.value.reason.word == "changed"
    assert not Event.objects.filter(case=case, step="notice").exists()


def test_what_is_answered_while_a_letter_is_printed_stops_it(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    case = bureau.case("housing_company")
    bureau.steps(case, *TALKED)
    row = bureau.letter(case, "correct")
    press = finish.signed_pdf

    def meanwhile(*given: Any) -> bytes:  # noqa: ANN401  as the function it stands in for
        printed = press(*given)
        monkeypatch.setattr(finish, "signed_pdf", press)
        bureau.steps(Case.objects.get(pk=case.pk), ("violence_question", "yes"))
        return printed

    digest = digest_of(press(bureau.actor("Alice"), row, all_letters()["correct"]))
    monkeypatch.setattr(finish, "signed_pdf", meanwhile)
    with pytest.raises(Refused):
        finish.sign(bureau.actor("Alice"), case, row, all_letters()["correct"], row.version, digest)
    row.refresh_from_db()
    assert row.finished_at is None


def test_the_room_of_letters_is_asked(bureau: Bureau) -> None:
    assert rooms._covers, "the tests above rest on it"
