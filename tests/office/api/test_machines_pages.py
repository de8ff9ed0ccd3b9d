"""Two people make a machine; whoever installs it sees the secret once; whoever answers for it can end it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from paxweb.accounts.models import Clearance, Label, Notice, Role, User
from paxweb.api.explained import ANSWERS, ASKS, answers, operations
from paxweb.api.models import Token, TokenClearance
from paxweb.frame.clock import now, today
from paxweb.ledger.models import Entry
from tests.office.api.conftest import Desk
from tests.office.api.machines import machine, make_token
from tests.office.world import HOUSING, SOCIAL, World, clear, sign_in

PROPOSE = f"/sv/machines/boards/{HOUSING}/propose/"
SAID: dict[str, Any] = {
    "name": "Ärendesystemet", "owner": "bob@example.org", "purpose": "casework", "provisions": ["none"],
    "outcomes": "on", "days": "30", "reason": "Utfall ska inte skrivas två gånger.",
}  # fmt: skip


@pytest.fixture
def tess(world: World) -> User:
    """A technician."""
    return world.person("Tess", (HOUSING, Role.TECHNICIAN))


@pytest.fixture
def olga(world: World) -> User:
    """An access officer."""
    return world.person("Olga", (HOUSING, Role.ACCESS_OFFICER))


def _browser(user: User) -> Client:
    return sign_in(Client(), user)


def _page(token: Token, rest: str = "") -> str:
    return f"/sv/machines/boards/{HOUSING}/{token.pk}/{rest}"


def _proposed(by: User, **said: object) -> Token:
    answer = _browser(by).post(PROPOSE, {**SAID, **said})
    assert answer.status_code == 302, answer.content.decode()
    return Token.objects.latest("pk")


def test_a_machine_is_proposed_granted_fetched_used_and_ended(tess: User, olga: User, bob: User) -> None:
    token = _proposed(tess)
    assert (token.granted, token.secret_hash, token.from_date) == (None, None, None)
    assert _browser(olga).post(_page(token, "decide/"), {"decision": "yes"}).status_code == 302
    token.refresh_from_db()
    assert (token.granted, token.from_date, token.to_date) == (True, today(), today() + timedelta(days=29))
    assert {each.clearance.user_id for each in TokenClearance.objects.all()} == {bob.pk}
    page = _browser(tess).post(_page(token, "fetch/"))
    secret = page.context["secret"]
    assert secret in page.content.decode()
    assert machine(secret).get("/api/v1/boards").status_code == 200
    assert _browser(tess).post(_page(token, "end/")).status_code == 302
    assert machine(secret).get("/api/v1/boards").status_code == 401
    acts = list(
        Entry.objects.filter(act__startswith="api.", kind="change").order_by("id").values_list("act", flat=True)
    )
    assert acts == ["api.propose", "api.confirm", "api.fetch", "api.end"]
    told = set(Notice.objects.values_list("user_id", "kind"))
    assert told == {(olga.pk, "token.proposed"), (bob.pk, "token.yours"), (tess.pk, "token.granted")}


def test_the_secret_is_shown_once_and_only_to_whoever_proposed(world: World, tess: User, olga: User, bob: User) -> None:
    token = _proposed(tess)
    assert "secret" not in (_browser(tess).post(_page(token, "fetch/")).context or {}), "before it is granted"
    _browser(olga).post(_page(token, "decide/"), {"decision": "yes"})
    other = world.person("Tom", (HOUSING, Role.TECHNICIAN))
    assert Token.objects.get(pk=token.pk).secret_hash is None
    for nobody in (other, bob):
        assert "secret" not in (_browser(nobody).post(_page(token, "fetch/")).context or {})
    assert "secret" in _browser(tess).post(_page(token, "fetch/")).context
    assert "secret" not in (_browser(tess).post(_page(token, "fetch/")).context or {})


def test_nobody_decides_on_their_own(world: World, olga: User) -> None:
    both = world.person("Both", (HOUSING, Role.TECHNICIAN), (HOUSING, Role.ACCESS_OFFICER))
    own = world.person("Own", (HOUSING, Role.INVESTIGATOR), (HOUSING, Role.ACCESS_OFFICER))
    token = _proposed(both, owner="own@example.org")
    for one in (both, own):
        _browser(one).post(_page(token, "decide/"), {"decision": "yes"})
        assert Token.objects.get(pk=token.pk).decided_at is None
    _browser(olga).post(_page(token, "decide/"), {"decision": "no"})
    assert Token.objects.get(pk=token.pk).granted is False


@pytest.mark.parametrize(
    "said",
    [
        {"owner": "tess@example.org"},
        {"owner": "charlie@example.org"},
        {"owner": "nobody@example.org"},
        {"owner": "dana@example.org"},
        {"days": "91"},
        {"days": "0"},
        {"provisions": []},
        {"provisions": ["OSL 26:1"]},
        {"purpose": "follow_up"},
        {"purpose": "other"},
        {"reason": ""},
    ],
    ids=str,
)
def test_what_no_machine_may_be_is_not_proposed(tess: User, said: dict[str, object]) -> None:
    assert _browser(tess).post(PROPOSE, {**SAID, **said}).status_code == 200
    assert not Token.objects.exists()


def test_for_follow_up_a_machine_reads_without_words_and_posts_nothing(tess: User) -> None:
    token = _proposed(tess, purpose="follow_up", outcomes="")
    assert (token.texts, token.outcomes) == (False, False)


def test_what_the_owner_has_lost_meanwhile_is_not_granted(tess: User, olga: User, bob: User) -> None:
    token = _proposed(tess)
    Clearance.objects.filter(user=bob).update(ended_at=now())
    assert _browser(olga).post(_page(token, "decide/"), {"decision": "yes"}).status_code == 200
    assert Token.objects.get(pk=token.pk).decided_at is None


def test_a_clearance_of_another_secrecy_is_not_rested_on(world: World) -> None:
    eva = world.person("Eva", (SOCIAL, Role.INVESTIGATOR))
    tess, olga = world.person("Tess", (SOCIAL, Role.TECHNICIAN)), world.person("Olga", (SOCIAL, Role.ACCESS_OFFICER))
    page = f"/sv/machines/boards/{SOCIAL}/"
    _browser(tess).post(f"{page}propose/", {**SAID, "owner": eva.email, "provisions": ["none"]})
    token = Token.objects.get()
    _browser(olga).post(f"{page}{token.pk}/decide/", {"decision": "yes"})
    assert [each.clearance.label.provision for each in TokenClearance.objects.all()] == ["none"]
    secret = _browser(tess).post(f"{page}{token.pk}/fetch/").context["secret"]
    type(world.items["aid"]).objects.update(opened=True)
    assert machine(secret).get(f"/api/v1/items/{world.items['aid'].pk}").status_code == 404


def test_whoever_answers_for_a_machine_sees_it_and_ends_it(desk: Desk, bob: User, alice: User) -> None:
    assert desk.token.name in _browser(bob).get("/sv/machines/").content.decode()
    end = f"/sv/machines/mine/{desk.token.pk}/end/"
    assert _browser(alice).post(end).status_code == 404
    assert _browser(bob).post(end).status_code == 302
    assert desk.client.get("/api/v1/boards").status_code == 401


def test_the_list_says_when_it_was_used_and_when_it_fell(desk: Desk, tess: User, bob: User) -> None:
    board = f"/sv/machines/boards/{HOUSING}/"
    desk.client.get("/api/v1/boards")
    page = _browser(tess).get(board).content.decode()
    assert desk.token.prefix in page
    assert "gäller" in page
    assert str(today().year) in page
    Clearance.objects.filter(user=bob).update(ended_at=now())
    assert "behörighet har upphört" in _browser(tess).get(board).content.decode()
    assert "clearance it rests on has ended" in _browser(tess).get(board.replace("/sv/", "/en/")).content.decode()


def test_another_boards_machine_is_not_there(desk: Desk, world: World) -> None:
    tess = world.person("Tess", (SOCIAL, Role.TECHNICIAN))
    for rest in ("", "fetch/", "end/"):
        assert _browser(tess).get(f"/sv/machines/boards/{SOCIAL}/{desk.token.pk}/{rest}").status_code == 404


def test_a_secret_just_fetched_wants_a_factor_just_seen(tess: User, olga: User) -> None:
    token = _proposed(tess)
    _browser(olga).post(_page(token, "decide/"), {"decision": "yes"})
    late = sign_in(Client(), tess, at=now() - timedelta(minutes=6))
    assert late.post(_page(token, "fetch/"))["Location"].startswith("/sv/sign-in/again/")
    stale = sign_in(Client(), olga, at=now() - timedelta(minutes=6))
    assert stale.post(_page(token, "decide/"), {"decision": "no"})["Location"].startswith("/sv/sign-in/again/")


def test_the_page_about_the_api_names_everything_in_the_document(tess: User) -> None:
    page = _browser(tess).get("/sv/machines/guide/").content.decode()
    assert len(operations()) == len(ASKS) == 10
    assert {status for status, _ in answers()} == set(ANSWERS)
    for each in operations():
        assert each.address in page
        assert each.says.sv in page


def test_prefixes_are_never_used_twice(world: World, bob: User, monkeypatch: pytest.MonkeyPatch) -> None:
    token, _ = make_token(bob, HOUSING)
    given = iter([token.prefix, token.prefix, "0a0a0a"])
    monkeypatch.setattr("paxweb.api.pages._prefix", lambda: next(given))
    label = Label.objects.get(board_id=HOUSING, provision="none")
    clear(bob, label, Role.TECHNICIAN)
    assert _proposed(bob).prefix == "0a0a0a"
