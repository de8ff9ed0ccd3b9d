"""Home: what is one's own by day, what waits for whom, and nothing that the person may not see."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from paxweb.accounts.models import Label, Notice, Role, Signature, User
from paxweb.accounts.walls import recuse_pairs
from paxweb.cases.models import Case, Event, Proposal, Task
from paxweb.frame.clock import now
from paxweb.intake.models import Withheld
from paxweb.ledger.models import Entry
from paxweb.letters.models import Letter
from paxweb.review.models import Reveal
from paxweb.signals.models import SecondReading, State, Work
from tests.office.desk.conftest import asks, in_days, opened
from tests.office.signals.test_queries import TOLD
from tests.office.world import HOUSING, SOCIAL, World, clear, sign_in

pytestmark = pytest.mark.django_db
CaseOf = Callable[..., Case]


def home(client: Client) -> str:
    """The page's own part, as text."""
    page = client.get("/sv/")
    assert page.status_code == 200
    return page.content.decode().split("<main")[1].split("</main>")[0]


def task(case: Case, whose: User, text: str, days: int) -> Task:
    """Something to do by a day."""
    return Task.objects.create(case=case, text=text, whose=whose, due=in_days(days), made_at=now())


def proposal(case: Case, by: User) -> Proposal:
    """A step that waits for a second person."""
    return Proposal.objects.create(case=case, step="x", digest="0" * 64, case_version=0, by=by, at=now())


def letter(case: Case, by: User) -> Letter:
    """A letter that waits for a second person."""
    at = now()
    return Letter.objects.create(
        case=case, letter="l", content_version=1, document="d", title="Kommunicering", language="sv", made_by=by,
        made_at=at, changed_by=by, changed_at=at, asked_by=by, asked_at=at,
    )  # fmt: skip


def test_nothing_lies_there_and_the_page_says_what_to_do(world: World, as_alice: Client) -> None:
    page = home(as_alice)
    assert "Ta en uppgift ur veckans lista" in page
    assert f'href="/sv/vecka/{HOUSING}/"' in page


def test_the_overdue_stands_first(world: World, as_alice: Client, alice: User, case_of: CaseOf) -> None:
    case = case_of("Andrahand", deadline=in_days(3))
    task(case, alice, "Ring värden", 1)
    task(case, alice, "Läs kontraktet", -2)
    opened(world, "lease", State.PUT_OFF)
    Work.objects.filter(item=world.items["lease"]).update(until=in_days(-1))
    page = home(as_alice)
    places = [
        page.index(word) for word in ("Läs kontraktet", "Uppskjuten hit", "Ring värden", "Ärendet ska vara klart")
    ]
    assert places == sorted(places)
    assert page.count("försenad") == 2


def test_what_is_done_or_somebody_elses_is_not_there(
    world: World, as_alice: Client, alice: User, bob: User, case_of: CaseOf
) -> None:
    case = case_of("Andrahand", owner="Bob")
    Task.objects.filter(pk=task(case, alice, "Gjort redan", 1).pk).update(done_at=now())
    task(case, bob, "Bobs sak", 1)
    case_of("Avslutat", ended_on=in_days(-1))
    page = home(as_alice)
    for text in ("Gjort redan", "Bobs sak", "Andrahand", "Avslutat"):
        assert text not in page


def test_what_one_may_not_see_any_more_is_not_there(
    world: World, as_alice: Client, alice: User, case_of: CaseOf
) -> None:
    kept, team, beyond = case_of("Egen trappa"), case_of("Bara för laget"), case_of("Socialt", board=SOCIAL)
    for case in (kept, team, beyond):
        Case.objects.filter(pk=case.pk).update(owner=alice)
        task(case, alice, f"Att göra i {case.title}", 1)
        proposal(case, alice)
    recuse_pairs([(alice.pk, kept.pk)])
    Case.objects.filter(pk=team.pk).update(team_only=True)
    opened(world, "aid", by="Alice")
    page = home(as_alice)
    for text in ("Egen trappa", "laget", "Socialt", "Fråga"):
        assert text not in page
    assert [entry.items for entry in Entry.objects.filter(act="office.enter")] == [[]]


def test_an_unread_item_says_no_more_than_the_list(world: World, as_alice: Client, alice: User) -> None:
    item = world.items["lease"]
    asks(item, "Bor två på samma gång?")
    Work.objects.filter(item=item).update(state=State.TAKEN, taken_by=alice)
    page = home(as_alice)
    assert str(item.pk) in page
    for text in ("Person lease", "Bor två", "HO-02"):
        assert text not in page


def test_nobody_is_told_that_it_is_a_second_reading(world: World, client: Client, bob: User) -> None:
    first, second = world.items["lease"], world.item("again", HOUSING)
    Work.objects.filter(item=first).update(state=State.TAKEN, taken_by=bob)
    opened(world, "again", State.CLEARED)
    SecondReading.objects.create(item=second, first_user=world.people["Alice"], chosen_at=now())
    assert str(second.pk) not in home(sign_in(client, bob))
    SecondReading.objects.update(taken_by=bob)
    rows = [row.split("</li>")[0] for row in home(client).split("<li>") if "uppgift/" in row]
    assert [len(re.findall("uppgift/", row)) for row in rows] == [1, 1]
    assert len({row.replace(str(first.pk), "").replace(str(second.pk), "") for row in rows}) == 1


