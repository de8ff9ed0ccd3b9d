"""Protected fields: a lead gives the right per item, whoever has it opens one at a time, others meet nothing."""

from datetime import timedelta

import pytest
from django.test import Client

from paxweb.accounts.keys import subject_key
from paxweb.accounts.models import Clearance, Role
from paxweb.frame.clock import now, today
from paxweb.intake.models import Item, Sealed, Subject, Withheld
from paxweb.intake.sealing import seal_row
from paxweb.ledger.models import Entry
from paxweb.seal.boxes import sealing_key
from paxweb.signals.actions.give_protected import give_protected
from paxweb.signals.actions.refused import Refused
from tests.office.signals.conftest import Unit
from tests.office.world import sign_in

CANARY = "Kanariegatan 17"


@pytest.fixture
def item(unit: Unit) -> Item:
    """A listed item whose subject's address is withheld."""
    found = unit.listed(drawn=False)
    subject = Subject.objects.filter(item=found, main=True).get()
    subject.address = CANARY
    subject.save()
    key = subject_key(found.board_id)
    assert key is not None
    seal_row(subject, ("address",), found.pk, ["f" * 64], sealing_key(key), now())
    return found


def _page(item: Item) -> str:
    return f"/sv/uppgift/{item.pk}/skyddat/"


def test_whoever_was_given_the_right_opens_one_field_and_the_log_says_so(
    unit: Unit, item: Item, client: Client
) -> None:
    give_protected(unit.actor("Bob"), item, unit.user("Alice").pk, today() + timedelta(days=30), "brev ska skickas")
    alice = sign_in(client, unit.user("Alice"))
    shown = alice.get(_page(item))
    assert shown.status_code == 200
    assert CANARY not in shown.content.decode()
    box = Sealed.objects.get(item=item)
    asked = {"box": str(box.pk), "field": "address", "purpose": "contact"}
    opened = alice.post(_page(item), asked)
    assert CANARY in opened.content.decode()
    assert opened["Cache-Control"] == "no-store"
    lines = Entry.objects.filter(act="protected.reveal", user_id=unit.user("Alice").pk, purpose="contact")
    assert [line.detail["field"] for line in lines] == ["address"]
    assert CANARY not in str(list(Entry.objects.values()))
    assert alice.post(_page(item), {**asked, "field": "label"}).status_code == 404
    assert alice.post(_page(item), {**asked, "purpose": "curiosity"}).status_code == 400


@pytest.mark.parametrize("name", ["Bob", "Carol"])
def test_nobody_else_meets_the_page_not_even_the_lead_who_gave_it(
    unit: Unit, item: Item, client: Client, name: str
) -> None:
    give_protected(unit.actor("Bob"), item, unit.user("Alice").pk, today(), "brev ska skickas")
    assert sign_in(client, unit.user(name)).get(_page(item)).status_code == 404


def test_the_right_is_for_one_item_and_ends(unit: Unit, item: Item, client: Client) -> None:
    give_protected(unit.actor("Bob"), item, unit.user("Alice").pk, today(), "brev ska skickas")
    alice = sign_in(client, unit.user("Alice"))
    other = Item.objects.exclude(pk=item.pk).first()
    assert other is not None
    assert alice.get(_page(other)).status_code == 404
    given = Clearance.objects.filter(role=Role.PROTECTED_HANDLER, item_id=item.pk)
    given.update(from_date=today() - timedelta(days=2), to_date=today() - timedelta(days=1))
    assert alice.get(_page(item)).status_code == 404


@pytest.mark.parametrize(("name", "days"), [("Bob", 5), ("Alice", 31), ("Alice", -1), ("Dana", 5)])
def test_a_lead_gives_it_to_no_outsider_not_to_themselves_and_not_for_long(
    unit: Unit, item: Item, name: str, days: int
) -> None:
    with pytest.raises(Refused):
        give_protected(unit.actor("Bob"), item, unit.user(name).pk, today() + timedelta(days=days), "brev ska skickas")
    assert not Clearance.objects.filter(role=Role.PROTECTED_HANDLER).exists()


def test_the_lead_gives_it_on_a_page(unit: Unit, item: Item, client: Client) -> None:
    bob = sign_in(client, unit.user("Bob"))
    until = (today() + timedelta(days=3)).isoformat()
    filled = {"to": str(unit.user("Alice").pk), "give_until": until, "give_reason": "brev ska skickas"}
    assert bob.post(f"{_page(item)}ge/", filled).status_code == 302
    assert Clearance.objects.get(role=Role.PROTECTED_HANDLER).user_id == unit.user("Alice").pk


def test_what_was_withheld_comes_back_only_when_a_person_confirms_it(unit: Unit, item: Item, client: Client) -> None:
    bob, page = sign_in(client, unit.user("Bob")), f"{_page(item)}upphort/"
    assert bob.post(page, {"sure": "checked"}).status_code == 400, "nobody's protection has ended"
    Withheld.objects.create(item=item, subject_key="f" * 64, since=now(), ended_at=now())
    assert bob.get(page).status_code == 200
    assert bob.post(page, {}).status_code == 400
    assert Subject.objects.get(item=item, main=True).address == ""
    assert bob.post(page, {"sure": "checked"}).status_code == 302
    assert Subject.objects.get(item=item, main=True).address == CANARY
    assert Entry.objects.filter(act="protected.lift", kind="change").count() == 1
