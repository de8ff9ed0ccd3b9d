"""A list longer than a page is shown a page at a time, as long for whoever is kept from some of it."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from paxweb.accounts.walls import recuse_pairs
from paxweb.signals.models import Place, Seen, Week
from paxweb.signals.weeks import PAGE, lists
from tests.office.signals.conftest import MONDAY, Unit
from tests.office.signals.test_steps import read
from tests.office.world import HOUSING, sign_in

pytestmark = pytest.mark.django_db
CAPACITY = 70


@pytest.fixture
def unit(unit_of: Callable[..., Unit]) -> Unit:
    """A week of seventy, fourteen more behind it."""
    return unit_of(signals=120, draws=20, capacity=CAPACITY)


def numbers(client: Client, page: int) -> list[int]:
    """The numbers of the rows on a page."""
    body = client.get(f"/sv/vecka/{HOUSING}/?page=HO-{page}").content.decode()
    return [int(number) for number in re.findall(r'<li value="(\d+)"', body)]


def test_the_pages_together_are_the_whole_list(unit: Unit, client: Client) -> None:
    alice = sign_in(client, unit.user("Alice"))
    assert numbers(alice, 1) == list(range(1, PAGE + 1))
    assert numbers(alice, 2) == list(range(PAGE + 1, CAPACITY + 1))
    assert numbers(alice, 3) == []
    whole = lists(unit.actor("Alice"), HOUSING, MONDAY)[0]
    paged = [lists(unit.actor("Alice"), HOUSING, MONDAY, {"HO": page})[0] for page in (1, 2)]
    assert [row.item for row in whole.rows] == [row.item for part in paged for row in part.rows]
    assert [part.more for part in paged] == [True, False]


def test_whoever_is_kept_from_some_has_as_long_a_list(unit: Unit, client: Client) -> None:
    week = Week.objects.get()
    kept = Place.objects.filter(week=week, position__in=(3, 60)).values_list("item_id", flat=True)
    recuse_pairs([(unit.user("Carol").pk, item) for item in kept])
    carol = sign_in(client, unit.user("Carol"))
    assert numbers(carol, 1) + numbers(carol, 2) == list(range(1, CAPACITY + 1))
    seen = [row.item.pk for page in (1, 2) for row in lists(unit.actor("Carol"), HOUSING, MONDAY, {"HO": page})[0].rows]
    assert not set(seen) & set(kept)
    assert len(set(seen)) == CAPACITY


def test_what_is_read_leaves_the_page_and_the_next_moves_up(unit: Unit, client: Client) -> None:
    read(unit, unit.listed(drawn=False), Seen.NO, by="Bob")
    alice = sign_in(client, unit.user("Alice"))
    assert numbers(alice, 1) == list(range(1, PAGE + 1))
    assert numbers(alice, 2) == list(range(PAGE + 1, CAPACITY))


@pytest.mark.parametrize("asked", ["HO-0", "HO--1", "HO-99999", "HO-²", "-2", "x", "HO-1;DROP"])
def test_a_page_that_is_none_is_the_first_or_empty(unit: Unit, client: Client, asked: str) -> None:
    alice = sign_in(client, unit.user("Alice"))
    answer = alice.get(f"/sv/vecka/{HOUSING}/", {"page": asked})
    assert answer.status_code == 200
    assert f'<li value="{PAGE}"' in answer.content.decode()


def test_a_long_list_asks_no_more_than_a_short_one(unit: Unit, client: Client) -> None:
    alice = sign_in(client, unit.user("Alice"))
    numbers(alice, 1)
    with CaptureQueriesContext(connection) as queries:
        numbers(alice, 1)
    assert len([query for query in queries if "signals_place" in query["sql"]]) == 1