def test_a_signature_waits_for_whoever_may_sign_and_by_whoever_asked(
    world: World, as_alice: Client, alice: User, bob: User, case_of: CaseOf
) -> None:
    case = case_of("Andrahand")
    waits, paper = proposal(case, alice), letter(case, alice)
    mine = home(as_alice)
    assert "Du väntar på andra" in mine
    assert "Väntar på dig" not in mine
    theirs = home(sign_in(Client(), bob))
    assert f"/sv/arende/{case.pk}/underskrift/{waits.pk}/" in theirs
    assert f"/sv/arende/{case.pk}/brev/{paper.pk}/" in theirs
    assert "Kommunicering" in theirs
    assert "Du väntar på andra" not in theirs
    assert "Andrahand" not in home(sign_in(Client(), world.people["Charlie"]))


def test_papers_clearances_and_notices_wait_where_they_are_done(world: World, client: Client, alice: User) -> None:
    officer = world.person("Olga", (HOUSING, Role.ACCESS_OFFICER))
    label = Label.objects.filter(board_id=HOUSING).first()
    assert label is not None
    waiting = clear(alice, label, Role.DPO, needs_confirmation=True)
    clear(officer, label, Role.DPO, needs_confirmation=True)
    Signature.objects.create(clearance=waiting, asked=officer, asked_at=now())
    Notice.objects.create(user=officer, kind="granted", board_id=HOUSING, made_at=now())
    page = home(sign_in(client, officer))
    for text in (f"/sv/accounts/boards/{HOUSING}/", "/sv/accounts/papers/", "/sv/accounts/notices/"):
        assert text in page
    assert page.count("bekräfta") == 1, "nobody confirms what is their own"
    assert "Behörigheter att bekräfta" not in home(sign_in(Client(), alice))


def test_whose_name_is_asked_for_hears_nothing_of_it(world: World, client: Client, bob: User) -> None:
    dpo, lawyer = world.person("Olivia", (HOUSING, Role.DPO)), world.person("Lars", (HOUSING, Role.LAWYER))
    Reveal.objects.create(
        board_id=HOUSING, person=bob, letters="AB", first_day=in_days(-30), last_day=in_days(0),
        reason="Läser tre gånger så mycket som kollegorna.", asked_by=dpo, asked_at=now(),
    )  # fmt: skip
    assert "Namn ur loggen" in home(sign_in(client, lawyer))
    assert "Namn ur loggen" not in home(sign_in(Client(), bob))


def test_protection_that_has_ended_waits_for_a_lead(world: World, client: Client, bob: User, as_alice: Client) -> None:
    item = world.items["lease"]
    Withheld.objects.create(item=item, subject_key="a" * 64, since=now(), ended_at=now())
    Withheld.objects.create(item=world.items["aid"], subject_key="b" * 64, since=now(), ended_at=now())
    page = home(sign_in(Client(), bob))
    assert f"/sv/uppgift/{item.pk}/skyddat/upphort/" in page
    assert str(world.items["aid"].pk) not in page
    assert "upphort" not in home(as_alice)


def test_a_lead_sees_the_boards_load_and_nobody_else_does(
    world: World, as_alice: Client, bob: User, case_of: CaseOf
) -> None:
    case_of("Sent", deadline=in_days(-1))
    case_of("Bra", deadline=in_days(9))
    case_of("Socialt", board=SOCIAL, owner="Charlie")
    opened(world, "lease")
    page = home(sign_in(Client(), bob))
    load = page.split('id="load"')[1]
    assert "Alice" in load
    assert re.findall(r'class="pax-number" data-name="[^"]*">(\d+)<', load) == ["1", "2", "1"]
    assert "Charlie" not in load
    assert 'id="load"' not in home(as_alice)


def test_somebody_without_a_clearance_is_told_so(client: Client) -> None:
    user = User.objects.create(email="nobody@example.org", name="Ny")
    assert "Fråga din nämnds behörighetsansvariga" in home(sign_in(client, user))


@pytest.mark.parametrize("many", [1, 40])
def test_home_asks_at_most_twelve_things(world: World, bob: User, client: Client, case_of: CaseOf, many: int) -> None:
    for n in range(many):
        case = case_of(f"Ärende {n}", owner="Bob", deadline=in_days(n - 3), casetype="register", state="noticed")
        Event.objects.create(case=case, seq=1, step="notice", by=bob, at=now(), digest="0" * 64)
        task(case, bob, f"Sak {n}", n)
        proposal(case, world.people["Alice"])
        letter(case, bob)
        world.item(f"i{n}", HOUSING)
        opened(world, f"i{n}", by="Bob")
    sign_in(client, bob)
    assert "Skatteverkets svar, senast" in home(client)
    with CaptureQueriesContext(connection) as queries:
        home(client)
    own = [query["sql"] for query in queries if "ledger_" not in query["sql"] and not TOLD.match(query["sql"])]
    assert len(own) <= 12, "\n".join(sql[:200] for sql in own)
