"""Alice finds what she may see, by a word; and nothing else can be found, not even by its absence."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test import Client

from pax.vocabulary.hiding import hidden
from paxweb.accounts.access import acting
from paxweb.accounts.models import Role, User
from paxweb.accounts.walls import recuse_pairs
from paxweb.cases.models import Case, Note
from paxweb.desk.asking import read
from paxweb.desk.finding import GROUPS, PAGE, Search
from paxweb.desk.laying import lay_case, lay_items
from paxweb.desk.models import CaseWord, ItemWord
from paxweb.frame.clock import now
from paxweb.intake.models import Item, Run, RunState, Subject
from paxweb.ledger.models import About, Entry
from paxweb.signals.models import SecondReading, Seen, State, Work
from tests.office.desk.conftest import NUMBER, about, actor, asks, event, found, listed, opened, party, search
from tests.office.intake.made import SUBJECT_KEY
from tests.office.world import HOUSING, SOCIAL, World, sign_in

pytestmark = pytest.mark.django_db
CaseOf = Callable[..., Case]


def test_a_case_is_found_by_everything_its_page_shows(world: World, case_of: CaseOf) -> None:
    case = case_of("Andrahand på Ångströmsgatan", diary_number="BOST 2026/0417", cause="Post i retur", note="Nyckeln")
    party(case, label="Åke Öberg", id_number=NUMBER, address="Storgatan 12 B, 99001 SKOBY")
    event(case, "Samtal med grannen")
    words = [
        "andrahand",
        "ångströms",
        "BOST 2026/0417",
        "B-2026-1",
        "retur",
        "nyckel",
        "öberg",
        "storgatan 12b",
        "samtal",
    ]
    numbers = ["198501011239", "19850101-1239", "850101-1239", "8501011239", "850101 1239"]
    for typed in [*words, *numbers, "Öberg Storgatan nyckeln 8501011239"]:
        assert found(world, "Alice", typed) == {"case": [str(case.pk)]}, typed
    for typed in ["angströms", "öberg charlie", "198501011238", "190501011239", "storgatan 120", "torgatan"]:
        assert found(world, "Alice", typed) == {}, typed


def test_nobody_outside_the_wall_finds_it(world: World, case_of: CaseOf) -> None:
    case = case_of("Andrahand")
    party(case, label="Åke Öberg", id_number=NUMBER)
    assert found(world, "Charlie", "öberg") == found(world, "Charlie", NUMBER) == {}
    assert found(world, "Bob", "öberg") == {"case": [str(case.pk)]}
    recuse_pairs([(world.people["Bob"].pk, case.pk)])
    assert found(world, "Bob", "öberg") == {}
    Case.objects.update(team_only=True)
    assert found(world, "Alice", "öberg") == {}


def test_which_word_leads_tells_nothing_of_what_one_may_not_see(world: World, case_of: CaseOf) -> None:
    for _ in range(2):
        case_of("Nyckel Xylofon")
    case_of("Nyckel")
    looked, alice = Search.of(actor(world, "Alice"), read("nyckel xylofon")), world.people["Alice"].pk
    with acting(alice):
        before = [looked.page(group).leads for group in GROUPS]
    secret, away = case_of("Xylofon"), case_of("Xylofon")
    case_of("Xylofon", team_only=True)
    recuse_pairs([(world.people["Alice"].pk, each.pk) for each in (secret, away)])
    with acting(alice):
        assert [looked.page(group).leads for group in GROUPS] == before


def test_an_unread_item_is_found_by_its_area_alone(world: World) -> None:
    item = world.items["lease"]
    about(item, label="Dana Holm", id_number=NUMBER, address="Storgatan 12 B")
    asks(item, "Bor två på samma gång?")
    listed(world, "lease")
    assert found(world, "Alice", "norra") == {"item": [str(item.pk)]}
    for typed in ("dana", NUMBER, "storgatan", "bor två", "ho-02", "norra dana"):
        assert found(world, "Alice", typed) == {}, typed


def test_one_that_stands_in_no_list_is_not_found_at_all(world: World) -> None:
    item = opened(world, "lease", State.WAITING)
    assert found(world, "Alice", "norra") == {}
    assert not ItemWord.objects.exists()
    Work.objects.update(state=State.IN_WEEK)
    lay_items([item.pk])
    assert found(world, "Alice", "norra") == {"item": [str(item.pk)]}
    assert found(world, "Alice", "ho-02") == {}, "asked anew: it is read blind again"


def test_once_read_it_is_found_by_its_question_and_by_what_was_said(world: World) -> None:
    item = world.items["lease"]
    about(item, label="Dana Holm")
    asks(item, "Bor två på samma gång?")
    item.answers.create(user=world.people["Alice"], answer=Seen.YES, why="Hyran räcker inte", answered_at=now())
    Subject.objects.create(
        item=item, run=item.run, main=False, kind="person", entity_id="p_2", subject_key="b" * 64, label="Erik Strand"
    )
    opened(world, "lease")
    for typed in ("dana", "bor två", "ho-02", "hyran", "erik strand", "norra"):
        assert found(world, "Bob", typed) == {"item": [str(item.pk)]}, typed
        assert found(world, "Charlie", typed) == {}, typed


def test_whoever_may_read_it_again_meets_it_as_one_never_read(world: World) -> None:
    item = opened(world, "lease", State.CLEARED)
    about(item, label="Dana Holm")
    lay_items([item.pk])
    second = SecondReading.objects.create(item=item, first_user=world.people["Alice"], chosen_at=now())
    for name, typed in (("Bob", "dana"), ("Bob", "ho-02"), ("Dana", "dana")):
        assert found(world, name, typed) == {}, (name, typed)
    assert found(world, "Alice", "dana") == found(world, "Bob", "norra") == {"item": [str(item.pk)]}
    SecondReading.objects.update(taken_by=world.people["Bob"])
    assert found(world, "Bob", "dana") == found(world, "Bob", "norra ho-02") == {}
    SecondReading.objects.filter(pk=second.pk).update(answered_at=now())
    assert found(world, "Bob", "ho-02") == {"item": [str(item.pk)]}


def test_words_of_another_run_than_the_items_are_not_met(world: World) -> None:
    item = opened(world, "lease")
    newer = Run.objects.create(
        board=item.board, sha256="n" * 64, as_of=item.run.as_of, state=RunState.SUPERSEDED, document={}, rules={},
        arrived_at=now(),
    )  # fmt: skip
    Item.objects.filter(pk=item.pk).update(run=newer)
    assert found(world, "Alice", "norra") == {}
    lay_items([item.pk])
    assert found(world, "Alice", "norra") == {"item": [str(item.pk)]}


def test_the_policies_alone_show_the_same_words(world: World, case_of: CaseOf) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("policies are PostgreSQL's")
    item = opened(world, "lease", State.CLEARED)
    listed(world, "aid")
    case_of("Andrahand")
    case_of("Bistånd", board=SOCIAL, owner="Charlie")
    SecondReading.objects.create(item=item, first_user=world.people["Alice"], chosen_at=now())
    Work.objects.filter(item=world.items["aid"]).update(state=State.TAKEN, taken_by=world.people["Charlie"])
    for name in ("Alice", "Bob", "Charlie", "Dana"):
        for model in (ItemWord, CaseWord):
            by_python = set(model.objects.visible_to(actor(world, name)).values_list("pk", flat=True))
            with acting(world.people[name].pk):
                by_sql = set(model._default_manager.values_list("pk", flat=True))
            assert by_python == by_sql, (name, model)
            assert by_python, (name, model)


def test_a_number_stands_nowhere_in_the_table(world: World, case_of: CaseOf) -> None:
    case = case_of("Andrahand", note=f"Ring {NUMBER} eller 850101-1239, 19850101-1239")
    party(case, id_number=NUMBER)
    about(world.items["lease"], id_number=NUMBER)
    opened(world, "lease")
    words = [*CaseWord.objects.values_list("word", flat=True), *ItemWord.objects.values_list("word", flat=True)]
    assert [word for word in words if "850101" in word or (word.isdigit() and len(word) > 4)] == []
    key = hidden(SUBJECT_KEY, "person", NUMBER)
    assert [word for word in words if word.startswith("#") and word[1:17] in key] == [], "no key that other tables use"


def test_a_changed_case_is_found_by_what_it_says_now(world: World, case_of: CaseOf) -> None:
    case = case_of("Andrahand", note="Nyckeln")
    before = set(CaseWord.objects.values_list("pk", flat=True))
    Note.objects.update(text="Låset")
    assert lay_case(case.pk) == 2
    assert len(before - set(CaseWord.objects.values_list("pk", flat=True))) == 1, "no other row is touched"
    assert found(world, "Alice", "nyckeln") == {}
    assert found(world, "Alice", "låset") == {"case": [str(case.pk)]}


def test_what_is_undone_is_not_found(world: World, case_of: CaseOf) -> None:
    with transaction.atomic():
        case_of("Andrahand")
        transaction.set_rollback(True)
    assert found(world, "Alice", "andrahand") == {}


def test_the_whole_word_stands_first_and_some_are_shown_at_a_time(
    world: World, case_of: CaseOf, as_alice: Client
) -> None:
    for n in range(PAGE + 10):
        case_of(f"Storgatan {n}")
    whole = case_of("Stor")
    social = case_of("Storgatan hemlig", board=SOCIAL, owner="Charlie")
    first = search(as_alice, "stor")
    shown = _roots(first)
    assert shown[0] == whole.pk
    assert len(set(shown)) == PAGE
    group = first.context["groups"][0]
    query = {"group": "case", "leads": group["leads"], "after": group["after"]}
    second = _roots(as_alice.get(first.redirect_chain[0][0], query))
    assert len(second) == 11
    assert not set(second) & set(shown)
    assert social.pk not in {*shown, *second}


def _roots(page: Any) -> list[UUID]:  # noqa: ANN401  the test client's own
    return [line.root for line in page.context["groups"][0]["lines"]]


def test_a_search_leaves_one_line_with_ids_and_keys_and_no_word(
    world: World, case_of: CaseOf, as_alice: Client
) -> None:
    case = case_of("Andrahand")
    party(case, id_number=NUMBER, label="Åke Öberg")
    page = search(as_alice, f"{NUMBER} öberg")
    assert _roots(page) == [case.pk]
    assert NUMBER not in page.redirect_chain[0][0]
    lines = list(Entry.objects.filter(act="search.use"))
    assert [(line.kind, line.board, line.items) for line in lines] == [("read", HOUSING, [str(case.pk)])]
    keys = set(About.objects.values_list("subject_key", flat=True))
    assert hidden(SUBJECT_KEY, "person", NUMBER) in keys
    assert "berg" not in str(lines[0].detail)
    assert NUMBER not in str(lines[0].detail)


def test_whoever_searches_at_two_boards_leaves_a_line_at_each(world: World, client: Client, case_of: CaseOf) -> None:
    both = world.person("Eva", (HOUSING, Role.READER), (SOCIAL, Role.READER))
    cases = {board: case_of("Andrahand", board=board) for board in (HOUSING, SOCIAL)}
    search(sign_in(client, both), "andrahand")
    lines = Entry.objects.filter(act="search.use").values_list("board", "items")
    assert dict(lines) == {board: [str(case.pk)] for board, case in cases.items()}


def test_a_search_for_somebody_who_is_not_there_is_a_line_about_them(world: World, as_alice: Client) -> None:
    page = search(as_alice, "19900202-1239")
    assert "Inget hittades" in page.content.decode()
    assert hidden(SUBJECT_KEY, "person", "199002021239") in set(About.objects.values_list("subject_key", flat=True))


def test_what_one_may_not_see_is_as_what_is_not_there(world: World, case_of: CaseOf, client: Client) -> None:
    case = case_of("Andrahand")
    party(case, label="Åke Öberg", id_number=NUMBER)
    charlie = sign_in(client, world.people["Charlie"])

    def shown(typed: str) -> str:
        text = search(charlie, typed).content.decode()
        rest = text.split("</header>", 2)[2].split("<footer")[0]
        return str(rest.replace(typed, "…").split("</form>")[1])

    assert shown("öberg") == shown("lindkvist")
    assert shown(NUMBER) == shown("199002021239")


def test_the_query_lies_sealed_in_the_session_and_is_nobody_elses(world: World, as_alice: Client, bob: User) -> None:
    page = search(as_alice, NUMBER)
    address = page.redirect_chain[0][0]
    assert NUMBER not in str(dict(as_alice.session))
    assert as_alice.get(address).status_code == 200
    other = sign_in(Client(), bob)
    assert other.get(address).status_code == 302
    session = other.session
    session["pax_searches"] = as_alice.session["pax_searches"]
    session.save()
    assert other.get(address).status_code == 302, "Alice's box does not open for Bob"
    assert as_alice.get("/sv/sok/7b1c0f57-3c5e-4a0e-9d5b-2f0a6f1d9e11/").status_code == 302


def test_a_list_of_items_says_no_name(world: World, as_alice: Client) -> None:
    about(world.items["lease"], label="Dana Holmström", id_number=NUMBER)
    item = opened(world, "lease")
    for typed in ("holm", NUMBER):
        page = search(as_alice, typed).content.decode()
        assert str(item.pk) in page
        assert "holmström" not in page.lower()


@pytest.mark.parametrize(
    "query", ["group=case&after=x", "group=item&after=&leads=9", "group=letter&after=..", "after=%00"]
)
def test_an_address_that_was_tampered_with_breaks_nothing(world: World, as_alice: Client, query: str) -> None:
    opened(world, "lease")
    address = search(as_alice, "norra").redirect_chain[0][0]
    assert as_alice.get(f"{address}?{query}").status_code == 200
    assert as_alice.get(f"{address}?group=item&leads=0&after={UUID(int=1)}").status_code == 200


def test_charlie_searches_behind_two_walls_in_one_order(world: World, charlie: User) -> None:
    open_item = world.item("none", SOCIAL)
    for word in ("aid", "none"):
        opened(world, word, by="Charlie")
    both = sorted(str(world.items[word].pk) for word in ("aid", "none"))
    assert found(world, "Charlie", "norra") == {"item": both}
    assert found(world, "Charlie", "nor ho") == {"item": both}
    assert open_item.wall_id != world.items["aid"].wall_id
    assert HOUSING not in {item.board_id for item in Item.objects.filter(pk__in=both)}
