"""What somebody declared can be ended by an access officer, and by nobody else; what registers say cannot."""

import pytest
from django.urls import reverse

from paxweb.accounts.clearances.actions.declare import declare
from paxweb.accounts.models import Declared, Notice, Recusal, Role, StaffKey
from paxweb.cases.models import Case
from paxweb.ledger.models import Entry
from tests.office.cases.unit import Desk
from tests.office.world import HOUSING

pytestmark = pytest.mark.django_db
NUMBER = "197001012384"


def about(desk: Desk) -> Case:
    """A case about somebody, whom Bob then declares to be close to him."""
    return desk.open(HOUSING, "housing_company", subject_kind="person", subject_id=NUMBER)


def sees(desk: Desk, name: str, case: Case) -> bool:
    """Whether somebody may open it."""
    return desk.browser(name).get(reverse("cases:case", args=["sv", case.pk])).status_code == 200


def end(desk: Desk, name: str, of: str, **fields: object) -> int:
    """What the page answers."""
    address = reverse("accounts:ending_declared", args=["sv", HOUSING, desk.user(of).pk])
    first = Declared.objects.filter(user=desk.user(of)).order_by("pk").first()
    given = {"declared": first.pk if first else 0, "reason": "Skild sedan i våras.", **fields}
    return desk.browser(name).post(address, given).status_code


def test_an_access_officer_ends_it_with_a_reason_and_a_day_and_the_person_is_told(desk: Desk) -> None:
    desk.world.person("Olga", (HOUSING, Role.ACCESS_OFFICER))
    case = about(desk)
    declare(desk.actor("Bob"), "person", NUMBER)
    assert not sees(desk, "Bob", case)
    assert end(desk, "Bob", "Bob") == 404, "not the person themself"
    assert end(desk, "Vera", "Bob") == 404, "nor a lead"
    assert end(desk, "Olga", "Bob", reason="") == 200
    assert not sees(desk, "Bob", case)
    assert desk.user("Bob").name in desk.browser("Olga").get(f"/sv/accounts/boards/{HOUSING}/").content.decode()
    assert end(desk, "Olga", "Bob") == 302
    assert sees(desk, "Bob", case)
    ended = Declared.objects.filter(user=desk.user("Bob"))
    assert {(row.ended_by_id, row.reason) for row in ended} == {(desk.user("Olga").pk, "Skild sedan i våras.")}
    assert all(row.withdrawn_at for row in ended)
    assert Notice.objects.filter(user=desk.user("Bob"), kind="declared.ended").exists()
    entry = Entry.objects.get(act="access.end_declared")
    assert "Skild" not in str(entry.detail)
    assert end(desk, "Olga", "Bob") == 404, "there is nothing left to end"


def test_an_access_officer_does_not_end_their_own(desk: Desk) -> None:
    desk.world.person("Olga", (HOUSING, Role.ACCESS_OFFICER), (HOUSING, Role.INVESTIGATOR))
    case = about(desk)
    declare(desk.actor("Olga"), "person", NUMBER)
    assert end(desk, "Olga", "Olga") == 200
    assert Recusal.objects.filter(user=desk.user("Olga"), item_id=case.pk).exists()


@pytest.mark.parametrize("first", ["declared", "registers"])
def test_what_registers_say_too_is_not_ended(desk: Desk, first: str) -> None:
    desk.world.person("Olga", (HOUSING, Role.ACCESS_OFFICER))
    if first == "declared":
        declare(desk.actor("Bob"), "person", NUMBER)
    case = about(desk)
    key = case.parties.get().subject_key
    StaffKey.objects.update_or_create(user=desk.user("Bob"), board_id=HOUSING, defaults={"key": key})
    again = about(desk)
    if first == "registers":
        declare(desk.actor("Bob"), "person", NUMBER)
    assert not sees(desk, "Bob", again)
    assert end(desk, "Olga", "Bob") == 302
    assert not sees(desk, "Bob", again), "the case is about him, by the number he is bound to"


def test_two_declarations_of_the_same_are_ended_one_by_one(desk: Desk) -> None:
    desk.world.person("Olga", (HOUSING, Role.ACCESS_OFFICER))
    case = about(desk)
    declare(desk.actor("Bob"), "person", NUMBER)
    declare(desk.actor("Bob"), "person", NUMBER)
    assert end(desk, "Olga", "Bob") == 302
    assert not sees(desk, "Bob", case), "what still stands keeps him away"
