"""A token: what is kept of it, when it holds, and when it does not; always the same answer, whatever the reason."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from paxweb.accounts.models import Clearance, Glass, Label, Role, StaffKey, TeamMember, User
from paxweb.api.bearer import Bearer
from paxweb.api.models import Token
from paxweb.frame.clock import now, today
from paxweb.ledger.lines import LedgerUnwritable, Line
from paxweb.ledger.models import Entry, Kind
from tests.office.api.conftest import Desk
from tests.office.api.machines import machine, make_token, post
from tests.office.world import HOUSING, SOCIAL, World, clear, sign_in

BOARDS = "/api/v1/boards"
Spoil = Callable[[Desk], Any]


def _owner(desk: Desk) -> User:
    return desk.world.people["Bob"]


SPOILED: dict[str, Spoil] = {
    "ended": lambda desk: Token.objects.update(ended_at=now()),
    "past its last day": lambda desk: Token.objects.update(to_date=today() - timedelta(days=1)),
    "not begun": lambda desk: Token.objects.update(from_date=today() + timedelta(days=1)),
    "made to hold too long": lambda desk: Token.objects.update(to_date=today() + timedelta(days=90)),
    "another secret": lambda desk: Token.objects.update(secret_hash="0" * 64),
    "its owner's account is closed": lambda desk: User.objects.filter(pk=_owner(desk).pk).update(is_active=False),
    "its owner's clearances have ended": lambda desk: Clearance.objects.filter(user=_owner(desk)).update(
        ended_at=now()
    ),
    "its owner is not bound": lambda desk: StaffKey.objects.filter(user=_owner(desk)).delete(),
}


@pytest.mark.parametrize("how", SPOILED)
def test_a_token_that_does_not_hold_is_as_no_token(desk: Desk, how: str) -> None:
    assert desk.client.get(BOARDS).status_code == 200
    SPOILED[how](desk)
    answer, none = desk.client.get(BOARDS), Client().get(BOARDS)
    assert (answer.status_code, answer.content, dict(answer.headers)) == (401, none.content, dict(none.headers))
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_clearance_given_anew_does_not_bring_a_token_back(desk: Desk) -> None:
    SPOILED["its owner's clearances have ended"](desk)
    clear(_owner(desk), Label.objects.get(board_id=HOUSING, provision="none"), Role.LEAD)
    assert desk.client.get(BOARDS).status_code == 401


def test_a_token_opens_what_is_left_when_one_of_two_clearances_ends(world: World) -> None:
    eva = world.person("Eva", (SOCIAL, Role.INVESTIGATOR))
    secret = make_token(eva, SOCIAL)[1]
    aid, free = world.items["aid"], world.item("free", SOCIAL)
    for item in (aid, free):
        type(item).objects.filter(pk=item.pk).update(opened=True)
    world.items["aid"].work.__class__.objects.update(state="read")
    shown = [each["id"] for each in machine(secret).get(f"{BOARDS}/{SOCIAL}/items").json()["items"]]
    assert sorted(shown) == sorted([str(aid.pk), str(free.pk)])
    Clearance.objects.filter(user=eva, label__provision="OSL 26:1").update(ended_at=now())
    shown = [each["id"] for each in machine(secret).get(f"{BOARDS}/{SOCIAL}/items").json()["items"]]
    assert shown == [str(free.pk)]
    assert machine(secret).get(f"/api/v1/items/{aid.pk}").status_code == 404


def test_of_the_secret_only_a_hash_is_kept(desk: Desk) -> None:
    desk.client.get(BOARDS)
    random = desk.secret.split("_", 2)[2]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  our own tables
            assert random not in repr(cursor.fetchall()), table


def test_the_last_use_is_known(desk: Desk) -> None:
    assert Token.objects.get().last_used_at is None
    desk.client.get(BOARDS)
    used = Token.objects.get().last_used_at
    assert used is not None
    assert now() - used < timedelta(minutes=1)


def test_a_token_that_asks_too_often_waits_and_one_line_says_so(desk: Desk, settings: Settings) -> None:
    settings.PAX_API_PER_MINUTE = 3
    moment = now().replace(second=10)
    settings.PAX_NOW = lambda: moment
    other = make_token(desk.world.people["Alice"], HOUSING)[1]
    assert [desk.client.get(BOARDS).status_code for _ in range(6)] == [200, 200, 200, 429, 429, 429]
    assert desk.client.get(BOARDS)["Retry-After"] == "60"
    assert machine(other).get(BOARDS).status_code == 200
    assert Entry.objects.filter(kind=Kind.REFUSAL, act="token.too_many").count() == 1
    settings.PAX_NOW = lambda: moment + timedelta(minutes=1)
    assert desk.client.get(BOARDS).status_code == 200


def test_an_ended_token_that_is_used_leaves_a_line_and_an_unknown_one_none(desk: Desk) -> None:
    machine("pax_abcdef_nobody").get(BOARDS)
    assert Entry.objects.count() == 0
    Token.objects.update(ended_at=now())
    desk.client.get(BOARDS)
    entry = Entry.objects.get()
    assert (entry.kind, entry.act, entry.machine) == (Kind.REFUSAL, "token.ended", f"token:{desk.token.prefix}")


def test_a_session_opens_nothing_here_and_is_not_touched(desk: Desk) -> None:
    browser = sign_in(Client(), _owner(desk))
    kept = dict(browser.session)
    answer = browser.get(BOARDS)
    assert answer.status_code == 401
    assert answer.content == Client().get(BOARDS).content
    assert answer.cookies == {}
    assert dict(browser.session) == kept


def test_a_forged_form_cannot_post_with_a_browsers_session(desk: Desk) -> None:
    browser = sign_in(Client(enforce_csrf_checks=True), _owner(desk))
    assert post(browser, f"/api/v1/items/{desk.item()}/outcomes", {}).status_code == 401


def test_a_token_opens_no_page(desk: Desk) -> None:
    assert desk.client.get("/sv/machines/").status_code == 302


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YTpi", "bearer x", "Token x", "Bearer é"])
def test_a_header_without_a_token_is_no_token(desk: Desk, header: str) -> None:
    assert Client(headers={"Authorization": header}).get(BOARDS).status_code == 401


def test_a_machine_is_nobodys_colleague_and_breaks_no_glass(desk: Desk) -> None:
    owner, team = _owner(desk), desk.item("team")
    TeamMember.objects.create(user=owner, item_id=team, from_date=today(), to_date=today())
    moments = {"opened_at": now() - timedelta(hours=1), "closes_at": now() + timedelta(hours=1)}
    Glass.objects.create(user=owner, board_id=HOUSING, item_id=team, reason="r", **moments)
    assert sign_in(Client(), owner).get(f"/sv/uppgift/{team}/").status_code == 200
    assert desk.client.get(f"/api/v1/items/{team}").status_code == 404
    assert str(team) not in desk.client.get(f"{BOARDS}/{HOUSING}/items").content.decode()


def _unwritable(lines: Sequence[Line]) -> None:
    raise LedgerUnwritable


def test_what_cannot_be_logged_is_not_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paxweb.accounts.middleware.write_reads", _unwritable)
    answer = desk.client.get(f"/api/v1/items/{desk.item()}")
    assert answer.status_code == 503
    assert answer["Content-Type"] == "application/problem+json"
    assert str(desk.item()) not in answer.content.decode()


def test_the_token_is_looked_up_by_its_hash_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    authenticate = Bearer.authenticate

    def watched(self: Bearer, request: Any, token: str) -> Any:  # noqa: ANN401  ninja's own
        with connection.execute_wrapper(lambda run, sql, given, many, context: _kept(asked, sql, given, run, context)):
            return authenticate(self, request, token)

    monkeypatch.setattr(Bearer, "authenticate", watched)
    assert desk.client.get(BOARDS).status_code == 200
    assert desk.secret not in " ".join(asked)
    assert any("secret_hash" in each for each in asked)


def _kept(asked: list[str], sql: str, given: Any, run: Callable[..., Any], context: Any) -> Any:  # noqa: ANN401  Django's own
    asked.append(f"{sql} {given}")
    return run(sql, given, False, context)
