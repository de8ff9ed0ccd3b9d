"""Two people sign: not oneself, exactly these words and documents, and not after anything has changed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from paxweb.accounts.models import Absence, Notice, Role
from paxweb.cases import rooms
from paxweb.cases.actions.do_step import sign
from paxweb.cases.models import Case, Event, Proposal
from paxweb.frame.clock import now, today
from paxweb.signals.actions.refused import Refused
from tests.office.cases.unit import Desk
from tests.office.world import HOUSING, sign_in

pytestmark = pytest.mark.django_db


def suspected(desk: Desk) -> tuple[Case, Proposal]:
    """A case in which Bob has proposed that crime is suspected."""
    case = desk.open(HOUSING, "housing_company")
    assert desk.step("Bob", case, "crime_suspected").status_code == 302
    case.refresh_from_db()
    return case, Proposal.objects.get(case=case)


def test_a_step_for_two_holds_nothing_before_the_second_has_signed(desk: Desk) -> None:
    case, _ = suspected(desk)
    assert Event.objects.filter(case=case).count() == 0
    assert desk.sign("Vera", case).status_code == 302
    event = Event.objects.get(case=case)
    assert (event.by_id, event.second_id) == (desk.user("Bob").pk, desk.user("Vera").pk)


def test_nobody_signs_their_own(desk: Desk) -> None:
    case, _ = suspected(desk)
    assert desk.sign("Bob", case).status_code == 409
    assert Event.objects.filter(case=case).count() == 0


def test_an_investigator_does_not_sign(desk: Desk) -> None:
    case, proposal = suspected(desk)
    assert desk.post("Alice", "sign", case, proposal.pk, digest=proposal.digest, sure="on").status_code == 404


@pytest.mark.parametrize("field", ["written", "answer", "step", "day", "extra", "covers", "by_id"])
def test_not_a_word_may_change_between_the_two(desk: Desk, field: str) -> None:
    case, proposal = suspected(desk)
    other = {
        "written": ["Något annat."], "answer": "yes", "step": "police_report", "day": today(),
        "extra": {"met": True}, "covers": ["0" * 64], "by_id": desk.user("Alice").pk,
    }  # fmt: skip
    Proposal.objects.filter(pk=proposal.pk).update(**{field: other[field]})
    with pytest.raises(Refused):
        sign(desk.actor("Vera"), case, proposal.pk, proposal.digest)
    assert Event.objects.filter(case=case).count() == 0


def test_another_digest_than_the_shown_one_signs_nothing(desk: Desk) -> None:
    case, proposal = suspected(desk)
    assert desk.post("Vera", "sign", case, proposal.pk, digest="f" * 64, sure="on").status_code == 409
    assert desk.post("Vera", "sign", case, proposal.pk, digest=proposal.digest).status_code == 400
    assert Event.objects.filter(case=case).count() == 0


def test_what_a_step_sends_is_signed_with_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = ["a" * 64]
    monkeypatch.setattr(rooms, "_covers", [lambda *_: tuple(sent)])
    case, proposal = suspected(desk)
    assert proposal.covers == ["a" * 64]
    sent[0] = "b" * 64
    assert desk.sign("Vera", case).status_code == 409
    sent[0] = "a" * 64
    assert desk.sign("Vera", case).status_code == 302


def test_what_waits_falls_when_the_case_changes(desk: Desk) -> None:
    case, proposal = suspected(desk)
    assert desk.step("Alice", case, "check_registers").status_code == 302
    assert desk.post("Vera", "sign", case, proposal.pk, digest=proposal.digest, sure="on").status_code == 404
    proposal.refresh_from_db()
    assert proposal.withdrawn_at is not None
    assert [event.step for event in Event.objects.filter(case=case)] == ["check_registers"]


def test_a_note_beside_it_does_not_undo_what_waits(desk: Desk) -> None:
    case, _ = suspected(desk)
    assert desk.post("Alice", "note", case, note="Ett samtal har kommit in.").status_code == 302
    assert desk.sign("Vera", case).status_code == 302


def test_a_signature_is_given_once(desk: Desk) -> None:
    case, proposal = suspected(desk)
    assert desk.sign("Vera", case).status_code == 302
    case.refresh_from_db()
    with pytest.raises(Refused):
        sign(desk.actor("Vera"), case, proposal.pk, proposal.digest)
    assert Event.objects.filter(case=case).count() == 1


def test_whoever_proposes_takes_it_back_and_a_colleague_does_not(desk: Desk) -> None:
    case, proposal = suspected(desk)
    assert desk.post("Alice", "take_back", case, proposal_id=proposal.pk).status_code == 404
    assert desk.post("Bob", "take_back", case, proposal_id=proposal.pk).status_code == 302
    assert desk.post("Vera", "sign", case, proposal.pk, digest=proposal.digest, sure="on").status_code == 404


def test_whoever_may_sign_is_told_that_something_waits_and_nothing_of_what(desk: Desk) -> None:
    away = desk.world.person("Disa", (HOUSING, Role.LEAD))
    Absence.objects.create(user=away, board_id=HOUSING, from_date=today(), to_date=today(), said_by=away, said_at=now())
    case, proposal = suspected(desk)
    told = Notice.objects.filter(kind="case.sign", item_id=case.pk)
    assert [notice.user_id for notice in told] == [desk.user("Vera").pk]
    page = desk.browser("Vera").get(reverse("accounts:notices", args=["sv"])).content.decode()
    assert "väntar på din underskrift" in page
    assert case.title not in page
    place = reverse("cases:sign", args=["sv", case.pk, proposal.pk])
    assert f'href="{place}"' in page, "it leads to the exact place to sign"
    assert desk.post("Bob", "take_back", case, proposal_id=proposal.pk).status_code == 302
    assert place not in desk.browser("Vera").get(reverse("accounts:notices", args=["sv"])).content.decode()


def test_a_sensitive_step_asks_for_a_factor_just_seen(desk: Desk) -> None:
    case = desk.open(HOUSING, "housing_company")
    old = sign_in(Client(), desk.user("Bob"), at=now() - timedelta(minutes=6))
    for page in ("step", "fresh_step"):
        answer = old.get(reverse(f"cases:{page}", args=["sv", case.pk, "crime_suspected"]), follow=True)
        assert answer.redirect_chain, "a stale factor opens a sensitive step"
        assert "/sign-in/again/" in answer.redirect_chain[-1][0]
    address = reverse("cases:step", args=["sv", case.pk, "crime_suspected"])
    old.post(address, {"version": case.version, "write_0": "Skrivet i prov."})
    assert Proposal.objects.filter(case=case).count() == 0


def test_the_second_person_needs_a_factor_just_seen(desk: Desk) -> None:
    case, proposal = suspected(desk)
    old = sign_in(Client(), desk.user("Vera"), at=now() - timedelta(minutes=6))
    address = reverse("cases:sign", args=["sv", case.pk, proposal.pk])
    answer = old.post(address, {"digest": proposal.digest, "sure": "on"})
    assert answer.status_code == 302
    assert "/sign-in/again/" in answer["Location"]
    assert Event.objects.filter(case=case).count() == 0


def test_two_who_write_at_once_never_overwrite_each_other(desk: Desk) -> None:
    case = desk.open(HOUSING, "housing_company")
    seen = case.version
    assert desk.post("Alice", "step", case, "check_registers", version=seen, write_0="Den första.").status_code == 302
    second = desk.post("Bob", "step", case, "told", version=seen)
    assert second.status_code == 409
    owner = desk.post("Bob", "owner", case, version=seen, owner=desk.user("Vera").pk)
    assert owner.status_code == 409
    diary = desk.post("Alice", "register", case, version=seen, diary_number="D 1")
    assert diary.status_code == 409
    assert "Någon har ändrat" in diary.content.decode()
    case.refresh_from_db()
    assert (case.owner_id, case.diary_number) == (desk.user("Alice").pk, "")
