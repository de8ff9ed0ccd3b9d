"""Around every page: how long a session lives, what leaves when the log cannot be written, and what no cache keeps."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from paxweb.accounts.models import User
from paxweb.frame.clock import now
from paxweb.ledger.lines import LedgerUnwritable, Line
from tests.office.world import NEVER_USED, World, sign_in

pytestmark = pytest.mark.urls("tests.office.access.pages")


class Clock:
    """Time stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        """The moment it is."""
        return self.at


@pytest.fixture
def clock(settings: Settings) -> Clock:
    """The site's clock, held still."""
    settings.PAX_NOW = clock = Clock(now())
    return clock


def test_a_session_ends_after_half_an_hour_without_use(world: World, alice: User, client: Client, clock: Clock) -> None:
    page = f"/sv/t/{world.items['lease'].pk}/"
    sign_in(client, alice)
    for minutes in (0, 29, 29):
        clock.at += timedelta(minutes=minutes)
        assert client.get(page).status_code == 200
    clock.at += timedelta(minutes=30)
    assert client.get(page).status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_session_ends_ten_hours_after_it_began(world: World, alice: User, client: Client, clock: Clock) -> None:
    page = f"/sv/t/{world.items['lease'].pk}/"
    sign_in(client, alice)
    for _ in range(24):
        assert client.get(page).status_code == 200
        clock.at += timedelta(minutes=25)
    assert client.get(page).status_code == 302


def _unwritable(lines: Sequence[Line]) -> None:
    raise LedgerUnwritable


def test_what_cannot_be_logged_is_not_shown(world: World, as_alice: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paxweb.accounts.middleware.write_reads", _unwritable)
    response = as_alice.get(f"/sv/t/{world.items['lease'].pk}/")
    assert response.status_code == 503
    assert str(world.items["lease"].pk) not in response.content.decode()
    assert "Loggen kan inte skrivas" in response.content.decode()
    assert response["Cache-Control"] == "no-store"


def test_a_refusal_that_cannot_be_logged_is_503_too(
    world: World, as_alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("paxweb.accounts.middleware.write_reads", _unwritable)
    hidden, absent = (as_alice.get(f"/sv/t/{item}/") for item in (world.items["aid"].pk, NEVER_USED))
    assert (hidden.status_code, hidden.content) == (503, absent.content)


def test_no_signed_in_page_is_kept_by_a_cache(world: World, as_alice: Client) -> None:
    assert as_alice.get(f"/sv/t/{world.items['lease'].pk}/")["Cache-Control"] == "no-store"


def test_every_answer_carries_the_headers(world: World, as_alice: Client) -> None:
    for address in (f"/sv/t/{world.items['lease'].pk}/", "/sv/nowhere/", "/"):
        response = as_alice.get(address)
        assert response["Content-Security-Policy"].startswith("default-src 'none'; ")
        assert "unsafe" not in response["Content-Security-Policy"]
        assert "form-action 'self'" in response["Content-Security-Policy"]
        assert response["Referrer-Policy"] == "same-origin"
        assert response["Strict-Transport-Security"].startswith("max-age=")


def test_cookies_stay_with_the_browser_and_on_tls(settings: Settings) -> None:
    assert settings.SESSION_COOKIE_SECURE
    assert settings.CSRF_COOKIE_SECURE
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_HTTPONLY
    assert {settings.SESSION_COOKIE_SAMESITE, settings.CSRF_COOKIE_SAMESITE} == {"Lax"}


def test_a_form_without_its_token_is_told_so_without_a_reason(alice: User) -> None:
    response = sign_in(Client(enforce_csrf_checks=True), alice).post("/sv/t/own/")
    assert response.status_code == 403
    assert "Sidan var för gammal" in response.content.decode()


def test_the_database_forgets_who_asked(world: World, as_alice: Client) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite is told nothing")
    as_alice.get(f"/sv/t/{world.items['lease'].pk}/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('pax.user_id', true), current_user")
        assert cursor.fetchall() == [("", "pax_tests")]
