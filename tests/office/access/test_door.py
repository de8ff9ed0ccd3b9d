"""What a door asks, in which order, and what is left in the log."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from paxweb.accounts.models import Clearance, Recusal, StaffKey, User
from paxweb.accounts.walls import recuse_pairs
from paxweb.frame.clock import now
from paxweb.ledger.models import Entry, Kind
from tests.office.world import HOUSING, NEVER_USED, SOCIAL, World, sign_in

pytestmark = pytest.mark.urls("tests.office.access.pages")


def _lines() -> list[tuple[str, str, list[str]]]:
    return [(entry.kind, entry.act, entry.items) for entry in Entry.objects.order_by("id")]


def _answer(client: Client, item: UUID, rest: str = "") -> tuple[int, dict[str, str], bytes, list[str]]:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(f"/sv/t/{item}/{rest}")
    return response.status_code, dict(response.items()), response.content, [q["sql"][:12] for q in queries]


def test_alice_reads_an_item_and_a_line_says_so(world: World, as_alice: Client, alice: User) -> None:
    item = world.items["lease"]
    assert as_alice.get(f"/sv/t/{item.pk}/").content.decode() == f"{item.pk} HO"
    entry = Entry.objects.get()
    assert (entry.kind, entry.act, entry.user_id, entry.board) == (Kind.READ, "item.read", alice.pk, HOUSING)
    assert (entry.items, entry.purpose) == ([str(item.pk)], "control")


@pytest.mark.parametrize("rest", ["", "assign/", "sensitive/", "breaks/"])
def test_what_charlie_may_not_see_is_as_an_id_never_used(
    world: World, charlie: User, client: Client, rest: str
) -> None:
    sign_in(client, charlie)
    client.get(f"/sv/t/{NEVER_USED}/{rest}")
    hidden, absent = _answer(client, world.items["lease"].pk, rest), _answer(client, NEVER_USED, rest)
    assert hidden == absent
    assert hidden[0] == 404


def test_what_alice_may_see_but_not_do_is_as_an_id_never_used(world: World, as_alice: Client) -> None:
    as_alice.get(f"/sv/t/{NEVER_USED}/assign/")
    assert _answer(as_alice, world.items["lease"].pk, "assign/") == _answer(as_alice, NEVER_USED, "assign/")


def test_a_recused_reader_meets_an_id_never_used(world: World, as_alice: Client, alice: User) -> None:
    recuse_pairs([(alice.pk, world.items["lease"].pk)] * 2)
    assert Recusal.objects.count() == 1
    as_alice.get(f"/sv/t/{NEVER_USED}/")
    assert _answer(as_alice, world.items["lease"].pk) == _answer(as_alice, NEVER_USED)


def test_a_refusal_leaves_a_line_with_the_id_asked_for(world: World, charlie: User, client: Client) -> None:
    sign_in(client, charlie).get(f"/sv/t/{world.items['lease'].pk}/")
    assert _lines() == [(Kind.REFUSAL, "item.read", [str(world.items["lease"].pk)])]


def test_the_page_of_a_refusal_is_the_sites_page_for_no_address(world: World, as_alice: Client) -> None:
    nowhere = as_alice.get("/sv/no-such-page/")
    refused = as_alice.get(f"/sv/t/{NEVER_USED}/")
    assert (nowhere.status_code, nowhere.content) == (refused.status_code, refused.content)


def test_whoever_is_not_signed_in_is_asked_to_whatever_the_id(world: World, client: Client) -> None:
    for item in (world.items["lease"].pk, NEVER_USED):
        response = client.get(f"/sv/t/{item}/")
        assert response.status_code == 302
        assert response["Location"].startswith("/sv/sign-in/?next=%2Fsv%2Ft%2F")
    assert _lines() == []


def test_without_a_second_factor_there_is_no_content(world: World, alice: User, client: Client) -> None:
    sign_in(client, alice, strong=False)
    assert client.get(f"/sv/t/{world.items['lease'].pk}/")["Location"] == "/sv/accounts/sign-in/"
    assert client.get("/sv/t/own/").content == b"0"


def test_a_sensitive_step_wants_a_factor_within_five_minutes(world: World, alice: User, client: Client) -> None:
    item = world.items["lease"].pk
    assert sign_in(client, alice).get(f"/sv/t/{item}/sensitive/").content == b"sensitive"
    sign_in(client, alice, at=now() - timedelta(minutes=6))
    for asked in (item, NEVER_USED):
        assert client.get(f"/sv/t/{asked}/sensitive/")["Location"].startswith("/sv/sign-in/again/?next=")


def test_a_list_page_is_one_line_with_the_ids_shown(world: World, as_alice: Client) -> None:
    other = world.item("other", HOUSING)
    as_alice.get(f"/sv/t/board/{HOUSING}/")
    entry = Entry.objects.get()
    assert (entry.act, entry.board) == ("week.list", HOUSING)
    assert sorted(entry.items) == sorted([str(other.pk), str(world.items["lease"].pk)])
    assert entry.about.count() == 2


def test_another_boards_list_is_not_there(world: World, as_alice: Client) -> None:
    assert as_alice.get(f"/sv/t/board/{SOCIAL}/").content == as_alice.get("/sv/t/board/no-such-board/").content
    assert [line[0] for line in _lines()] == [Kind.REFUSAL, Kind.REFUSAL]


def test_an_unbound_staff_key_ends_content_at_that_board(world: World, as_alice: Client, alice: User) -> None:
    StaffKey.objects.filter(user=alice).delete()
    assert as_alice.get(f"/sv/t/{world.items['lease'].pk}/").status_code == 404


def test_a_closed_account_is_out_at_its_next_click(world: World, as_alice: Client, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(is_active=False)
    assert as_alice.get(f"/sv/t/{world.items['lease'].pk}/").status_code in (302, 404)


def test_a_clearance_ended_today_ends_at_once(world: World, as_alice: Client, alice: User) -> None:
    Clearance.objects.filter(user=alice).update(ended_at=now())
    assert as_alice.get(f"/sv/t/{world.items['lease'].pk}/").status_code == 404


def test_a_request_that_fails_keeps_nothing_and_logs_no_reading(world: World, as_alice: Client) -> None:
    item = world.items["lease"]
    assert as_alice.get(f"/sv/t/{item.pk}/breaks/").status_code == 500
    item.refresh_from_db()
    assert item.opened is (connection.vendor == "sqlite")
    assert _lines() == []


def test_a_method_the_page_does_not_take_is_refused_before_anything_is_looked_up(
    world: World, as_alice: Client
) -> None:
    answers = [as_alice.put(f"/sv/t/{item}/") for item in (world.items["lease"].pk, NEVER_USED)]
    assert {answer.status_code for answer in answers} == {405}
