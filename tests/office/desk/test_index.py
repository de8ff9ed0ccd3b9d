"""A search walks an index, on both databases: it reads a page's worth of rows, however many there are."""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from paxweb.accounts.access import acting
from paxweb.desk.asking import read
from paxweb.desk.finding import GROUPS, Search
from paxweb.desk.models import CaseWord, ItemWord, Kind, Level, Where
from paxweb.intake.loading import put
from paxweb.intake.models import Item
from paxweb.signals.models import State, Work
from tests.office.access.things import make_case
from tests.office.desk.conftest import NUMBER, actor
from tests.office.world import HOUSING, World

pytestmark = pytest.mark.django_db
THINGS, EACH = 40, 300
ASKED = ["storgatan", "stor", "12", NUMBER, "stor ande", f"{NUMBER} stor"]
OWN = ("item_word_found", "item_word_item", "case_word_found", "case_word_case")


@pytest.fixture
def many(world: World) -> World:
    """Forty items and cases with some hundred words each, and fresh statistics."""
    wall, items, cases = world.items["lease"].wall_id, [], []
    for n in range(THINGS):
        item, case = world.item(f"i{n}", HOUSING), make_case(world, f"c{n}", HOUSING, team_only=False)
        for word in [f"storgatan{n:02}", "anders", f"{n}", *(f"{chr(97 + m % 26)}{n}ord{m}" for m in range(EACH))]:
            items.append((item.pk, item.run_id, wall, int(Level.READ), word, int(Where.NAME)))
            cases.append((case, wall, str(Kind.CASE), "", word, int(Where.NAME), 0))
    put(ItemWord, ("item_id", "run_id", "wall_id", "level", "word", "place"), items)
    put(CaseWord, ("case_id", "wall_id", "kind", "thing", "word", "place", "newest"), cases)
    Item.objects.update(opened=True)
    Work.objects.update(state=State.READ)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return world


def plans(world: World, typed: str) -> Iterator[str]:
    """How the database answers each query of a search, as it says itself; on PostgreSQL as the office's own role."""
    looked = Search.of(actor(world, "Alice"), read(typed))
    with acting(world.people["Alice"].pk), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan TO off")  # as ops/roles.sql sets it for the office
        with CaptureQueriesContext(connection) as queries:
            for group in GROUPS[:2]:
                looked.page(group)
        explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        for query in [each["sql"] for each in queries if "_word" in each["sql"]]:
            cursor.execute(f"{explain} {query}")
            yield "\n".join(str(row[-1]) for row in cursor.fetchall())


@pytest.mark.parametrize("typed", ASKED)
def test_every_query_of_a_search_uses_the_words_index_and_scans_nothing(many: World, typed: str) -> None:
    found = list(plans(many, typed))
    assert found, "there is something to explain"
    for plan in found:
        scanned = re.findall(r"SCAN (?!CONSTANT)\w+(?! USING)|Seq Scan on (?!accounts_)\w+", plan)
        assert scanned == [], plan
        assert any(name in plan for name in OWN) or "pkey" in plan or "PRIMARY KEY" in plan, plan
    for name in ("case_word_found", "item_word_found"):
        assert any(name in plan for plan in found), found


@pytest.mark.parametrize("typed", ["storgatan", "stor"])
def test_words_are_looked_up_by_their_beginning(many: World, typed: str) -> None:
    leading = next(plan for plan in plans(many, typed) if "word_found" in plan)
    between = r"word>\? AND word<\?" if connection.vendor == "sqlite" else r"Index Cond:.*word.* >= .*word.* < "
    assert re.search(between, leading, re.DOTALL), leading


def test_a_table_without_the_index_would_be_noticed(many: World) -> None:
    """The tests above can fail."""
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX item_word_found")
    with pytest.raises(AssertionError):
        test_every_query_of_a_search_uses_the_words_index_and_scans_nothing(many, "stor")
