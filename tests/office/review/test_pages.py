"""Olivia looks at the log: patterns first, a name only with a reason and a second person."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from paxweb.accounts.models import Notice, Role, User
from paxweb.frame.clock import now
from paxweb.frame.templatetags.pax import decimal
from paxweb.ledger.models import Entry, Kind
from paxweb.review.looking import Period, look
from paxweb.review.models import Reveal, Review
from tests.office.review.conftest import DAYS, MIDNIGHT, Write, fresh
from tests.office.world import HOUSING, SOCIAL, World, sign_in

PERIOD = Period(HOUSING, date(2026, 11, 1), date(2026, 11, 30))
WHY = "Läser tre gånger så mycket som kollegorna, på natten."


def letters(user: User) -> str:
    return look(PERIOD).letters[user.pk]


def address(rest: str = "", language: str = "sv") -> str:
    return f"/{language}/review/{HOUSING}/{rest}"


def asked(client: Client, dpo: User, about: User) -> Reveal:
    answer = fresh(client, dpo).post(address(f"people/{letters(about)}/name/{DAYS}"), {"reason": WHY})
    assert answer.status_code == 302
    return Reveal.objects.get()


def test_who_reads_more_than_colleagues_stands_out_by_letters_and_not_by_name(
    as_olivia: Client, alice: User, world: World, write: Write
) -> None:
    other, third = (world.person(name, (HOUSING, Role.INVESTIGATOR)) for name in ("Erik", "Fatima"))
    write(alice, times=40)
    write(other, times=10)
    write(third, times=12)
    page = as_olivia.get(address(DAYS)).content.decode()
    assert f"Person {letters(alice)}</a></th>" in page
    assert 'class="pax-strong"' in page
    for name in ("Alice", "Erik", "Fatima", "@example.org"):
        assert name not in page.replace("Olivia", "")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_is_there_in_both_languages(
    language: str, as_olivia: Client, olivia: User, alice: User, lars: User, write: Write
) -> None:
    write(alice, times=3)
    reveal = asked(as_olivia, olivia, alice)
    for rest in (DAYS, f"people/{letters(alice)}/{DAYS}", f"save/{DAYS}", "names/", f"names/{reveal.pk}/"):
        assert as_olivia.get(address(rest, language)).status_code == 200
    signer = fresh(Client(), lars)
    assert signer.get(f"/{language}/review/signatures/").status_code == 200
    assert signer.get(f"/{language}/review/signatures/{reveal.pk}/").status_code == 200


def test_letters_follow_no_figure_and_change_with_the_days(alice: User, bob: User, write: Write) -> None:
    write(alice, times=9)
    orders = set()
    for last in range(1, 15):
        given = look(Period(HOUSING, date(2026, 11, 1), date(2026, 11, 23) + timedelta(days=last))).letters
        orders.add(given[alice.pk] < given[bob.pk])
    assert orders == {True, False}


def test_a_name_takes_a_reason_and_a_second_person(
    as_olivia: Client, olivia: User, lars: User, alice: User, write: Write
) -> None:
    write(alice, times=20, at=MIDNIGHT)
    reveal = asked(as_olivia, olivia, alice)
    page = address(f"names/{reveal.pk}/")
    assert "Alice" not in as_olivia.post(page).content.decode()
    signer = fresh(Client(), lars)
    shown = signer.get(f"/sv/review/signatures/{reveal.pk}/").content.decode()
    assert WHY in shown
    assert "Alice" not in shown
    signer.post(f"/sv/review/signatures/{reveal.pk}/", {"answer": "yes"})
    assert "Alice" not in as_olivia.get(page).content.decode()
    assert "Alice" in as_olivia.post(page).content.decode()
    changes = Entry.objects.filter(kind=Kind.CHANGE, act__startswith="dpo.").order_by("id")
    assert [line.act for line in changes] == ["dpo.ask_name", "dpo.countersign", "dpo.reveal_name"]
    assert {line.detail["person"] for line in changes} == {alice.pk}


def test_a_no_shows_no_name(as_olivia: Client, olivia: User, lars: User, alice: User, write: Write) -> None:
    write(alice)
    reveal = asked(as_olivia, olivia, alice)
    fresh(Client(), lars).post(f"/sv/review/signatures/{reveal.pk}/", {"answer": "no"})
    assert "Alice" not in as_olivia.post(address(f"names/{reveal.pk}/")).content.decode()


def test_neither_the_one_looked_at_nor_who_asks_may_sign(
    as_olivia: Client, olivia: User, bob: User, world: World, write: Write
) -> None:
    write(bob)
    reveal = asked(as_olivia, olivia, bob)
    assert fresh(Client(), bob).get(f"/sv/review/signatures/{reveal.pk}/").status_code == 404
    assert str(reveal.pk) not in fresh(Client(), bob).get("/sv/review/signatures/").content.decode()
    both = world.person("Olle", (HOUSING, Role.DPO), (HOUSING, Role.LAWYER))
    reveal.delete()
    own = asked(Client(), both, bob)
    assert fresh(Client(), both).post(f"/sv/review/signatures/{own.pk}/", {"answer": "yes"}).status_code == 404
    assert Reveal.objects.get().signed is None


def test_a_signer_of_another_board_sees_nothing(
    as_olivia: Client, olivia: User, alice: User, world: World, write: Write
) -> None:
    write(alice)
    reveal = asked(as_olivia, olivia, alice)
    other = world.person("Sara", (SOCIAL, Role.LAWYER))
    assert fresh(Client(), other).get(f"/sv/review/signatures/{reveal.pk}/").status_code == 404


def test_who_may_sign_is_told_and_who_it_is_about_is_not(
    as_olivia: Client, olivia: User, bob: User, lars: User, write: Write
) -> None:
    write(bob)
    asked(as_olivia, olivia, bob)
    told = Notice.objects.filter(kind="name.asked")
    assert list(told.values_list("user_id", "about_id")) == [(lars.pk, olivia.pk)], "Bob leads, and could have signed"
    assert "namn i loggen" in sign_in(Client(), lars).get("/sv/accounts/notices/").content.decode()


def test_a_name_is_shown_for_thirty_days(
    as_olivia: Client, olivia: User, alice: User, lars: User, write: Write, settings: Settings
) -> None:
    write(alice)
    reveal = asked(as_olivia, olivia, alice)
    fresh(Client(), lars).post(f"/sv/review/signatures/{reveal.pk}/", {"answer": "yes"})
    later = now() + timedelta(days=30, minutes=1)
    settings.PAX_NOW = lambda: later
    assert "Alice" not in fresh(Client(), olivia).post(address(f"names/{reveal.pk}/")).content.decode()


def test_another_officer_does_not_get_the_name_one_asked_for(
    as_olivia: Client, olivia: User, alice: User, lars: User, world: World, write: Write
) -> None:
    write(alice)
    reveal = asked(as_olivia, olivia, alice)
    fresh(Client(), lars).post(f"/sv/review/signatures/{reveal.pk}/", {"answer": "yes"})
    second = world.person("Petra", (HOUSING, Role.DPO))
    assert fresh(Client(), second).post(address(f"names/{reveal.pk}/")).status_code == 404


def test_a_review_is_kept_as_it_was_without_names(as_olivia: Client, alice: User, write: Write) -> None:
    write(alice, times=12)
    form = {"outcome": "follow_up", "conclusion": "Pratas med chefen.", "first": "2026-11-01", "last": "2026-11-30"}
    answer = as_olivia.post(address("save/"), form)
    assert answer.status_code == 302
    write(alice, times=50)
    page = as_olivia.get(answer.headers["Location"]).content.decode()
    assert "Pratas med chefen." in page
    assert re.search(r"<td[^>]*>12</td>", page)
    assert "Alice" not in page
    assert str(alice.pk) not in str(Review.objects.get().figures["readings"]["rows"][0][0])
    assert Entry.objects.filter(act="dpo.save_review").count() == 1


def test_refusals_of_the_boards_people_are_seen(as_olivia: Client, alice: User, charlie: User, write: Write) -> None:
    write(alice, times=4, kind=Kind.REFUSAL, board="")
    write(charlie, times=9, kind=Kind.REFUSAL, board="")
    looked = look(PERIOD)
    assert looked.figures[alice.pk].refused == 4
    assert charlie.pk not in looked.figures


def test_the_same_person_read_by_many_is_seen_and_not_told_who(
    as_olivia: Client, alice: User, bob: User, dana: User, write: Write
) -> None:
    for reader in (alice, bob, dana):
        write(reader, about=("ab" * 32,), times=2)
    write(alice, about=("cd" * 32,), times=5)
    assert [(subject.readers, subject.readings) for subject in look(PERIOD).subjects] == [(3, 6)]
    assert "abab" not in as_olivia.get(address(DAYS)).content.decode()


def test_lines_of_another_board_or_other_days_are_not_counted(alice: User, write: Write) -> None:
    write(alice, times=2)
    write(alice, times=3, board=SOCIAL)
    write(alice, times=4, at=MIDNIGHT - timedelta(days=60))
    assert look(PERIOD).figures[alice.pk].readings == 2


def test_only_the_officer_of_the_board_comes_in(as_alice: Client, bob: User, world: World) -> None:
    stranger = world.person("Oskar", (SOCIAL, Role.DPO))
    for client in (as_alice, sign_in(Client(), bob), sign_in(Client(), stranger)):
        assert client.get(address(DAYS)).status_code == 404


def test_a_lead_sees_sums_of_their_own_unit_and_none_of_so_few(
    bob: User, alice: User, dana: User, write: Write
) -> None:
    lead = sign_in(Client(), bob)
    write(alice, times=30)
    write(bob, times=3)
    assert "33 läsningar" not in lead.get(address(f"unit/{DAYS}")).content.decode()
    write(dana, times=4)
    page = lead.get(address(f"unit/{DAYS}")).content.decode()
    assert "37 läsningar" in page
    assert not re.search(r"Person [A-Z]", page)
    assert lead.get(f"/sv/review/{SOCIAL}/unit/").status_code == 404


@pytest.mark.parametrize("days", ["?first=2026-11-30&last=2026-11-01", "?first=x", "?first=2020-01-01&last=2026-01-01"])
def test_days_that_cannot_be_are_refused(days: str, as_olivia: Client) -> None:
    assert as_olivia.get(address(days)).status_code == 400


def test_letters_nobody_has_lead_nowhere(as_olivia: Client) -> None:
    assert as_olivia.get(address(f"people/QQQ/{DAYS}")).status_code == 404


def test_what_somebody_did_is_told_in_words_and_not_by_the_logs_short_names(
    as_olivia: Client, alice: User, write: Write
) -> None:
    write(alice, times=3)
    page = as_olivia.get(address(f"people/{letters(alice)}/{DAYS}")).content.decode()
    assert not re.search(r">[a-z_]+\.[a-z_]+</td>", page)
    assert ">en uppgift</td>" in page


def test_a_median_is_written_with_a_comma_in_swedish() -> None:
    assert [decimal(7.5, "sv"), decimal(7.5, "en"), decimal(8, "sv")] == ["7,5", "7.5", "8"]
