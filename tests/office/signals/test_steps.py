"""What people do with an item: taken by one, answered blind, cleared with every explanation, never overwritten."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from paxweb.accounts.models import Absence, Clearance
from paxweb.accounts.walls import recuse_pairs
from paxweb.frame.clock import now, today
from paxweb.intake import reading
from paxweb.intake.models import Item, Subject
from paxweb.ledger.models import Entry
from paxweb.signals.actions.answer_blind import answer_blind
from paxweb.signals.actions.ask_more import ask_more
from paxweb.signals.actions.assign import assign
from paxweb.signals.actions.clear import Clearing, clear
from paxweb.signals.actions.forget_draws import forget_draws
from paxweb.signals.actions.give_back import give_back_all
from paxweb.signals.actions.hand_over import hand_over
from paxweb.signals.actions.put_off import put_off
from paxweb.signals.actions.refused import Refused
from paxweb.signals.actions.take import take
from paxweb.signals.models import FirstAnswer, SecondReading, Seen, State, Work
from tests.office.signals.conftest import Unit
from tests.office.world import HOUSING, sign_in

pytestmark = pytest.mark.django_db


def read(unit: Unit, item: Item, answer: Seen = Seen.YES, by: str = "Alice") -> Item:
    """Taken and answered blind; the item as it then is."""
    take(unit.actor(by), item)
    answer_blind(unit.actor(by), item, answer, "två saker", unit.version(item))
    return Item.objects.get(pk=item.pk)


def test_of_two_people_one_gets_the_item_and_the_other_is_told(unit: Unit) -> None:
    item = unit.listed(drawn=False)
    take(unit.actor("Alice"), item)
    with pytest.raises(Refused, match="taken"):
        take(unit.actor("Bob"), item)
    assert Work.objects.get(item=item).taken_by == unit.user("Alice")


def test_until_the_blind_answer_every_outward_step_is_refused(unit: Unit) -> None:
    item = unit.listed(drawn=False)
    alice = unit.actor("Alice")
    take(alice, item)
    version, later = unit.version(item), today() + timedelta(days=7)
    steps: tuple[Callable[[], None], ...] = (
        lambda: clear(alice, item, Clearing("x" * 9), version),
        lambda: put_off(alice, item, later, "väntar", version),
        lambda: ask_more(alice, item, "hyresgästen", "hur bor ni", "", version),
        lambda: hand_over(alice, item, unit.user("Bob").pk, "ta den", "", version),
    )
    for step in steps:
        with pytest.raises(Refused, match="unread"):
            step()
    assert reading.question_of(alice, item) is None
    assert reading.question_of(alice, read_on(unit, item)) is not None


def read_on(unit: Unit, item: Item) -> Item:
    answer_blind(unit.actor("Alice"), item, Seen.YES, "två saker", unit.version(item))
    return Item.objects.get(pk=item.pk)


def test_a_change_made_from_an_old_page_overwrites_nothing(unit: Unit) -> None:
    item = read(unit, unit.listed(drawn=False))
    alice, old = unit.actor("Alice"), unit.version(item)
    put_off(alice, item, today() + timedelta(days=3), "väntar", old)
    with pytest.raises(Refused, match="changed"):
        clear(alice, item, Clearing("allt stämmer"), old)
    assert Work.objects.get(item=item).state == State.PUT_OFF


def test_nothing_starts_from_a_draw_without_a_ground_of_its_own(unit: Unit) -> None:
    item = read(unit, unit.listed(drawn=True))
    alice = unit.actor("Alice")
    with pytest.raises(Refused, match="no_ground"):
        ask_more(alice, item, "hyresgästen", "hur bor ni", " ", unit.version(item))
    ask_more(alice, item, "hyresgästen", "hur bor ni", "eget tips, JB 12 kap.", unit.version(item))
    assert Work.objects.get(item=item).state == State.MORE


def test_a_draw_answered_no_is_closed_and_forgotten_after_thirty_days_but_still_counted(unit: Unit) -> None:
    item = read(unit, unit.listed(drawn=True), Seen.NO)
    assert Work.objects.get(item=item).state == State.CLEARED
    SecondReading.objects.all().delete()
    assert forget_draws(HOUSING, now() + timedelta(days=29)) == 0
    assert forget_draws(HOUSING, now() + timedelta(days=31)) == 1
    assert not Item.objects.filter(pk=item.pk).exists()


def test_the_second_reader_does_not_see_the_first_answer_nor_the_question(unit: Unit, client: Client) -> None:
    item = read(unit, unit.listed(drawn=False))
    clear(unit.actor("Alice"), item, Clearing("Allt stämmer enligt akten."), unit.version(item))
    SecondReading.objects.update_or_create(item=item, defaults={"first_user": unit.user("Alice"), "chosen_at": now()})
    bob = sign_in(client, unit.user("Bob"))
    page = bob.get(f"/sv/uppgift/{item.pk}/").content.decode()
    assert "två saker" not in page
    assert "Allt stämmer enligt akten." not in page
    assert "Frågan gäller" not in page
    assert "Ta den och svara" in page
    take(unit.actor("Bob"), item)
    answer_blind(unit.actor("Bob"), item, Seen.NO, "inget", unit.version(item))
    assert list(FirstAnswer.objects.filter(item=item).order_by("again").values_list("answer", flat=True)) == [
        "yes",
        "no",
    ]
    assert "Frågan gäller" in bob.get(f"/sv/uppgift/{item.pk}/").content.decode()


def test_another_item_about_the_same_subject_tells_the_second_reader_nothing_beforehand(
    unit: Unit, client: Client
) -> None:
    cleared = read(unit, unit.listed(drawn=False))
    clear(unit.actor("Alice"), cleared, Clearing("Allt stämmer enligt akten."), unit.version(cleared))
    SecondReading.objects.all().delete()
    other = read(unit, unit.listed(drawn=False), by="Bob")
    Subject.objects.filter(item__in=[cleared.pk, other.pk], main=True).update(subject_key="ab" * 32)
    bob, alice = sign_in(client, unit.user("Bob")), sign_in(Client(), unit.user("Alice"))
    place, page = f"/sv/uppgift/{cleared.pk}/", f"/sv/uppgift/{other.pk}/"
    assert place in bob.get(page).content.decode()
    SecondReading.objects.create(item=cleared, first_user=unit.user("Alice"), chosen_at=now())
    assert place not in bob.get(page).content.decode()
    assert place in alice.get(page).content.decode(), "who read it first knows how it ended"
    SecondReading.objects.update(answered_at=now())
    assert place in bob.get(page).content.decode()


def test_an_item_to_be_read_again_is_not_told_from_one_never_read_by_its_number_of_changes(
    unit: Unit, client: Client
) -> None:
    cleared = read(unit, unit.listed(drawn=False))
    clear(unit.actor("Alice"), cleared, Clearing("Allt stämmer enligt akten."), unit.version(cleared))
    given = {"first_user": unit.user("Alice"), "chosen_at": now()}
    SecondReading.objects.update_or_create(item=cleared, defaults=given)
    week = sign_in(client, unit.user("Bob")).get(f"/sv/vecka/{HOUSING}/").content.decode()
    rows = re.findall(r"uppgift/([0-9a-f-]{36})/ta/.*?name=\"version\" value=\"(\d+)\"", week, re.DOTALL)
    again = [int(number) for key, number in rows if key == str(cleared.pk)]
    fresh = [int(number) for key, number in rows if key != str(cleared.pk)]
    assert len(again) == 1
    assert len(set(fresh)) == len(fresh) > 10
    assert {len(str(number)) for number in (*again, *fresh)} == {9}


def test_a_lead_who_hands_out_an_item_in_conflict_hears_not_available(unit: Unit, client: Client) -> None:
    item = unit.listed(drawn=False)
    recuse_pairs([(unit.user("Carol").pk, item.pk)])
    with pytest.raises(Refused, match="not_available"):
        assign(unit.actor("Bob"), item, unit.user("Carol").pk, unit.version(item))
    bob = sign_in(client, unit.user("Bob"))
    sent = {"to": unit.user("Carol").pk, "version": unit.version(item)}
    told = bob.post(f"/sv/uppgift/{item.pk}/dela-ut/", sent)
    assert told.status_code == 409
    assert "Inte tillgänglig" in told.content.decode()
    Absence.objects.create(
        user=unit.user("Alice"), board=unit.board, from_date=today(), to_date=today(), said_by=unit.user("Alice"),
        said_at=now(),
    )  # fmt: skip
    away = bob.post(f"/sv/uppgift/{item.pk}/dela-ut/", {**sent, "to": unit.user("Alice").pk})
    assert told.content.decode().count("Inte tillgänglig") == away.content.decode().count("Inte tillgänglig") == 1


def test_absence_gives_back_what_somebody_holds(unit: Unit) -> None:
    opened, unread = read(unit, unit.listed(drawn=False)), unit.listed(drawn=False)
    take(unit.actor("Alice"), unread)
    assert give_back_all(unit.user("Alice").pk, HOUSING) == 2
    assert Work.objects.get(item=unread).state == State.IN_WEEK
    assert Work.objects.get(item=opened).taken_by is None
    take(unit.actor("Bob"), opened)


def test_a_reader_may_read_but_neither_take_nor_answer(unit: Unit, client: Client) -> None:
    item = unit.listed(drawn=False)
    dana = sign_in(client, unit.user("Dana"))
    assert dana.get(f"/sv/uppgift/{item.pk}/").status_code == 200
    assert dana.post(f"/sv/uppgift/{item.pk}/ta/", {"version": 0}).status_code == 404
    with pytest.raises(PermissionDenied):
        take(unit.actor("Dana"), item)


def test_each_step_leaves_one_line(unit: Unit) -> None:
    item = unit.listed(drawn=False)
    read(unit, item)
    acts = [line.act for line in Entry.objects.order_by("id") if line.items == [str(item.pk)] and line.kind == "change"]
    assert acts == ["item.take", "item.answer"]


def test_clearances_of_a_colleague_that_ended_make_them_not_available(unit: Unit) -> None:
    item = read(unit, unit.listed(drawn=False))
    Clearance.objects.filter(user=unit.user("Carol")).update(ended_at=now())
    with pytest.raises(Refused, match="not_available"):
        hand_over(unit.actor("Alice"), item, unit.user("Carol").pk, "ta den", "", unit.version(item))
