"""What a lead takes home as outcomes.csv, and what the log says of their page: what they may see, and no more."""

import re

import pytest
from django.test import Client

from paxweb.accounts.walls import recuse_pairs, wall_of
from paxweb.frame.clock import now
from paxweb.intake.models import Item, Origin
from paxweb.ledger.models import Entry
from paxweb.signals.actions.answer_blind import answer_blind
from paxweb.signals.actions.send_outcomes import send_outcomes
from paxweb.signals.actions.take import take
from paxweb.signals.models import SecondReading, Seen
from tests.office.signals.conftest import Unit
from tests.office.world import HOUSING, sign_in

pytestmark = pytest.mark.django_db


def read(unit: Unit) -> tuple[Item, str]:
    """An item that Alice has read, and the engine's id of it."""
    item = unit.listed(drawn=False)
    take(unit.actor("Alice"), item)
    answer_blind(unit.actor("Alice"), item, Seen.YES, "två saker", unit.version(item))
    return item, Origin.objects.get(item=item).engine_id


def test_a_leads_file_holds_nothing_of_what_they_are_kept_from(unit: Unit, client: Client) -> None:
    mine, close, teams, behind, again = (read(unit) for _ in range(5))
    recuse_pairs([(unit.user("Bob").pk, close[0].pk)])
    Item.objects.filter(pk=teams[0].pk).update(team_only=True)
    Item.objects.filter(pk=behind[0].pk).update(wall=wall_of(HOUSING, ["OSL 21:1"]))
    SecondReading.objects.create(item=again[0], first_user=unit.user("Alice"), chosen_at=now())
    sent = sign_in(client, unit.user("Bob")).post(f"/sv/laget/{HOUSING}/utfall/")
    assert sent.status_code == 200
    rows = sent.content.decode().splitlines()[1:]
    assert [row for row in rows if mine[1] in row] == rows
    assert len(rows) == 1
    line = Entry.objects.filter(act="outcomes.send").latest("id")
    assert (line.items, line.detail) == ([str(mine[0].pk)], {"rows": 1})


def test_the_machine_that_feeds_the_engine_sends_everything(unit: Unit) -> None:
    one, close = read(unit), read(unit)
    recuse_pairs([(unit.user("Bob").pk, close[0].pk)])
    assert {row.signal_id for row in send_outcomes(HOUSING)} == {one[1], close[1]}


def test_the_leads_page_leaves_a_line_with_the_items_it_lists(unit: Unit, client: Client) -> None:
    page = sign_in(client, unit.user("Bob")).get(f"/sv/laget/{HOUSING}/").content.decode()
    shown = set(re.findall(r"/sv/uppgift/([0-9a-f-]{36})/dela-ut/", page))
    assert len(shown) > 10
    line = Entry.objects.filter(act="lead.figures").latest("id")
    assert shown <= set(line.items)
