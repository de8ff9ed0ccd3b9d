"""Somebody with two accounts is one person: no rule of two people is kept by both."""

import pytest

from paxweb.accounts.binding import same_person
from paxweb.accounts.clearances.limits import NotAllowed, demand_another
from paxweb.accounts.models import StaffKey
from paxweb.cases.models import Event
from paxweb.rights.limits import must_be_another
from tests.office.cases.conftest import desk as desk
from tests.office.cases.test_signing import suspected
from tests.office.cases.unit import Desk
from tests.office.world import HOUSING

pytestmark = pytest.mark.django_db


def bound_alike(desk: Desk) -> None:
    """Vera's account is bound to Bob's number."""
    key = StaffKey.objects.get(user=desk.user("Bob"), board=HOUSING).key
    StaffKey.objects.filter(user=desk.user("Vera"), board=HOUSING).update(key=key)


def test_two_accounts_of_one_number_are_one_person(desk: Desk) -> None:
    bob, vera = desk.user("Bob").pk, desk.user("Vera").pk
    assert same_person(bob, bob)
    assert not same_person(bob, vera, None)
    assert not same_person(bob)
    bound_alike(desk)
    assert same_person(bob, vera)
    for refuse in (demand_another, must_be_another):
        with pytest.raises(NotAllowed):
            refuse(desk.actor("Bob"), vera)


def test_nobody_signs_their_own_by_another_account(desk: Desk) -> None:
    case, _ = suspected(desk)
    bound_alike(desk)
    assert desk.sign("Vera", case).status_code == 409
    assert not Event.objects.filter(case=case).exists()
