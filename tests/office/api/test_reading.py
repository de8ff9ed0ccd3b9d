"""What a token reads: what has been read blind and lies behind its walls, without names; the rest is not there."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from paxweb.accounts.access import acting
from paxweb.accounts.models import User
from paxweb.accounts.walls import recuse_pairs
from paxweb.api.models import Token
from paxweb.cases.models import Case, Event, Shielded
from paxweb.frame.clock import now
from paxweb.intake.models import Item, Question, Subject, Withheld
from paxweb.ledger.models import Entry, Kind
from paxweb.signals.models import SecondReading, State, Work
from tests.office.api.conftest import Desk, read
from tests.office.world import HOUSING, NEVER_USED, SOCIAL

ITEMS, CASES = f"/api/v1/boards/{HOUSING}/items", f"/api/v1/boards/{HOUSING}/cases"


def _ids(answer: Any, name: str) -> set[UUID]:  # noqa: ANN401  the test client's own
    return {UUID(each["id"]) for each in answer.json()[name]}


def _whole(client: Client, address: str) -> tuple[int, dict[str, str], bytes, list[str]]:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    return answer.status_code, dict(answer.headers), answer.content, [each["sql"][:12] for each in queries]


def test_a_token_reads_its_board(desk: Desk) -> None:
    assert desk.client.get("/api/v1/boards").json() == {"boards": [{"id": HOUSING, "name": "Bostadsbolaget"}]}


def test_the_list_holds_what_has_been_read_and_nothing_else(desk: Desk) -> None:
    assert _ids(desk.client.get(ITEMS), "items") == {desk.item()}
    assert _ids(desk.client.get(CASES), "cases") == {desk.cases["ended"], desk.cases["open"]}


@pytest.mark.parametrize("state", [State.WAITING, State.IN_WEEK, State.TAKEN])
def test_an_item_that_is_asked_anew_is_closed_until_it_is_read(desk: Desk, state: State) -> None:
    Work.objects.filter(item_id=desk.item()).update(state=state)
    assert _ids(desk.client.get(ITEMS), "items") == set()
    assert desk.client.get(f"/api/v1/items/{desk.item()}").status_code == 404


@pytest.mark.parametrize("rest", ["", "/outcomes"])
@pytest.mark.parametrize("word", ["blind", "team", "aid", "kept"])
def test_an_item_it_may_not_see_is_as_an_id_never_used(desk: Desk, word: str, rest: str) -> None:
    kept = desk.world.item("kept", HOUSING)
    read(kept)
    recuse_pairs([(desk.token.owner_id, kept.pk)])
    desk.client.get(f"/api/v1/items/{NEVER_USED}")
    asked = f"/api/v1/items/{desk.item(word)}{rest}"
    hidden, absent = _whole(desk.client, asked), _whole(desk.client, f"/api/v1/items/{NEVER_USED}{rest}")
    assert hidden == absent
    assert hidden[0] == 404


@pytest.mark.parametrize("rest", ["", "/events", "/outcomes"])
@pytest.mark.parametrize("word", ["team", "aid", "kept"])
def test_a_case_it_may_not_see_is_as_an_id_never_used(desk: Desk, word: str, rest: str) -> None:
    desk.cases["kept"] = desk.cases["ended"]
    recuse_pairs([(desk.token.owner_id, desk.cases["ended"])])
    hidden = _whole(desk.client, f"/api/v1/cases/{desk.cases[word]}{rest}")
    assert hidden == _whole(desk.client, f"/api/v1/cases/{NEVER_USED}{rest}")
    assert hidden[0] == 404


def test_another_board_is_as_one_that_does_not_exist(desk: Desk) -> None:
    for kind in ("items", "cases"):
        other, none = (_whole(desk.client, f"/api/v1/boards/{board}/{kind}") for board in (SOCIAL, "nowhere"))
        assert other == none
        assert other[0] == 404


def test_what_somebody_shall_read_again_as_new_is_closed_to_machines(desk: Desk, bob: User, alice: User) -> None:
    for first, taken in ((alice, bob), (bob, None), (bob, alice)):
        SecondReading.objects.all().delete()
        SecondReading.objects.create(item_id=desk.item(), first_user=first, chosen_at=now(), taken_by=taken)
        assert _ids(desk.client.get(ITEMS), "items") == set()
        assert desk.client.get(f"/api/v1/items/{desk.item()}").status_code == 404
    SecondReading.objects.update(answered_at=now())
    assert _ids(desk.client.get(ITEMS), "items") == {desk.item()}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="policies are PostgreSQL's")
def test_a_forgotten_filter_shows_a_machine_no_more(desk: Desk, alice: User) -> None:
    owner, item = desk.token.owner_id, desk.item()
    with acting(owner):
        assert {desk.item("team")}.isdisjoint(Item.objects.values_list("pk", flat=True))
        assert Question.objects.filter(item_id=item).exists()
    with acting(owner, token=desk.token.pk):
        seen = set(Item.objects.values_list("pk", flat=True))
        assert seen == {item, desk.item("blind")}
        assert {each.pk for each in Case.objects.all()} == {desk.cases["ended"], desk.cases["open"]}
    SecondReading.objects.create(item_id=item, first_user=alice, chosen_at=now())
    with acting(owner, token=desk.token.pk):
        assert not Question.objects.filter(item_id=item).exists()
    Token.objects.update(ended_at=now())
    with acting(owner, token=desk.token.pk):
        assert not Item.objects.exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a transaction that only reads is PostgreSQL's")
def test_what_only_reads_cannot_write(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def writes(*given: object, **named: object) -> object:
        Work.objects.update(version=99)
        raise AssertionError("it was written")

    monkeypatch.setattr("paxweb.api.operations.items.telling.item", writes)
    client = desk.client
    client.raise_request_exception = False
    assert client.get(ITEMS).status_code == 500
    assert not Work.objects.filter(version=99).exists()


def test_no_name_and_no_number_is_in_any_answer(desk: Desk) -> None:
    Subject.objects.update(label="Kanarie Namnsson", id_number="190001019999", address="Kanariegatan 1")
    for address in _every(desk):
        answer = desk.client.get(address).content.decode()
        assert [word for word in ("Kanarie", "190001019999", "Bob", "Charlie", "Person ") if word in answer] == []


def _every(desk: Desk) -> list[str]:
    item, case = desk.item(), desk.cases["ended"]
    ends = [
        f"items/{item}",
        f"items/{item}/outcomes",
        f"cases/{case}",
        f"cases/{case}/events",
        f"cases/{case}/outcomes",
    ]
    return [ITEMS, CASES, *(f"/api/v1/{end}" for end in ends)]


def test_words_are_for_tokens_cleared_for_them(desk: Desk) -> None:
    def said() -> tuple[object, ...]:
        item, case = (desk.client.get(f"/api/v1/{part}").json() for part in (f"items/{desk.item()}", _case(desk)))
        events = desk.client.get(f"/api/v1/{_case(desk)}/events").json()["events"]
        return item["question"]["text"], case["title"], case["cause"], case["ground"], events[0]["written"]

    texts = {"sv": "Fråga lease", "en": "Question lease"}
    assert said() == (texts, "Ärende ended", "Anledning ended", "g", ["Skrivet ord"])
    Token.objects.update(texts=False)
    assert said() == (None, None, None, None, None)


def _case(desk: Desk) -> str:
    return f"cases/{desk.cases['ended']}"


def test_of_the_protected_there_is_a_mark_and_no_word(desk: Desk) -> None:
    Withheld.objects.create(item_id=desk.item(), subject_key="a" * 64, since=now())
    Question.objects.filter(item_id=desk.item()).update(withheld=True)
    Shielded.objects.create(case_id=desk.cases["ended"], subject_key="a" * 64, since=now())
    Case.objects.filter(pk=desk.cases["ended"]).update(withheld=True)
    Event.objects.update(withheld=True)
    item, case = (desk.client.get(f"/api/v1/{part}").json() for part in (f"items/{desk.item()}", _case(desk)))
    event = desk.client.get(f"/api/v1/{_case(desk)}/events").json()["events"][0]
    assert (item["withheld"], item["question"]["withheld"], item["question"]["text"]) == (True, True, None)
    assert (case["withheld"], case["title"], case["cause"]) == (True, None, None)
    assert (event["withheld"], event["written"]) == (True, None)


def test_one_drawn_by_chance_has_no_question_once_it_has_been_read(desk: Desk) -> None:
    Question.objects.filter(item_id=desk.item()).delete()
    assert desk.client.get(f"/api/v1/items/{desk.item()}").json()["question"] is None


def test_an_answer_is_one_line_that_names_the_machine_and_nobody(desk: Desk) -> None:
    desk.client.get(ITEMS)
    entry = Entry.objects.get()
    assert (entry.kind, entry.act, entry.user_id) == (Kind.READ, "item.list", None)
    assert (entry.machine, entry.board, entry.purpose) == (f"token:{desk.token.prefix}", HOUSING, "casework")
    assert entry.items == [str(desk.item())]
    assert [each.subject_key for each in entry.about.all()] == [desk.item().hex * 2]


def test_a_refusal_is_a_line_with_the_id_asked_for(desk: Desk) -> None:
    desk.client.get(f"/api/v1/items/{desk.item('blind')}")
    entry = Entry.objects.get()
    assert (entry.kind, entry.act, entry.items) == (Kind.REFUSAL, "question.read", [str(desk.item("blind"))])
    assert entry.about.count() == 0


def test_every_page_of_a_long_list_comes_once(desk: Desk) -> None:
    for n in range(7):
        read(desk.world.item(f"more {n}", HOUSING))
    found: list[str] = []
    after = ""
    while True:
        page = desk.client.get(f"{ITEMS}?limit=3{after}").json()
        found += [each["id"] for each in page["items"]]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
    assert len(found) == len(set(found)) == 8
    assert desk.client.get(ITEMS, {"since": "2199-01-01"}).json()["items"] == []


def test_how_many_queries_a_page_takes_does_not_grow(desk: Desk) -> None:
    counts = []
    desk.client.get(ITEMS)
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            desk.client.get(ITEMS)
        counts.append(len(queries))
        for _ in range(20):
            read(desk.world.item(str(uuid4()), HOUSING))
    assert counts[0] == counts[1] <= 24
